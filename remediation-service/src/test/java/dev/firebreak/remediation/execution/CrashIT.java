package dev.firebreak.remediation.execution;

import static dev.firebreak.remediation.execution.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.execution.CrashPoints.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The process dies at each named point; whoever goes on never does a thing twice. */
class CrashIT {
    private static final String RESET = "/actuator/circuitbreakers/generation";

    private final Harness harness = Harness.shared();
    private final Shop shop = Shop.next();

    @Test
    void aResetIsDoneOnceWhereverItBreaksOff() {
        List<Broken> all = new ArrayList<>();
        for (Point point : Point.values()) {
            Shop one = Shop.next();
            harness.trip(one, "healthy");
            harness.crash.nextAt(point);
            Incident incident = Incidents.incident(one.service(), "reset", Instant.now());
            harness.send(Incidents.opened(incident));
            all.add(new Broken(point, one, incident));
            breaksOff(incident);
        }

        for (Broken it : all) {
            assertThat(harness.finished(it.incident).state())
                    .as(it.point.name())
                    .isEqualTo(RemediationState.SUCCEEDED);
            assertThat(harness.effects(it.shop, RESET)).as(it.point.name()).isEqualTo(1);
        }
    }

    private record Broken(Point point, Shop shop, Incident incident) {}

    @Test
    void aCallThatLeavesNoTraceIsAPersonsToJudge() {
        harness.json(
                "PUT",
                "/shop/" + shop.host() + "/answers",
                "{\"method\":\"POST\",\"path\":\"/api/hook\",\"status\":200,\"body\":{}}");
        harness.crash.nextAt(Point.AFTER_EFFECT);
        Incident incident = opened("call");
        breaksOff(incident);

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.NEEDS_PERSON);
        harness.event(incident, RemediationEvent.OutcomeUnknown.class);
        assertThat(harness.effects(shop, "/api/hook")).isEqualTo(1);
    }

    @Test
    void aCallThatNeverLeftIsNotSentLaterEither() {
        harness.crash.nextAt(Point.AFTER_INTENT);
        Incident incident = opened("call");
        breaksOff(incident);

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.NEEDS_PERSON);
        assertThat(harness.effects(shop, "/api/hook")).isZero();
    }

    @Test
    void aRollbackThatReachedVercelIsFoundThere() {
        Deployments deployments = Deployments.bad(harness, shop);
        harness.crash.nextAt(Point.AFTER_EFFECT);
        Incident incident = deployments.incident("rollback-auto");
        harness.send(Incidents.opened(incident));
        breaksOff(incident);

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(harness.effects(shop, "/rollback/")).isEqualTo(1);
    }

    @Test
    void aRollbackThatDidNotReachVercelIsNotSentAgainBlindly() {
        Deployments deployments = Deployments.bad(harness, shop);
        harness.crash.nextAt(Point.AFTER_INTENT);
        Incident incident = deployments.incident("rollback-auto");
        harness.send(Incidents.opened(incident));
        breaksOff(incident);

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.NEEDS_PERSON);
        assertThat(harness.effects(shop, "/rollback/")).isZero();
    }

    @Test
    void aLostAnswerIsNoReasonToAskAgain() {
        harness.trip(shop, "healthy");
        harness.json("PUT", "/faults/hosts", "{\"path\":\"" + RESET + "\",\"next\":1,\"kind\":\"lose\"}");
        Incident incident = opened("reset");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(harness.effects(shop, RESET)).isEqualTo(1);
    }

    @Test
    void aFlushIsCountedByRedisItself() {
        long before = harness.redisCommands("FLUSHDB");
        harness.json("POST", "/shop/" + shop.host() + "/cache/fill", "{\"words\":20,\"sessions\":2}");
        harness.crash.nextAt(Point.AFTER_EFFECT);
        Incident incident = opened("flush");
        breaksOff(incident);

        harness.finished(incident);
        await().atMost(SOON).until(() -> harness.redisCommands("FLUSHDB") > before);
        assertThat(harness.redisCommands("FLUSHDB") - before).isEqualTo(1);
    }

    /** Whoever had the turn is gone, and its lease over. */
    private void breaksOff(Incident incident) {
        await().atMost(SOON).until(harness.crash::hasHappened);
        harness.endLease(incident);
    }

    private Incident opened(String runbook) {
        Incident incident = Incidents.incident(shop.service(), runbook, Instant.now());
        harness.send(Incidents.opened(incident));
        return incident;
    }
}
