package dev.firebreak.remediation.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.runbook.ApprovalRule;
import dev.firebreak.catalog.runbook.Limits;
import dev.firebreak.catalog.runbook.Otherwise;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.remediation.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final Parameters NONE = new Parameters(Map.of());

    @Test
    void takesTheFirstStepThatIsNotOver() {
        var situation = Situations.of(check("look"), action("act")).with("look", StepStatus.SUCCEEDED);

        assertThat(situation.decide(NOON)).isEqualTo(new Decision.Act(action("act")));
    }

    @Test
    void skipsAStepWhoseConditionDoesNotHold() {
        assertThat(Situations.of(check("look")).whereNothingApplies().decide(NOON))
                .isInstanceOf(Decision.Skip.class);
    }

    @Test
    void goesOnAfterAFailedCheckByDefault() {
        var situation = Situations.of(check("look"), action("act")).with("look", StepStatus.FAILED);

        assertThat(situation.decide(NOON)).isEqualTo(new Decision.Act(action("act")));
    }

    @Test
    void aFailedActionEndsAllAndBringsPeopleIn() {
        var situation = Situations.of(action("act"), check("look")).with("act", StepStatus.FAILED);

        assertThat(situation.decide(NOON))
                .isInstanceOfSatisfying(
                        Decision.Finish.class, it -> assertThat(it.state()).isEqualTo(RemediationState.FAILED));
    }

    @Test
    void anUnknownOutcomeIsAPersonsWhateverTheRunbookSays() {
        var situation =
                Situations.of(action("act", Otherwise.CONTINUE), check("look")).with("act", StepStatus.UNKNOWN);

        assertThat(situation.decide(NOON))
                .isInstanceOfSatisfying(
                        Decision.Finish.class, it -> assertThat(it.state()).isEqualTo(RemediationState.NEEDS_PERSON));
    }

    @Test
    void aFailedActionIsNoSuccessEvenWhenTheRunbookGoesOn() {
        var situation = Situations.of(action("act", Otherwise.CONTINUE), check("look"))
                .with("act", StepStatus.FAILED)
                .with("look", StepStatus.SUCCEEDED);

        assertThat(situation.decide(NOON))
                .isInstanceOfSatisfying(
                        Decision.Finish.class, it -> assertThat(it.state()).isEqualTo(RemediationState.FAILED));
    }

    @Test
    void aLaterActionThatHelpedMakesUpForAFailedOne() {
        var situation = Situations.of(action("first", Otherwise.CONTINUE), action("second"))
                .with("first", StepStatus.FAILED)
                .with("second", StepStatus.SUCCEEDED);

        assertThat(situation.decide(NOON))
                .isInstanceOfSatisfying(
                        Decision.Finish.class, it -> assertThat(it.state()).isEqualTo(RemediationState.SUCCEEDED));
    }

    @Test
    void undoesBeforeItEnds() {
        var situation = Situations.of(action("act"))
                .with("act", StepStatus.FAILED)
                .noting("act", it -> it.undoing(StepProgress.Undoing.DUE));

        assertThat(situation.decide(NOON)).isEqualTo(new Decision.Undo(action("act")));
    }

    @Test
    void probesWhenItIsTimeAndSleepsUntilThen() {
        var situation = Situations.of(action("act"))
                .with("act", StepStatus.VERIFYING)
                .noting("act", it -> it.probing(NOON, NOON.plusSeconds(60)));

        assertThat(situation.decide(NOON)).isEqualTo(new Decision.Probe(action("act")));
        assertThat(situation.decide(NOON.minusSeconds(1))).isEqualTo(new Decision.Sleep(NOON));
    }

    @Test
    void verifiesOnAlthoughTheIncidentIsResolved() {
        var situation = Situations.of(action("act"), check("look"))
                .with("act", StepStatus.VERIFYING)
                .whereTheIncidentIsResolved();

        assertThat(situation.decide(NOON)).isEqualTo(new Decision.Probe(action("act")));
    }

    @Test
    void startsNothingMoreForAResolvedIncident() {
        var situation = Situations.of(check("look"), action("act"))
                .with("look", StepStatus.SUCCEEDED)
                .whereTheIncidentIsResolved();

        assertThat(situation.decide(NOON)).isEqualTo(new Decision.Stop(null, "the incident is resolved"));
    }

    @Test
    void takesAQuestionBackWhenItIsCancelled() {
        var situation = Situations.of(action("act"))
                .with("act", StepStatus.AWAITING_APPROVAL)
                .whereItIsCancelled("by Marie");

        assertThat(situation.decide(NOON)).isEqualTo(new Decision.Stop("act", "by Marie"));
    }

    @Test
    void looksBeforeAllElseWhatBecameOfACallThatMayHaveLeft() {
        var situation = Situations.of(action("act"))
                .with("act", StepStatus.RUNNING)
                .whereACallMayHaveLeft("act", NOON)
                .whereTheIncidentIsResolved();

        assertThat(situation.decide(NOON.minusSeconds(1))).isEqualTo(new Decision.Sleep(NOON));
        assertThat(situation.decide(NOON)).isInstanceOf(Decision.Observe.class);
    }

    @Test
    void anOpenManualStepHoldsNothingUp() {
        var situation = Situations.of(check("people"), check("look")).with("people", StepStatus.OPEN);

        assertThat(situation.decide(NOON)).isEqualTo(new Decision.Look(check("look")));
    }

    @Test
    void aRunbookThatChangedMeanwhileIsAPersonsToJudge() {
        assertThat(Situations.of(action("act")).whereTheRunbookIsGone().decide(NOON))
                .isInstanceOfSatisfying(
                        Decision.Finish.class, it -> assertThat(it.state()).isEqualTo(RemediationState.NEEDS_PERSON));
    }

    private static StepDefinition.Check check(String id) {
        return new StepDefinition.Check(id, null, Otherwise.CONTINUE, List.of(), "http.status", NONE);
    }

    private static StepDefinition.Action action(String id) {
        return action(id, Otherwise.ESCALATE);
    }

    @Test
    void anUndoThatIsInEffectIsLookedAtBeforeAllIsOver() {
        var reset = action("reset", Otherwise.ESCALATE);
        var undone = Situations.of(reset)
                .with("reset", StepStatus.UNDONE)
                .noting("reset", it -> it.probingUndo(NOON.plusSeconds(1), NOON.plusSeconds(30)));

        assertThat(undone.decide(NOON)).isEqualTo(new Decision.Sleep(NOON.plusSeconds(1)));
        assertThat(undone.decide(NOON.plusSeconds(1))).isEqualTo(new Decision.ProbeUndo(reset));
        assertThat(undone.noting("reset", it -> it.undoing(StepProgress.Undoing.OVER))
                        .decide(NOON.plusSeconds(1)))
                .isEqualTo(new Decision.Finish(RemediationState.FAILED, "reset: why"));
    }

    private static StepDefinition.Action action(String id, Otherwise otherwise) {
        return new StepDefinition.Action(
                id,
                null,
                otherwise,
                List.of(),
                "breaker.reset",
                NONE,
                StepMode.AUTO,
                null,
                new ApprovalRule(List.of("responders"), Duration.ofMinutes(15), 1),
                new Limits(null, 1, Duration.ofMinutes(30)),
                null,
                null);
    }
}
