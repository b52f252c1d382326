package dev.firebreak.remediation.execution;

import static dev.firebreak.remediation.execution.Harness.SOON;
import static dev.firebreak.remediation.execution.Harness.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.DryRun;
import dev.firebreak.model.remediation.GuardVerdict;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.governor.Guard;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is asked, nothing outside is changed, and nothing here but the answer is kept. */
class DryRunIT {
    private final Harness harness = Harness.shared();
    private final Shop shop = Shop.next();

    @Test
    void saysWhatWouldBeDoneToARealIncidentAndDoesNothing() {
        harness.trip(shop, "healthy");
        Incident incident = Incidents.incident(shop.service(), "none", Instant.now());
        harness.send(Incidents.opened(incident));
        harness.finished(incident);
        long effects = effects();

        DryRun run = harness.dryRun(ask("reset", incident.id(), null, true));

        assertThat(run.problem()).isNull();
        assertThat(run.service()).isEqualTo(shop.service());
        assertThat(run.steps())
                .extracting(DryRun.Planned::would)
                .containsExactly(DryRun.Would.CHECK, DryRun.Would.ACT, DryRun.Would.ASK_PEOPLE_TO_DO);
        assertThat(Objects.requireNonNull(run.steps().getFirst().check()).ok()).isTrue();
        DryRun.Planned reset = run.steps().get(1);
        assertThat(reset.mode()).isEqualTo(StepMode.AUTO);
        assertThat(Objects.requireNonNull(reset.plan()).to()).isEqualTo("closed");
        assertThat(reset.guards()).hasSize(Guard.values().length).allMatch(GuardVerdict::allows);
        assertThat(run.steps().getLast().detail()).isEqualTo("Tell people about " + shop.service() + ".");
        assertThat(effects()).isEqualTo(effects);
        assertThat(harness.shop(shop).path("breaker").asString()).isEqualTo("open");
    }

    @Test
    void whatTheChecksFindDecidesAlsoHere() {
        Alert alert = Incidents.incident(shop.service(), "reset", Instant.now()).trigger();
        long effects = effects();

        DryRun looked = harness.dryRun(ask("reset", null, alert, true));
        DryRun assumed = harness.dryRun(ask("reset", null, alert, false));

        assertThat(looked.steps())
                .extracting(DryRun.Planned::would)
                .containsExactly(DryRun.Would.CHECK, DryRun.Would.SKIP, DryRun.Would.ASK_PEOPLE_TO_DO);
        assertThat(assumed.steps().getFirst().check()).isNull();
        assertThat(assumed.steps().get(1).detail()).contains("Not needed");
        assertThat(effects()).isEqualTo(effects);
    }

    @Test
    void aGuardThatWouldRefuseEndsTheRunThere() {
        harness.trip(shop, "healthy");
        Alert alert = Incidents.incident(shop.service(), "reset", Instant.now()).trigger();
        String scope = "service:shops/" + shop.service();
        harness.send(new Command.PauseAutomation(
                EventId.next(), person("Marie", "responder"), Instant.EPOCH, scope, "release day"));
        await().atMost(SOON)
                .until(() ->
                        harness.automation().stream().anyMatch(it -> it.scope().equals(scope)));

        DryRun run = harness.dryRun(ask("reset", null, alert, true));

        assertThat(run.steps())
                .extracting(DryRun.Planned::would)
                .containsExactly(DryRun.Would.CHECK, DryRun.Would.BE_REFUSED, DryRun.Would.NOT_REACHED);
        assertThat(run.steps().get(1).guards())
                .filteredOn(verdict -> !verdict.allows())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.guard()).isEqualTo("kill-switch"));
    }

    @Test
    void saysWhyThereIsNoPlan() {
        assertThat(harness.dryRun(ask("nothing", null, null, false)).problem())
                .isEqualTo("there is no runbook shops/nothing");
        assertThat(harness.dryRun(ask("reset", new IncidentId(new UUID(0, 3)), null, false))
                        .problem())
                .startsWith("there is no incident");
    }

    private Command.TryRunbook ask(
            String runbook, @Nullable IncidentId incident, @Nullable Alert alert, boolean runChecks) {
        return new Command.TryRunbook(
                EventId.next(),
                person("Vera", "viewer"),
                Instant.EPOCH,
                UUID.randomUUID(),
                "shops",
                runbook,
                incident,
                alert,
                runChecks);
    }

    private long effects() {
        return harness.effects(shop, "");
    }
}
