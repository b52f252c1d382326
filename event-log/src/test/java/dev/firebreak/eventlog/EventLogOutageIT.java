package dev.firebreak.eventlog;

import static dev.firebreak.eventlog.Facts.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.embedded.EmbeddedDatabase;
import dev.firebreak.embedded.EmbeddedKafka;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.notification.NotificationFact;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the event log survives; its own servers, because they are stopped. */
class EventLogOutageIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedDatabase database;

    @SuppressWarnings("NullAway.Init")
    private TestService service;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        database = EmbeddedDatabase.start(folder.resolve("postgres"), 0);
        service = TestService.start(
                new Infrastructure(kafka.bootstrapServers(), database.url(), database.user(), database.password()));
    }

    @AfterEach
    void stop() {
        service.close();
        kafka.close();
        database.close();
    }

    @Test
    void catchesUpInOrderWhenTheBrokerComesBack() {
        IncidentId subject = IncidentId.next();
        service.append(entry(subject, 1));
        awaitDetails(subject, "1");

        int port = kafka.port();
        kafka.close();
        service.append(entry(subject, 2));
        service.append(entry(subject, 3));
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), port);
        service.append(entry(subject, 4));

        awaitDetails(subject, "1", "2", "3", "4");
    }

    @Test
    void goesOnWhenTheDatabaseWasRestarted() throws Exception {
        IncidentId subject = IncidentId.next();
        service.append(entry(subject, 1));
        awaitDetails(subject, "1");
        String key = subject.toString();
        service.handling().handler =
                _ -> service.transactions().commit(service.inbox().firstTime("intake", key));

        int port = database.port();
        database.close();
        Topics.write(
                kafka.bootstrapServers(),
                "test.batches",
                key,
                Wire.of(Facts.fact(subject, "while away")).value());
        database = EmbeddedDatabase.start(folder.resolve("postgres"), port);

        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> service.append(entry(subject, 2)));
        awaitDetails(subject, "1", "2");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.handling().done)
                        .extracting(record -> record.value().detail())
                        .containsExactly("while away"));
    }

    /** A repeat after an outage is allowed; what is seen first must be in order. */
    private void awaitDetails(IncidentId subject, String... details) {
        try (Topics.Reader reader = Topics.reader(kafka.bootstrapServers(), Topic.NOTIFICATIONS.topicName())) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(reader.of(subject.toString()).stream()
                                    .map(record -> Wire.read(record.value(), NotificationFact.class)
                                            .detail())
                                    .distinct())
                            .isEqualTo(List.of(details)));
        }
    }
}
