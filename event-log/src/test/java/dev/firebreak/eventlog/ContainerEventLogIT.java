package dev.firebreak.eventlog;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same promises with the images that are run in production. */
class ContainerEventLogIT extends EventLogContract {
    @SuppressWarnings("NullAway.Init")
    private KafkaContainer kafka;

    @SuppressWarnings("NullAway.Init")
    private PostgreSQLContainer postgres;

    @Override
    Infrastructure startInfrastructure() {
        assumeContainersStart();
        kafka = new KafkaContainer("apache/kafka:4.2.0");
        postgres = new PostgreSQLContainer("postgres:18");
        kafka.start();
        postgres.start();
        String url = "postgresql://%s:%d/%s"
                .formatted(postgres.getHost(), postgres.getFirstMappedPort(), postgres.getDatabaseName());
        return new Infrastructure(kafka.getBootstrapServers(), url, postgres.getUsername(), postgres.getPassword());
    }

    @AfterAll
    void removeContainers() {
        if (kafka != null) {
            kafka.stop();
        }
        if (postgres != null) {
            postgres.stop();
        }
    }

    private static void assumeContainersStart() {
        String reason = "no Docker engine answers";
        boolean available = false;
        try {
            available = DockerClientFactory.instance().isDockerAvailable();
        } catch (
                ContainerFetchException
                        e) { // an engine without a registry, and without what Testcontainers needs itself
            reason = "the Docker engine cannot get an image: " + e.getMessage();
        }
        Assumptions.assumeTrue(available, "Skipped, " + reason + ". EmbeddedEventLogIT runs the same tests.");
    }
}
