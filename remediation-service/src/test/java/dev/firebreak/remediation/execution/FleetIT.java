package dev.firebreak.remediation.execution;

import static dev.firebreak.remediation.execution.Harness.SOON;
import static dev.firebreak.remediation.execution.Harness.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Figure;
import dev.firebreak.model.remediation.Probe;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.Incidents;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What bounds automation in a system as a whole, and who may lift it. */
class FleetIT {
    private static final String RESET = "/actuator/circuitbreakers/generation";
    private static final Actor MARIE = person("Marie", "responder");
    private static final Actor ADA = person("Ada", "admin");

    private final Harness harness = Harness.shared();
    private final Fleet fleet = Fleet.next();

    @Test
    void aSystemInTroubleIsLeftToPeopleUntilAnAdminBreaksTheGlass() {
        harness.trip(fleet.shop(0), "healthy");
        Incident first = fleet.opened(harness, 1, "none");
        Incident second = fleet.opened(harness, 2, "none");
        harness.finished(first);
        harness.finished(second);
        Incident incident = fleet.opened(harness, 0, "reset");

        RemediationFact fact = harness.fact(incident, RemediationEvent.ActionRefused.class);
        var refused = (RemediationEvent.ActionRefused) fact.event();
        assertThat(refused.guard()).isEqualTo("system-share");
        assertThat(refused.figures()).contains(new Figure("share of services in trouble", "0.60", "0.40"));
        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.FAILED);

        breakGlass(fact, MARIE);
        assertThat(harness.event(incident, RemediationEvent.AnswerRefused.class).summary())
                .contains("only an admin may");
        breakGlass(fact, ADA);

        await().atMost(SOON).until(() -> last(incident).state() == RemediationState.SUCCEEDED);
        assertThat(harness.event(incident, RemediationEvent.GlassBroken.class)
                        .glass()
                        .by())
                .isEqualTo(ADA.id());
        var dispatched = harness.event(incident, RemediationEvent.ActionDispatched.class);
        assertThat(dispatched.plan().guards()).containsExactly("system-share");
        assertThat(dispatched.plan().evidence()).contains("glass broken by Ada: customers cannot pay");
        assertThat(harness.effects(fleet.shop(0), RESET)).isEqualTo(1);
        Probe probe = Objects.requireNonNull(step(incident).probe());
        assertThat(Objects.requireNonNull(probe.before()).ok()).isFalse();
        assertThat(Objects.requireNonNull(probe.after()).ok()).isTrue();
    }

    @Test
    void twoFailuresInARowStopTheSystemUntilAPersonResumesIt() {
        for (int shop = 0; shop < 2; shop++) {
            harness.forgetTrust(); // so that it goes on acting by itself
            harness.trip(fleet.shop(shop), "healthy");
            Incident failed = fleet.opened(harness, shop, "vain");
            assertThat(harness.finished(failed).state()).isEqualTo(RemediationState.FAILED);
            harness.send(Incidents.resolved(failed));
        }
        String scope = "system:" + fleet.system();
        await().atMost(SOON)
                .until(() ->
                        harness.automation().stream().anyMatch(it -> it.scope().equals(scope)));

        harness.trip(fleet.shop(2), "healthy");
        Incident stopped = fleet.opened(harness, 2, "reset");
        var refused = harness.event(stopped, RemediationEvent.ActionRefused.class);
        assertThat(refused.guard()).isEqualTo("failures-in-a-row");
        assertThat(refused.summary()).contains("./firebreak automation resume --scope " + scope);
        harness.finished(stopped);

        harness.send(new Command.ResumeAutomation(EventId.next(), MARIE, Instant.EPOCH, scope, "it was the network"));
        await().atMost(SOON)
                .until(() ->
                        harness.automation().stream().anyMatch(it -> it.scope().equals(scope) && !it.paused()));
        assertThat(harness.finished(fleet.opened(harness, 2, "reset")).state()).isEqualTo(RemediationState.SUCCEEDED);
    }

    @Test
    void aStepEarnsToActByItselfAndLosesIt() {
        for (int time = 0; time < 2; time++) {
            harness.trip(fleet.shop(0), "healthy");
            Incident asked = fleet.opened(harness, 0, "earned");
            harness.send(harness.approve(asked, harness.fact(asked, RemediationEvent.ApprovalRequested.class), MARIE));
            assertThat(harness.finished(asked).state()).isEqualTo(RemediationState.SUCCEEDED);
            harness.send(Incidents.resolved(asked));
        }
        harness.trip(fleet.shop(0), "broken"); // what fails behind it opens it again as soon as it is reset
        Incident trusted = fleet.opened(harness, 0, "earned");
        harness.event(trusted, RemediationEvent.ActionApplied.class); // nobody was asked
        assertThat(harness.finished(trusted).state()).isEqualTo(RemediationState.FAILED);
        assertThat(step(trusted).mode()).isEqualTo(StepMode.AUTO);
        assertThat(harness.event(trusted, RemediationEvent.TrustChanged.class))
                .satisfies(changed -> assertThat(changed.from()).isEqualTo(StepMode.AUTO))
                .satisfies(changed -> assertThat(changed.to()).isEqualTo(StepMode.APPROVE));
        harness.send(Incidents.resolved(trusted));

        Incident distrusted = fleet.opened(harness, 0, "earned");
        harness.event(distrusted, RemediationEvent.ApprovalRequested.class);
    }

    @Test
    void aYesCountsOnlyOfDifferentPeopleWhoMayStillSayIt() {
        harness.trip(fleet.shop(0), "healthy");
        Incident incident = fleet.opened(harness, 0, "asked");
        RemediationFact asked = harness.fact(incident, RemediationEvent.ApprovalRequested.class);
        harness.send(harness.approve(incident, asked, MARIE));
        harness.send(harness.approve(incident, asked, new Actor("marie", "Marie", Origin.API, List.of("responder"))));
        assertThat(harness.event(incident, RemediationEvent.AnswerRefused.class).summary())
                .contains("the same person counts once");

        harness.crash.beforeDispatch(
                () -> harness.sql("UPDATE person SET roles = '{viewer}' WHERE actor_id = 'slack:Marie'"));
        harness.send(harness.approve(incident, asked, ADA));

        assertThat(harness.event(incident, RemediationEvent.ApprovalVoided.class)
                        .summary())
                .contains("1 of 2 people who said yes may still do so");
        await().atMost(SOON)
                .until(() -> harness.facts(incident).stream()
                                .filter(it -> it.event() instanceof RemediationEvent.ApprovalRequested)
                                .count()
                        == 2);
        assertThat(harness.effects(fleet.shop(0), RESET)).isZero();
    }

    @Test
    void aManualStepIsTickedAndUntickedAlsoWhenAllElseIsOver() {
        harness.trip(fleet.shop(0), "healthy");
        Incident incident = fleet.opened(harness, 0, "reset");
        harness.finished(incident);
        var id = last(incident).id();

        harness.send(new Command.TickStep(EventId.next(), MARIE, Instant.EPOCH, incident.id(), id, "tell", "by mail"));
        var done = harness.event(incident, RemediationEvent.ManualStepDone.class);
        assertThat(done.summary()).isEqualTo("tell done by Marie: by mail");
        assertThat(done.tick().by()).isEqualTo(MARIE.id());
        assertThat(last(incident).steps().getLast().status()).isEqualTo(StepStatus.SUCCEEDED);

        harness.send(new Command.TickStep(EventId.next(), ADA, Instant.EPOCH, incident.id(), id, "tell", null));
        assertThat(harness.event(incident, RemediationEvent.AnswerRefused.class).summary())
                .contains("Marie did it at");
        harness.send(new Command.UntickStep(EventId.next(), ADA, Instant.EPOCH, incident.id(), id, "tell"));
        harness.event(incident, RemediationEvent.ManualStepReopened.class);
        assertThat(last(incident).steps().getLast().tick()).isNull();
        assertThat(last(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
    }

    private void breakGlass(RemediationFact fact, Actor actor) {
        harness.send(new Command.BreakGlass(
                EventId.next(),
                actor,
                Instant.EPOCH,
                fact.remediation().incidentId(),
                fact.remediation().id(),
                "reset",
                List.of("system-share"),
                "customers cannot pay"));
    }

    private Remediation last(Incident incident) {
        return harness.facts(incident).getLast().remediation();
    }

    private Step step(Incident incident) {
        return last(incident).steps().getFirst();
    }
}
