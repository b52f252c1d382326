package dev.firebreak.remediation.execution;

import static dev.firebreak.remediation.execution.Harness.SOON;
import static dev.firebreak.remediation.execution.Harness.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.Incidents;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemediationIT {
    private static final String RESET = "/actuator/circuitbreakers/generation";

    private final Harness harness = Harness.shared();
    private final Shop shop = Shop.next();

    @Test
    void anOpenBreakerIsResetAndProvenClosed() {
        harness.trip(shop, "healthy");
        Incident incident = opened("reset");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(harness.shop(shop).path("breaker").asString()).isEqualTo("closed");
        assertThat(harness.effects(shop, RESET)).isEqualTo(1);
        assertThat(kinds(incident))
                .containsExactly(
                        "Started",
                        "StepSucceeded",
                        "StepStarted",
                        "ActionDispatched",
                        "ActionApplied",
                        "Verified",
                        "ManualStepOpened",
                        "Finished");
        assertThat(harness.facts(incident)
                        .getLast()
                        .remediation()
                        .steps()
                        .getLast()
                        .detail())
                .isEqualTo("Tell people about " + shop.service() + ".");
    }

    @Test
    void aTeamsOwnEndpointIsResetWithItsToken() {
        harness.trip(shop, "healthy");
        Incident incident = opened("reset-admin");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(harness.effects(shop, "/api/admin/reset-circuit-breaker")).isEqualTo(1);
    }

    @Test
    void aClosedBreakerIsLeftAlone() {
        Incident incident = opened("reset-admin");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(kinds(incident)).containsExactly("Started", "StepSkipped", "Finished");
        assertThat(harness.effects(shop, "reset")).isZero();
    }

    @Test
    void aBreakerThatIsNotThereIsNotMade() {
        Incident incident = opened("reset-unknown");

        RemediationEvent.Finished finished = harness.finished(incident);

        assertThat(finished.state()).isEqualTo(RemediationState.FAILED);
        assertThat(finished.summary()).contains("there is no breaker 'no-such-breaker'");
        assertThat(harness.effects(shop, "/actuator/circuitbreakers/")).isZero();
    }

    @Test
    void whatDoesNotHelpIsNoSuccess() {
        harness.trip(shop, "broken"); // what fails behind it opens it again as soon as it is reset
        Incident incident = opened("reset-in-vain");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.FAILED);
        assertThat(kinds(incident))
                .contains("ActionApplied", "VerificationFailed")
                .doesNotContain("Verified");
    }

    @Test
    void aRecordThatArrivesThreeTimesHasOneEffect() {
        harness.trip(shop, "healthy");
        Incident incident = Incidents.incident(shop.service(), "reset", Instant.now());
        IncidentFact fact = Incidents.opened(incident);
        harness.send(fact);
        harness.send(fact);
        harness.send(fact);

        harness.finished(incident);
        harness.send(fact);
        harness.send(Incidents.opened(incident)); // even as another message

        Incident marker = Incidents.incident(shop.service(), "reset-admin", Instant.now());
        harness.send(Incidents.opened(marker));
        harness.finished(marker);
        await().atMost(SOON).until(() -> harness.effects(shop, RESET) >= 1);
        assertThat(harness.effects(shop, RESET)).isEqualTo(1);
    }

    @Test
    void twoPeopleMustSayYes() {
        harness.trip(shop, "healthy");
        Incident incident = opened("reset-asked");
        RemediationFact asked = harness.fact(incident, RemediationEvent.ApprovalRequested.class);
        assertThat(asked.remediation().state()).isEqualTo(RemediationState.AWAITING_APPROVAL);

        harness.send(harness.approve(incident, asked, person("Vera", "viewer")));
        harness.send(harness.approve(incident, asked, person("Marie", "responder")));
        harness.send(harness.approve(incident, asked, person("Marie", "responder")));
        await().atMost(SOON)
                .until(() ->
                        kinds(incident).stream().filter("AnswerRefused"::equals).count() == 2);
        assertThat(harness.effects(shop, RESET)).isZero();
        harness.send(harness.approve(incident, asked, person("Ada", "admin")));

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(harness.effects(shop, RESET)).isEqualTo(1);
        harness.send(harness.approve(incident, asked, person("Late", "responder")));
        await().atMost(SOON).until(() -> kinds(incident).getLast().equals("AnswerRefused"));
        assertThat(harness.effects(shop, RESET)).isEqualTo(1);
    }

    @Test
    void aQuestionThatNobodyAnswersExpires() {
        harness.trip(shop, "healthy");
        Incident incident = opened("reset-asked-briefly");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.FAILED);
        assertThat(kinds(incident)).containsSubsequence("ApprovalRequested", "ApprovalVoided", "StepFailed");
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void rejectedMeansNotDone() {
        harness.trip(shop, "healthy");
        Incident incident = opened("reset-asked");
        RemediationFact asked = harness.fact(incident, RemediationEvent.ApprovalRequested.class);
        Command.ApproveStep answer = harness.approve(incident, asked, person("Marie", "responder"));
        harness.send(new Command.RejectStep(
                EventId.next(),
                answer.actor(),
                answer.issuedAt(),
                incident.id(),
                answer.remediationId(),
                answer.approvalId(),
                "it is the database"));

        RemediationEvent.Finished finished = harness.finished(incident);

        assertThat(finished.state()).isEqualTo(RemediationState.STOPPED);
        assertThat(finished.summary()).contains("Marie rejected breaker.reset: it is the database");
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void aResolvedIncidentTakesItsQuestionBack() {
        harness.trip(shop, "healthy");
        Incident incident = opened("reset-asked");
        RemediationFact asked = harness.fact(incident, RemediationEvent.ApprovalRequested.class);
        harness.send(Incidents.resolved(incident));

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.STOPPED);
        harness.send(harness.approve(incident, asked, person("Marie", "responder")));
        harness.event(incident, RemediationEvent.AnswerRefused.class);
        assertThat(kinds(incident)).containsSubsequence("ApprovalVoided", "Finished", "AnswerRefused");
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void inADrillEachActionIsAShadow() {
        harness.trip(shop, "healthy");
        Incident drill = Incidents.inDrill(Incidents.incident(shop.service(), "reset", Instant.now()));
        harness.send(Incidents.opened(drill));

        assertThat(harness.finished(drill).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(kinds(drill)).contains("ActionShadowed").doesNotContain("ActionApplied", "ApprovalRequested");
        assertThat(harness.facts(drill).getFirst().remediation().steps())
                .filteredOn(step -> step.mode() != null)
                .isNotEmpty()
                .allMatch(step -> step.mode() == StepMode.SHADOW);
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void aShadowOnlySays() {
        harness.trip(shop, "healthy");
        Incident incident = opened("reset-shadowed");

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.SUCCEEDED);
        assertThat(kinds(incident))
                .containsExactly("Started", "ActionShadowed", "StepStarted", "StepSucceeded", "Finished");
        assertThat(harness.facts(incident)
                        .getLast()
                        .remediation()
                        .steps()
                        .getFirst()
                        .status())
                .isEqualTo(StepStatus.SHADOWED);
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void anOldAlertDoesNotAct() {
        harness.trip(shop, "healthy");
        Incident incident =
                Incidents.incident(shop.service(), "reset", Instant.now().minusSeconds(16 * 60));
        harness.send(Incidents.opened(incident));

        assertThat(harness.finished(incident).state()).isEqualTo(RemediationState.FAILED);
        assertThat(harness.event(incident, RemediationEvent.ActionRefused.class).guard())
                .isEqualTo("stale-alert");
        assertThat(harness.effects(shop, RESET)).isZero();
    }

    @Test
    void aPersonRunsARunbookOfAnOpenIncident() {
        harness.trip(shop, "healthy");
        Incident incident = opened("reset-admin");
        harness.finished(incident);
        harness.trip(shop, "healthy");

        harness.send(run(incident, "reset", person("Vera", "viewer")));
        harness.send(run(incident, "no-such", person("Marie", "responder")));
        harness.send(run(incident, "reset", person("Marie", "responder")));

        await().atMost(SOON).until(() -> harness.effects(shop, RESET) == 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(harness.facts(incident).stream()
                                .filter(fact -> fact.event() instanceof RemediationEvent.Started)
                                .map(fact -> fact.remediation().runbook().name() + " by "
                                        + fact.actor().name()))
                        .containsExactly("reset-admin by Firebreak", "reset by Marie"));
    }

    private static Command.RunRunbook run(Incident incident, String runbook, Actor by) {
        return new Command.RunRunbook(EventId.next(), by, Instant.now(), incident.id(), runbook);
    }

    @Test
    void oneTargetIsActedOnOnceInItsWindow() {
        harness.trip(shop, "healthy");
        Incident first = opened("reset");
        assertThat(harness.finished(first).state()).isEqualTo(RemediationState.SUCCEEDED);
        harness.trip(shop, "healthy");
        Incident second = opened("reset");

        RemediationEvent.ActionRefused refused = harness.event(second, RemediationEvent.ActionRefused.class);

        assertThat(refused.guard()).isEqualTo("target-budget");
        assertThat(refused.allowedAgainAt()).isNotNull();
        assertThat(harness.effects(shop, RESET)).isEqualTo(1);
    }

    private Incident opened(String runbook) {
        Incident incident = Incidents.incident(shop.service(), runbook, Instant.now());
        harness.send(Incidents.opened(incident));
        return incident;
    }

    private List<String> kinds(Incident incident) {
        return harness.facts(incident).stream()
                .map(fact -> fact.event().getClass().getSimpleName())
                .toList();
    }
}
