package dev.firebreak.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimesTest {
    @ParameterizedTest
    @CsvSource({
        "2018-03-07T06:33:21.873077559-05:00, 2018-03-07T11:33:21.873077559Z",
        "2021-10-12T09:51:03.157076+02:00,    2021-10-12T07:51:03.157076Z",
        "2022-07-29T11:13:27.3Z,              2022-07-29T11:13:27.3Z",
        "2018-11-06T21:19:55.271,             2018-11-06T21:19:55.271Z"
    })
    void readsAnyOffsetAndPrecision(String text, Instant instant) {
        assertThat(SourceTimes.parse(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "", " ", "-0044-03-15T12:00:00Z", "+12026-01-01T00:00:00Z"})
    void someTimesMeanNever(String text) {
        assertThat(SourceTimes.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30T00:00:00Z", "2026-02-01", "T", "1769940000"})
    void whatIsNoTimeIsNoneWhenItDoesNotMatter(String text) {
        assertThat(SourceTimes.parseLeniently(text)).isEmpty();
    }
}
