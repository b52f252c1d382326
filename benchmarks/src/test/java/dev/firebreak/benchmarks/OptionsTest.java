package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Map<String, Integer> DEFAULTS = Map.of("--rate", 5, "--seconds", 10);

    @Test
    void whatIsSaidCountsAndTheRestIsAsUsual() {
        assertThat(Options.parse(List.of("--rate", "7", "--write"), DEFAULTS))
                .isEqualTo(new Options(Map.of("--rate", 7, "--seconds", 10), true));
        assertThat(ConsolePlan.parse(List.of("--viewers", "3")))
                .isEqualTo(new ConsolePlan(10_000, 3, 60, 3_000, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rate", "--rate 0", "--rate fast", "--loud 3", "7"})
    void whatIsNoOptionIsRefused(String words) {
        assertThatThrownBy(() -> Options.parse(List.of(words.split(" ", -1)), DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
