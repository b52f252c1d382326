package dev.firebreak.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-02-01T10:00:00Z,            2026-02-01T10:00:00Z",
        "2026-02-01T10:00:00.000+0000,    2026-02-01T10:00:00Z",
        "2026-02-01T10:00:00-0530,        2026-02-01T15:30:00Z",
        "2026-02-01T10:00:00+02:00,       2026-02-01T08:00:00Z",
        "2026-02-01 10:00:00,             2026-02-01T10:00:00Z",
        "2026-02-01 10:00:00.5 +0200,     2026-02-01T08:00:00.5Z",
        "1769940000,                      2026-02-01T10:00:00Z",
        "1769940000123,                   2026-02-01T10:00:00.123Z"
    })
    void readsWhatToolsWrite(String text, Instant time) {
        assertThat(EventTimes.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "10:00", "17", "99999999999999999999", "0001-01-01T00:00:00Z", "2026-02-31 10:00:00"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(EventTimes.parse(text)).isEmpty();
    }
}
