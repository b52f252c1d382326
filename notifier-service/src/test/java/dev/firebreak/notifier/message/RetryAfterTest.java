package dev.firebreak.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.notifier.Incidents;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "' 120 ', PT2M",
        "0, PT1S",
        "1.25, PT1.25S",
        "999999999, PT1H",
        "'Sun, 1 Feb 2026 12:00:30 GMT', PT30S",
        "'Sun, 1 Feb 2026 11:00:00 GMT', PT1S"
    })
    void readsSecondsAndDates(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, Incidents.NOON)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e9", "Sun, 32 Feb 2026 12:00:30 GMT"})
    void takesNonsenseAsNothing(String header) {
        assertThat(RetryAfter.parse(header, Incidents.NOON)).isEqualTo(Optional.empty());
    }

    @Test
    void takesNoHeaderAsNothing() {
        assertThat(RetryAfter.parse(null, Incidents.NOON)).isEmpty();
    }
}
