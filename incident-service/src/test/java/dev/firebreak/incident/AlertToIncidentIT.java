package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** One alert record after another; each test has a service of the catalogue, or a key, of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class AlertToIncidentIT {
    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @BeforeAll
    void start() {
        firebreak = new Harness();
    }

    @AfterAll
    void stop() {
        firebreak.close();
    }

    @Test
    void opensAcknowledgesAndResolvesOneIncidentHoweverOftenItIsTold() {
        Instant now = Instant.now();
        deploy("dpl_good", now.minusSeconds(7200));
        deploy("dpl_bad", now.minusSeconds(60));
        awaitDeployments("dpl_good", "dpl_bad"); // of another partition than the alerts, so in no order with them
        Alerts down = Alerts.firing("HealthCheckFailed", "web").startsAt(now).receivedAt(now);
        Signal.AlertReceived signal = down.signal();

        for (int i = 0; i < 3; i++) {
            firebreak.send(Wire.of(signal));
        }
        IncidentFact opened = firebreak.awaitFact("web", IncidentEvent.Opened.class);

        Incident incident = opened.incident();
        assertThat(opened.seq()).isEqualTo(1);
        assertThat(incident.number()).isPositive();
        assertThat(incident.correlationKey()).isEqualTo("shop/service=web");
        assertThat(incident.suspect()).extracting(Deployment::id).isEqualTo("dpl_bad");
        assertThat(incident.lastGood()).extracting(Deployment::id).isEqualTo("dpl_good");

        firebreak.send(Wire.of(
                new Command.AcknowledgeIncident(EventId.next(), ada(), Instant.now(), incident.id(), "on it"),
                "notifier-service"));
        IncidentFact acknowledged = firebreak.awaitFact("web", IncidentEvent.Acknowledged.class);
        assertThat(acknowledged.incident().state()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(acknowledged.incident().alertCount()).isEqualTo(1);

        firebreak.send(Wire.of(down.resolvedAt(Instant.now()).signal()));
        IncidentFact resolved = firebreak.awaitFact("web", IncidentEvent.Resolved.class);
        assertThat(resolved.incident().state()).isEqualTo(IncidentState.RESOLVED);

        JsonNode shown = firebreak.getJson("/api/incidents/" + incident.id());
        assertThat(shown.path("state").asString()).isEqualTo("resolved");
        assertThat(shown.path("acknowledgedBy").asString()).isEqualTo("Ada");
        List<IncidentFact> facts = firebreak.facts("web");
        assertThat(facts).extracting(IncidentFact::seq).isSorted().doesNotHaveDuplicates();
        JsonNode timeline = firebreak.getJson("/api/incidents/" + incident.number() + "/timeline");
        assertThat(timeline.path("items").size()).isEqualTo(facts.size());
        JsonNode why = firebreak.getJson("/api/alerts/" + signal.alert().id() + "/why");
        assertThat(why.path("outcome").asString()).isEqualTo("opened");
    }

    @Test
    void aKnownServiceWithoutARunbookStillNeedsAPersonAndAnUnknownOneIsOnlyTraced() {
        Alert unknown = Alerts.firing("Anything", "nobody-knows").alert();
        firebreak.send(Wire.of(new Signal.AlertReceived(EventId.next(), unknown)));
        firebreak.send(Wire.of(Alerts.firing("NobodyWroteARunbook", "api")
                .severity(Severity.ERROR)
                .signal()));

        Incident incident =
                firebreak.awaitFact("api", IncidentEvent.Opened.class).incident();
        assertThat(incident.runbook()).isNull();
        assertThat(incident.level()).isEqualTo("P1");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak
                                .getJson("/api/alerts/" + unknown.id() + "/why")
                                .path("outcome")
                                .asString())
                        .isEqualTo("unknown-service"));
    }

    @Test
    void opensOnlyWhenEnoughAlertsCameWithinTheThreshold() {
        Instant now = Instant.now();
        for (int i = 0; i < 3; i++) {
            firebreak.send(Wire.of(Alerts.firing("TooManyErrors", "api")
                    .severity(Severity.WARNING)
                    .fingerprint("error-" + i)
                    .receivedAt(now)
                    .signal()));
        }

        IncidentFact opened = await().atMost(SOON)
                .until(
                        () -> firebreak.facts("api").stream()
                                .filter(fact -> fact.incident().level().equals("P2"))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
        assertThat(opened.event()).isInstanceOf(IncidentEvent.Opened.class);
    }

    @Test
    void theNextGoodDeploymentEndsWhatAFailedOneRaised() {
        Instant now = Instant.now();
        Alert failed = Alerts.firing("DeploymentFailed", "web")
                .startsAt(now)
                .receivedAt(now)
                .severity(Severity.ERROR)
                .from("vercel", "deployment.error");
        firebreak.send(Wire.of(new Signal.AlertReceived(EventId.next(), failed)));
        awaitState(failed, IncidentState.TRIGGERED);

        deploy("dpl_fixed", now.plusSeconds(5));

        awaitState(failed, IncidentState.RESOLVED);
    }

    private void awaitState(Alert trigger, IncidentState state) {
        await().atMost(SOON)
                .until(() -> firebreak.facts("web").stream()
                        .map(IncidentFact::incident)
                        .filter(incident -> incident.alerts().stream()
                                .anyMatch(alert -> alert.fingerprint().equals(trigger.fingerprint())))
                        .anyMatch(incident -> incident.state() == state));
    }

    @Test
    void putsPoisonAsideAndGoesOn() {
        firebreak.send(Topic.ALERTS.topicName(), "x", Map.of(), "{not json".getBytes(StandardCharsets.UTF_8));
        firebreak.send(Wire.of(
                Alerts.firing("AfterThePoison", "api").severity(Severity.ERROR).signal()));

        await().atMost(SOON)
                .until(() -> firebreak.facts("api").stream()
                        .anyMatch(fact -> fact.incident().trigger().name().equals("AfterThePoison")));
        List<ConsumerRecord<String, byte[]>> dead = await().atMost(SOON)
                .until(() -> firebreak.records(Topic.ALERTS.deadLetterTopicName()), found -> !found.isEmpty());
        assertThat(dead).hasSize(1);
    }

    private void awaitDeployments(String... ids) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(firebreak.get("/api/deployments").body()).contains(ids));
    }

    private void deploy(String id, Instant at) {
        Deployment deployment =
                new Deployment(id, "vercel", "prj_web", "shop", "production", null, null, "abc", "message", "ada", at);
        firebreak.send(Wire.of(new Signal.DeploymentChanged(
                EventId.next(), "vercel:" + id, deployment, DeploymentState.LIVE, at, at)));
    }

    private static Actor ada() {
        return new Actor("slack:U1", "Ada", Origin.SLACK, List.of("responder"));
    }
}
