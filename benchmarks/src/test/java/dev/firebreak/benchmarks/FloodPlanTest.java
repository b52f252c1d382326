package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloodPlanTest {
    @Test
    void everyOptionCounts() {
        assertThat(FloodPlan.parse(List.of("--incidents", "500", "--seconds", "5", "--write")))
                .isEqualTo(new FloodPlan(500, Duration.ofSeconds(5), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--incidents", "--seconds 0", "--rate 3"})
    void whatIsNoOptionIsRefused(String words) {
        assertThatThrownBy(() -> FloodPlan.parse(List.of(words.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
