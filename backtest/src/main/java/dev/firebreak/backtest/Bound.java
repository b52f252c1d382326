package dev.firebreak.backtest;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound on a comparison, such as {@code pages > +10%}, {@code incidents > +5} (more than the baseline's) or
 * {@code pages > 20} (whatever the baseline's).
 */
public record Bound(String figure, Operator operator, BigDecimal value, boolean isRelative, boolean isShare) {
    private static final Pattern WRITTEN =
            Pattern.compile("\\s*([a-z]+)\\s*(>=|<=|>|<)\\s*([+-]?)(\\d+(?:\\.\\d+)?)(%?)\\s*");

    enum Operator {
        MORE(">"),
        MORE_OR_SAME(">="),
        LESS("<"),
        LESS_OR_SAME("<=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Operator of(String sign) {
            for (Operator each : values()) {
                if (each.sign.equals(sign)) {
                    return each;
                }
            }
            throw new IllegalArgumentException(sign);
        }

        boolean holds(int compared) {
            return switch (this) {
                case MORE -> compared > 0;
                case MORE_OR_SAME -> compared >= 0;
                case LESS -> compared < 0;
                case LESS_OR_SAME -> compared <= 0;
            };
        }
    }

    /** @throws IllegalArgumentException that says what is wrong and what would be right */
    public static Bound parse(String text) {
        Matcher written = WRITTEN.matcher(text.toLowerCase(Locale.ROOT));
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no bound; write FIGURE > VALUE such as 'pages > +10%' or 'incidents > 20'");
        }
        boolean isRelative = !written.group(3).isEmpty();
        boolean isShare = !written.group(5).isEmpty();
        if (isShare && !isRelative) {
            throw new IllegalArgumentException("'" + text + "': a share is of the baseline; write +" + written.group(4)
                    + "% or -" + written.group(4) + "%");
        }
        BigDecimal value = new BigDecimal(written.group(4));
        return new Bound(
                written.group(1),
                Operator.of(written.group(2)),
                written.group(3).equals("-") ? value.negate() : value,
                isRelative,
                isShare);
    }

    /**
     * Whether it is crossed.
     *
     * @throws IllegalArgumentException when the comparison has no such figure, or no baseline for a change
     */
    public boolean isCrossedBy(Comparison comparison) {
        Comparison.Pair pair = comparison.figures().get(figure);
        if (pair == null) {
            throw new IllegalArgumentException("no figure '" + figure + "': one of "
                    + String.join(", ", comparison.figures().keySet()));
        }
        if (isRelative && !comparison.hasBaseline()) {
            throw new IllegalArgumentException("a change needs a --baseline to be compared with");
        }
        BigDecimal found = BigDecimal.valueOf(isRelative ? pair.change() : pair.candidate());
        // a share of nothing: any page more than none is more than 10 % more
        BigDecimal bound =
                isShare ? value.multiply(BigDecimal.valueOf(pair.baseline())).movePointLeft(2) : value;
        return operator.holds(found.compareTo(bound));
    }
}
