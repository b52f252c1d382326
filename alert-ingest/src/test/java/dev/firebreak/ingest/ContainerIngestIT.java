package dev.firebreak.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.kafka.KafkaContainer;

/** The same promises with the image that is run in production. */
class ContainerIngestIT extends IngestContract {
    private @Nullable KafkaContainer kafka;

    @Override
    String bootstrapServers() {
        if (kafka == null) {
            assumeContainersStart();
            kafka = new KafkaContainer("apache/kafka:4.2.0");
            kafka.start();
        }
        return kafka.getBootstrapServers();
    }

    @AfterAll
    void remove() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    private static void assumeContainersStart() {
        String reason = "no Docker engine answers";
        boolean available = false;
        try {
            available = DockerClientFactory.instance().isDockerAvailable();
        } catch (ContainerFetchException e) { // no registry, and not even Testcontainers' own image
            reason = "the Docker engine cannot get an image: " + e.getMessage();
        }
        assumeTrue(available, "Skipped, " + reason + ". EmbeddedKafkaIngestIT runs the same tests.");
    }
}
