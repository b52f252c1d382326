package dev.firebreak.incident.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.eventlog.RawRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, String> FAILED = Map.of(
            "dlt_cause", "not json",
            "dlt_topic", "firebreak.alerts",
            "dlt_partition", "3",
            "dlt_offset", "41",
            "dlt_consumer", "incident-service",
            "dlt_at", "2026-03-01T11:59:00Z",
            "ce_type", "signal.v1");

    @Test
    void knowsWhereTheRecordCameFromAndSendsItBackAsItWas() {
        DeadLetter letter = DeadLetter.of(record(7, FAILED, "{"), NOON);

        assertThat(letter.topic()).isEqualTo("firebreak.alerts");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isEqualTo(41);
        assertThat(letter.consumer()).isEqualTo("incident-service");
        assertThat(letter.cause()).isEqualTo("not json");
        assertThat(letter.failedAt()).isEqualTo(Instant.parse("2026-03-01T11:59:00Z"));
        assertThat(letter.replayHeaders()).containsOnlyKeys("ce_type", "dlt_replay_of");
        assertThat(letter.value()).isEqualTo("{".getBytes(UTF_8));
    }

    @Test
    void isTheSameLetterWhenItWasPutAsideTwiceAndAnotherWhenTheContentIsAnother() {
        DeadLetter letter = DeadLetter.of(record(7, FAILED, "{"), NOON);

        assertThat(DeadLetter.of(record(8, FAILED, "{"), NOON).id()).isEqualTo(letter.id());
        assertThat(DeadLetter.of(record(7, FAILED, "["), NOON).id()).isNotEqualTo(letter.id());
        assertThat(DeadLetter.of(record(7, with("dlt_consumer", "notifier-service"), "{"), NOON)
                        .id())
                .isNotEqualTo(letter.id());
    }

    @Test
    void isLinkedToTheLetterThatItWasBefore() {
        DeadLetter first = DeadLetter.of(record(7, FAILED, "{"), NOON);
        Map<String, String> again = with("dlt_replay_of", first.id().toString());

        assertThat(DeadLetter.of(record(9, again, "{"), NOON).replayOf()).isEqualTo(first.id());
        assertThat(DeadLetter.of(record(9, with("dlt_replay_of", "no id"), "{"), NOON)
                        .replayOf())
                .isNull();
    }

    @Test
    void isTakenInWithoutAWordOnWhyItIsThere() {
        DeadLetter letter = DeadLetter.of(record(7, Map.of(), "{"), NOON);

        assertThat(letter.topic()).isEqualTo("firebreak.alerts");
        assertThat(letter.partition()).isEqualTo(1);
        assertThat(letter.offset()).isEqualTo(7);
        assertThat(letter.failedAt()).isEqualTo(NOON);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new LinkedHashMap<>(FAILED);
        headers.put(name, value);
        return headers;
    }

    private static RawRecord record(long offset, Map<String, String> headers, String value) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        headers.forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
        return new RawRecord(
                "incident-service",
                "firebreak.alerts.dlt",
                1,
                offset,
                "key".getBytes(UTF_8),
                bytes,
                value.getBytes(UTF_8));
    }
}
