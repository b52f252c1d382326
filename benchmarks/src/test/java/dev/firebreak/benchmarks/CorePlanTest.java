package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorePlanTest {
    @Test
    void everyOptionCounts() {
        String words = "--closed 0 --open 2 --storm 3 --keys 4 --rate 5 --seconds 6 --data kept --write";

        assertThat(CorePlan.parse(List.of(words.split(" ", -1))))
                .isEqualTo(new CorePlan(0, 2, 3, 4, 5, Duration.ofSeconds(6), Optional.of(Path.of("kept")), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds", "--keys 0", "--storm -3", "--loud 3"})
    void whatIsNoOptionIsRefused(String words) {
        assertThatThrownBy(() -> CorePlan.parse(List.of(words.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
