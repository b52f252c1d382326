package dev.firebreak.catalog.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThresholdTest {
    @Test
    void aValueOnItsBoundIsWithinIt() {
        Threshold errors = threshold(0.01, 0.05);

        assertThat(errors.judge(0.01)).isEqualTo(Breach.NONE);
        assertThat(errors.judge(0.011)).isEqualTo(Breach.WARNING);
        assertThat(errors.judge(0.05)).isEqualTo(Breach.WARNING);
        assertThat(errors.judge(0.051)).isEqualTo(Breach.CRITICAL);
        assertThat(errors.judge(Double.POSITIVE_INFINITY)).isEqualTo(Breach.CRITICAL);
    }

    @Test
    void aWarningAboveWhatIsCriticalMeansThatLowIsBad() {
        Threshold uptime = threshold(0.999, 0.995);

        assertThat(uptime.judge(1)).isEqualTo(Breach.NONE);
        assertThat(uptime.judge(0.998)).isEqualTo(Breach.WARNING);
        assertThat(uptime.judge(0.9)).isEqualTo(Breach.CRITICAL);
        assertThat(uptime.compareBadness(0.9, 0.998)).isPositive();
    }

    @Test
    void oneBoundMayBeMissing() {
        assertThat(threshold(5.0, null).judge(1e9)).isEqualTo(Breach.WARNING);
        assertThat(threshold(null, 5.0).judge(5.1)).isEqualTo(Breach.CRITICAL);
    }

    @Test
    void aRateWithoutTrafficIsWithin() {
        Threshold errors = threshold(0.01, 0.05);

        assertThat(errors.judge(Double.NaN)).isEqualTo(Breach.NONE);
        assertThat(errors.compareBadness(0, Double.NaN)).isPositive();
        assertThat(errors.compareBadness(Double.NaN, 0)).isNegative();
    }

    private static Threshold threshold(@Nullable Double warning, @Nullable Double critical) {
        return new Threshold("it", null, warning, critical, null, Threshold.Worse.between(warning, critical));
    }
}
