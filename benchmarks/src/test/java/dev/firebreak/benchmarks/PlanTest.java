package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    @Test
    void withoutOptionsItIsThePublishedMeasurement() {
        assertThat(Plan.parse(List.of())).isEqualTo(new Plan(500, 20, 200, 32, Duration.ofSeconds(20), false));
    }

    @Test
    void everyOptionCounts() {
        List<String> words = List.of(
                "--incidents",
                "10",
                "--write",
                "--rate",
                "5",
                "--warm-up",
                "0",
                "--connections",
                "8",
                "--seconds",
                "3");

        assertThat(Plan.parse(words)).isEqualTo(new Plan(10, 5, 0, 8, Duration.ofSeconds(3), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--incidents", "--rate fast", "--loud 3", "--rate -1"})
    void whatIsNoOptionIsRefused(String words) {
        assertThatThrownBy(() -> Plan.parse(List.of(words.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
