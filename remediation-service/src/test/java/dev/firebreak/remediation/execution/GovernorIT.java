package dev.firebreak.remediation.execution;

import static dev.firebreak.remediation.execution.Harness.SOON;
import static dev.firebreak.remediation.execution.Harness.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.remediation.Incidents;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GovernorIT {
    private static final String RESET = "/actuator/circuitbreakers/generation";
    private static final Actor MARIE = person("Marie", "responder");

    private final Harness harness = Harness.shared();
    private final Shop shop = Shop.next();

    @AfterEach
    void resume() {
        harness.sql("UPDATE automation SET paused = false");
    }

    @Test
    void theKillSwitchStopsWhatIsPlannedAlready() {
        harness.trip(shop, "healthy");
        harness.crash.beforeDispatch(() -> harness.sql("UPDATE automation SET paused = true WHERE scope = 'global'"));
        Incident incident = opened("reset");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.FAILED);
        assertThat(harness.event(incident, RemediationEvent.ActionRefused.class).guard())
                .isEqualTo("kill-switch");
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void aPauseOfOneServiceIsThatServicesAlone() {
        Shop other = Shop.next();
        harness.trip(shop, "healthy");
        harness.trip(other, "healthy");
        String scope = "service:shops/" + shop.service();
        harness.send(new Command.PauseAutomation(EventId.next(), person("Vera", "viewer"), Instant.EPOCH, scope, "no"));
        harness.send(new Command.PauseAutomation(EventId.next(), MARIE, Instant.EPOCH, scope, "we look ourselves"));
        await().atMost(SOON)
                .until(() ->
                        harness.automation().stream().anyMatch(it -> it.scope().equals(scope)));
        assertThat(harness.automation().stream().filter(it -> it.scope().equals(scope)))
                .singleElement()
                .satisfies(fact -> assertThat(fact.actor()).isEqualTo(MARIE));

        Incident paused = opened("reset");
        Incident acting = Incidents.incident(other.service(), "reset", Instant.now());
        harness.send(Incidents.opened(acting));

        assertThat(harness.event(paused, RemediationEvent.ActionRefused.class).summary())
                .contains("automation is paused (" + scope + "): we look ourselves");
        assertThat(harness.finished(acting).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void aPauseOfOneActionIsThatActionsAloneWhateverTheSystem() {
        harness.trip(shop, "healthy");
        String scope = "action:breaker.reset";
        harness.send(new Command.PauseAutomation(EventId.next(), MARIE, Instant.EPOCH, scope, "it resets too early"));
        await().atMost(SOON)
                .until(() ->
                        harness.automation().stream().anyMatch(it -> it.scope().equals(scope)));

        Incident paused = opened("reset");
        Incident acting = opened("flush");

        assertThat(harness.event(paused, RemediationEvent.ActionRefused.class).summary())
                .contains("automation is paused (" + scope + "): it resets too early");
        assertThat(harness.finished(acting).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(harness.effects(shop, RESET)).isZero();

        harness.send(new Command.ResumeAutomation(EventId.next(), MARIE, Instant.EPOCH, scope, "mended"));
        await().atMost(SOON)
                .until(() ->
                        harness.automation().stream().anyMatch(it -> it.scope().equals(scope) && !it.paused()));
        assertThat(harness.finished(opened("reset")).state()).isEqualTo(RemediationState.SUCCEEDED);
    }

    /** As the first line of the table's own comment says, with a scope that nobody has used before. */
    @Test
    void oneSqlLinePausesOneActionToo() {
        harness.trip(shop, "healthy");
        harness.sql("INSERT INTO automation (scope, paused, reason) VALUES ('action:breaker.reset', true, 'by hand')"
                + " ON CONFLICT (scope) DO UPDATE SET paused = true, reason = 'by hand'");

        assertThat(harness.event(opened("reset"), RemediationEvent.ActionRefused.class)
                        .summary())
                .contains("automation is paused (action:breaker.reset): by hand");
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void maintenanceFreezesUntilItIsOverAlsoWhenTheThawCameFirst() {
        String scope = "service:shops/" + shop.service();
        Instant opensAt = Instant.now().minusSeconds(60);
        Instant closesAt = opensAt.plusSeconds(3600);
        harness.trip(shop, "healthy");
        harness.send(new Command.ThawAutomation(EventId.next(), Actor.FIREBREAK, opensAt, scope, "early", opensAt));
        for (String window : List.of("early", "late")) {
            harness.send(new Command.FreezeAutomation(
                    EventId.next(), Actor.FIREBREAK, opensAt, scope, window, "New disks", opensAt, closesAt));
        }
        awaitFreezes(scope, 1);
        Incident frozen = opened("reset");
        assertThat(harness.event(frozen, RemediationEvent.ActionRefused.class).guard())
                .isEqualTo("maintenance");

        harness.send(new Command.ThawAutomation(EventId.next(), Actor.FIREBREAK, opensAt, scope, "late", opensAt));
        awaitFreezes(scope, 0);

        assertThat(harness.finished(opened("reset")).state()).isEqualTo(RemediationState.SUCCEEDED);
    }

    private void awaitFreezes(String scope, long open) {
        await().atMost(SOON)
                .until(() -> harness.database()
                        .sql("SELECT count(*) FILTER (WHERE closes_at > clock_timestamp()) AS open, count(*) AS told"
                                + " FROM maintenance_freeze WHERE scope = :scope")
                        .bind("scope", scope)
                        .map(row -> Objects.equals(row.get("open", Long.class), open)
                                && Objects.equals(row.get("told", Long.class), 2L))
                        .one()
                        .block());
    }

    @Test
    void manyIncidentsAtOnceActOnOneTargetOnce() {
        harness.trip(shop, "healthy");
        List<Incident> incidents =
                IntStream.range(0, 20).mapToObj(_ -> opened("reset")).toList();

        incidents.forEach(harness::finished);

        assertThat(harness.effects(shop, RESET)).isEqualTo(1);
        long dispatched = incidents.stream()
                .flatMap(incident -> harness.facts(incident).stream())
                .filter(fact -> fact.event() instanceof RemediationEvent.ActionDispatched)
                .count();
        assertThat(dispatched).isEqualTo(1);
    }

    @Test
    void ofManyRollbacksAtOnceExactlyAsManyAreDoneAsMayBe() {
        List<Deployments> shops = IntStream.range(0, 4)
                .mapToObj(_ -> Deployments.bad(harness, Shop.next()))
                .toList();
        List<Incident> incidents = IntStream.range(0, 200)
                .mapToObj(i -> shops.get(i % shops.size()).incident("rollback-auto"))
                .toList();

        incidents.forEach(incident -> harness.send(Incidents.opened(incident)));
        incidents.forEach(harness::finished);

        assertThat(shops)
                .allSatisfy(it ->
                        assertThat(harness.effects(it.shop(), "/rollback/")).isEqualTo(1));
    }

    private Incident opened(String runbook) {
        Incident incident = Incidents.incident(shop.service(), runbook, Instant.now());
        harness.send(Incidents.opened(incident));
        return incident;
    }
}
