package dev.firebreak.incident.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgeTest {
    @Test
    void addsUpWhatWasRefusedAndTellsWrongSignaturesApart() {
        Edge.Counted counted = Edge.read("""
                # TYPE ingest_refused_total counter
                ingest_refused_total{application="x",reason="unauthenticated",source="sentry"} 3.0
                ingest_refused_total{reason="malformed",source="vercel"} 2.0
                ingest_accepted_total{source="sentry"} 40.0
                """);

        assertThat(counted).isEqualTo(new Edge.Counted(5, 3, ""));
    }

    @Test
    void nothingRefusedIsNothing() {
        assertThat(Edge.read("")).isEqualTo(new Edge.Counted(0, 0, ""));
    }
}
