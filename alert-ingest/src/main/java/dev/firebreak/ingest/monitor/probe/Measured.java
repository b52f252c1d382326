package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Threshold;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** A number against its bounds, in words. */
final class Measured {
    private static final MathContext READABLE = new MathContext(4);

    private Measured() {}

    static Observation judge(Threshold bounds, double value) {
        Breach breach = bounds.judge(value);
        String unit = bounds.unit() == null || bounds.unit().equals("ratio") ? "" : " " + bounds.unit();
        String is = bounds.name() + " is " + readable(value) + unit;
        Double bound = switch (breach) {
            case NONE -> null;
            case WARNING -> bounds.warning();
            case CRITICAL -> bounds.critical();
        };
        String side = bounds.worse() == Threshold.Worse.HIGHER ? ", above " : ", below ";
        String text = bound == null ? is : is + side + readable(bound) + unit;
        return new Observation.Seen(breach, finite(value), text);
    }

    /** JSON has no other numbers. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String readable(double value) {
        if (Double.isNaN(value)) {
            return "no number";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "minus infinite";
        }
        return new BigDecimal(value).round(READABLE).stripTrailingZeros().toPlainString();
    }
}
