package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgePlanTest {
    @Test
    void everyOptionCounts() {
        assertThat(EdgePlan.parse(List.of("--seconds", "3", "--write", "--rounds", "4")))
                .isEqualTo(new EdgePlan(Duration.ofSeconds(3), 4, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds", "--rounds 0", "--loud 3"})
    void whatIsNoOptionIsRefused(String words) {
        assertThatThrownBy(() -> EdgePlan.parse(List.of(words.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
