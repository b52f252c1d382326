package dev.firebreak.remediation.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.action.haproxy.Haproxy;
import dev.firebreak.remediation.action.kubernetes.MockCluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A rollback as one runbook: the load balancer goes to blue, green is scaled down, health is looked at, people are told. */
class BlueGreenIT {
    private final Shop shop = Shop.next();

    @Test
    void blueServesGreenIsScaledDownAndPeopleAreTold() {
        try (Haproxy haproxy = new Haproxy(TestCatalog.PROXY);
                MockCluster kubernetes = new MockCluster()) {
            System.setProperty("kubernetes.master", kubernetes.url()); // read when the first runbook needs a cluster
            Harness harness = Harness.shared();
            Incident incident = Incidents.incident(shop.service(), "blue-green", Instant.now());
            assertThat(haproxy.serving()).isEqualTo("green");

            harness.send(Incidents.opened(incident));
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                kubernetes.settle();
                return harness.facts(incident).stream().anyMatch(it -> it.event() instanceof RemediationEvent.Finished);
            });

            assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
            assertThat(haproxy.serving()).isEqualTo("blue");
            assertThat(haproxy.state()).isEqualTo("green1=8/1 green2=8/1 blue1=0/1 blue2=0/1");
            assertThat(kubernetes.state()).startsWith("0 of shop:2");
            assertThat(notes(harness, incident)).contains("Rolled back: blue serves");
        } finally {
            System.clearProperty("kubernetes.master");
        }
    }

    /** What goes to incident-service, from whose timeline the thread in Slack is written. */
    private static String notes(Harness harness, Incident incident) {
        return String.valueOf(harness.database()
                .sql("SELECT value::text AS note FROM event_log WHERE type = 'incident.addNote.v1'"
                        + " AND message_key = :incident")
                .bind("incident", incident.id().toString())
                .map(row -> row.get("note", String.class))
                .one()
                .block(Harness.SOON));
    }
}
