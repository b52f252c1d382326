package dev.firebreak.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class DiagnosisTest {
    private static final Path LOG = Path.of("/data/logs/firebreak.log");

    @Test
    void findsAFullDiskBelowOtherFailures() {
        var thrown = new IllegalStateException(
                "no storage", new UncheckedIOException(new IOException("No space left on device")));

        assertThat(Diagnosis.of("Kafka", thrown, LOG))
                .hasMessageContaining("Kafka did not start: no space left")
                .hasMessageContaining("Free some space");
    }

    @Test
    void namesTheMissingSecretsSettings() {
        NoSuchElementException thrown = missing("vercel-token");

        assertThat(Diagnosis.of("remediation-service", thrown, LOG)).hasMessageContaining("FIREBREAK_VERCEL_TOKEN");
    }

    @Test
    void namesThePortThatWasTakenMeanwhile() {
        assertThat(Diagnosis.of("alert-ingest", new IllegalStateException(new PortInUseException(8081)), LOG))
                .hasMessageContaining("Port 8081 for alert-ingest");
    }

    @Test
    void pointsToTheLogForTheUnknown() {
        var thrown = new IllegalStateException("context", new IllegalArgumentException("no such bean"));

        assertThat(Diagnosis.of("incident-service", thrown, LOG))
                .hasMessageContaining("no such bean")
                .hasMessageContaining(LOG.toString());
    }

    private static NoSuchElementException missing(String secret) {
        try {
            new Secrets(name -> null).require(secret);
        } catch (NoSuchElementException e) {
            return e;
        }
        throw new AssertionError("it was found");
    }
}
