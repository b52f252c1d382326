package dev.firebreak.notifier;

import static dev.firebreak.notifier.Incidents.ROBIN;
import static dev.firebreak.notifier.Incidents.escalated;
import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.opened;
import static dev.firebreak.notifier.Incidents.toldTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.StandIn.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incident whose level asks for a channel of its own, from the first alert to the archive. */
class IncidentChannelIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SYSTEM = """
            apiVersion: firebreak.dev/v1
            kind: System
            metadata: {name: voiceaitraining}
            spec:
              title: Voice AI Training
              severityLevels:
                P0: {title: Critical, severity: critical, respondWithin: 0m, ownChannel: true}
              services:
                web: {identify: "alert.service == 'web'"}
              onCall:
                primary:
                  members: [{name: Ada, slack: U0ADA0001}]
                  handoff: MON 09:00
                  from: "2026-01-05"
            """;

    @Test
    void makesItFillsItAndArchivesItWithThePostmortem(@TempDir Path folder) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("voice")).resolve("system.yaml"), SYSTEM);
        Receiver slack = new Receiver.Slack("incidents", "#all", "U0CALLED1");
        Incident incident = toldTo(List.of(slack), Incidents.incident(IncidentId.next()));
        try (RunningNotifier notifier = new RunningNotifier(Map.of("FIREBREAK_CATALOG", folder.toString()))) {
            StandIn vendors = notifier.vendors();
            vendors.fail("conversations.create", "", Fault.status(500)); // takes effect, and the answer is lost
            notifier.publish(fact(1, incident, opened()));
            notifier.publish(fact(2, incident, escalated(0, null, slack)));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(invited(vendors)).contains("U0CALLED1", "U0ADA0001"));
            String name = vendors.calls("conversations.create").getFirst().field("name");
            assertThat(name).startsWith("inc-12-web-");
            assertThat(vendors.cards("#" + name))
                    .singleElement()
                    .satisfies(said -> assertThat(said.field("text")).contains("app.voiceaitraining.com"));

            Incident taken = in(IncidentState.ACKNOWLEDGED, incident);
            notifier.publish(new IncidentFact(
                    EventId.next(),
                    3,
                    taken.openedAt(),
                    ROBIN,
                    "catalogue",
                    new IncidentEvent.Acknowledged(null),
                    taken));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(invited(vendors)).contains("U0RESPONDER"));

            notifier.publish(fact(4, in(IncidentState.RESOLVED, incident), new IncidentEvent.Resolved("over")));
            notifier.publish(fact(5, in(IncidentState.CLOSED, incident), new IncidentEvent.Closed("see <!channel>")));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(vendors.calls("conversations.archive"))
                            .singleElement()
                            .satisfies(call -> assertThat(call.field("channel")).isEqualTo(StandIn.id("#" + name))));
            assertThat(vendors.calls("pins.add"))
                    .singleElement()
                    .satisfies(pin -> assertThat(pin.field("timestamp"))
                            .isEqualTo(vendors.cards("#" + name).getLast().field("ts")));
            assertThat(vendors.cards("#" + name).getLast().field("text")).contains("is closed: see &lt;!channel&gt;");
            assertThat(invited(vendors)).doesNotHaveDuplicates();
        }
    }

    private static List<String> invited(StandIn vendors) {
        return vendors.calls("conversations.invite").stream()
                .map(call -> call.field("users"))
                .toList();
    }
}
