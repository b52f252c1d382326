package dev.firebreak.remediation.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.model.remediation.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChecklistTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final Actor MARIE = new Actor("slack:U1", "Marie", Origin.SLACK, List.of("responder"));

    @Test
    void whoTickedAndWhenIsKept() {
        assertThat(Checklist.done(with(StepKind.MANUAL, StepStatus.OPEN), "tell", MARIE, " ", NOON))
                .isEqualTo(new RemediationEvent.ManualStepDone(
                        "tell", new Tick("slack:U1", "Marie", NOON, " "), "tell done by Marie"));
    }

    @Test
    void onlyAnOpenManualStepCanBeTickedAndOnlyADoneOneUnticked() {
        var open = with(StepKind.MANUAL, StepStatus.OPEN);
        var done = with(StepKind.MANUAL, StepStatus.SUCCEEDED);

        assertThat(why(Checklist.done(done, "tell", MARIE, null, NOON))).contains("it is succeeded");
        assertThat(why(Checklist.done(open, "other", MARIE, null, NOON))).contains("there is no manual step 'other'");
        assertThat(why(Checklist.done(with(StepKind.ACTION, StepStatus.OPEN), "tell", MARIE, null, NOON)))
                .contains("there is no manual step");
        assertThat(why(Checklist.reopened(open, "tell", MARIE))).contains("is no manual step that is done");
        assertThat(Checklist.reopened(done, "tell", MARIE)).isInstanceOf(RemediationEvent.ManualStepReopened.class);
    }

    private static String why(RemediationEvent event) {
        return ((RemediationEvent.AnswerRefused) event).summary();
    }

    private static Remediation with(StepKind kind, StepStatus status) {
        Step step = new Step("tell", kind, "Tell", null, status, null, Map.of(), null, null, List.of(), NOON, null);
        return new Remediation(
                new RemediationId(new UUID(0, 1)),
                new IncidentId(new UUID(0, 2)),
                new RunbookRef("shops", "reset", "Reset"),
                "web",
                "catalog",
                RemediationState.SUCCEEDED,
                List.of(step),
                NOON,
                NOON);
    }
}
