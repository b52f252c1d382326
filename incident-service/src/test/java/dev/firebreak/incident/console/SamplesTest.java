package dev.firebreak.incident.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.incident.console.DeliveryQueries.Source;
import dev.firebreak.incident.console.Neighbours.Neighbour;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private static final Samples INGEST = Samples.parse("""
            # HELP ingest_refused_total
            # TYPE ingest_refused_total counter
            ingest_refused_total{reason="unauthenticated",service="alert-ingest",source="sentry"} 3.0
            ingest_refused_total{reason="malformed",service="alert-ingest",source="sentry"} 2.0
            ingest_refused_total{reason="said \\"no\\", twice",service="alert-ingest",source="none"} 1.2E3
            ingest_refused_total_of_others{source="sentry"} 9.0
            jvm_threads_live_threads 41.0
            """);

    @Test
    void aFigureIsReadWithItsLabels() {
        assertThat(INGEST.sum("jvm_threads_live_threads")).isEqualTo(41);
        assertThat(INGEST.sum("nothing_such")).isZero();
        assertThat(INGEST.of("ingest_refused_total").getLast().labels())
                .containsEntry("source", "none")
                .containsEntry("reason", "said \\\"no\\\", twice");
    }

    @Test
    void refusalsAreToldPerSourceAndBadSignaturesApart() {
        assertThat(Refused.bySource(List.of(up("alert-ingest", INGEST))))
                .contains(Map.of("sentry", new Refused(3, 5), "none", new Refused(0, 1_200)));
        assertThat(Refused.bySource(List.of(up("alert-ingest", Samples.parse("")))))
                .isEmpty();
    }

    @Test
    void aSourceThatWasOnlyEverRefusedIsALineToo() {
        List<SourceLine> lines = SourceLine.of(
                List.of(new Source("prometheus", NOON, 7)), Refused.bySource(List.of(up("alert-ingest", INGEST))));

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        new SourceLine("prometheus", NOON, 7, new Refused(0, 0)),
                        new SourceLine("sentry", null, 0, new Refused(3, 5)),
                        new SourceLine("none", null, 0, new Refused(0, 1_200)));
        assertThat(SourceLine.of(List.of(new Source("prometheus", NOON, 7)), Refused.bySource(List.of())))
                .containsExactly(new SourceLine("prometheus", NOON, 7, null));
    }

    @Test
    void whatPeopleStillHaveToBeToldIsTheNotifiersWord() {
        Samples notifier = Samples.parse("""
                firebreak_obligations_owed 4.0
                firebreak_obligations_overdue 1.0
                firebreak_obligations_failed 0.0
                """);

        assertThat(Owed.of(List.of(up("notifier-service", notifier)))).contains(new Owed(4, 1, 0));
        assertThat(Owed.of(List.of(up("alert-ingest", INGEST)))).isEmpty();
    }

    private static Neighbour up(String name, Samples samples) {
        return new Neighbour(name, "up", List.of(), samples);
    }
}
