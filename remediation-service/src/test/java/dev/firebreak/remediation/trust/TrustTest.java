package dev.firebreak.remediation.trust;

import static dev.firebreak.model.remediation.StepMode.APPROVE;
import static dev.firebreak.model.remediation.StepMode.AUTO;
import static dev.firebreak.model.remediation.StepMode.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.runbook.ApprovalRule;
import dev.firebreak.catalog.runbook.Limits;
import dev.firebreak.catalog.runbook.Otherwise;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.TrustRule;
import dev.firebreak.model.remediation.StepMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrustTest {
    private static final TrustRule TWICE = new TrustRule(2, AUTO);

    @Test
    void goodOutcomesInARowLeadFurtherStepByStep() {
        var step = step(SHADOW, TWICE);

        Trust trust = Trust.of(step, null);
        assertThat(trust).isEqualTo(new Trust(SHADOW, 0));
        trust = trust.after(true, step);
        assertThat(trust).isEqualTo(new Trust(SHADOW, 1));
        trust = trust.after(true, step);
        assertThat(trust).isEqualTo(new Trust(APPROVE, 0));
        trust = trust.after(true, step).after(true, step);
        assertThat(trust).isEqualTo(new Trust(AUTO, 0));
        assertThat(trust.after(true, step)).isEqualTo(trust);
    }

    @Test
    void oneBadOutcomeTakesItBackAndTheCountBegins() {
        var step = step(APPROVE, TWICE);

        assertThat(new Trust(AUTO, 0).after(false, step)).isEqualTo(new Trust(APPROVE, 0));
        assertThat(new Trust(APPROVE, 1).after(false, step)).isEqualTo(new Trust(APPROVE, 0));
    }

    @Test
    void whatPeopleWantedDoneIsNeverOnlyTalkedAbout() {
        assertThat(new Trust(APPROVE, 0).after(false, step(AUTO, null))).isEqualTo(new Trust(APPROVE, 0));
        assertThat(new Trust(APPROVE, 0).after(false, step(SHADOW, TWICE))).isEqualTo(new Trust(SHADOW, 0));
    }

    @Test
    void withoutARuleItOnlyWinsBackWhatItLost() {
        var step = step(AUTO, null);
        Trust trust = Trust.of(step, null).after(false, step);
        for (int i = 0; i < Trust.needed(step); i++) {
            assertThat(trust.mode()).isEqualTo(APPROVE);
            trust = trust.after(true, step);
        }

        assertThat(trust).isEqualTo(new Trust(AUTO, 0));
        assertThat(Trust.of(step(APPROVE, null), null).after(true, step(APPROVE, null)))
                .isEqualTo(new Trust(APPROVE, 0));
    }

    @Test
    void aRunbookThatAllowsLessCountsAtOnce() {
        assertThat(Trust.of(step(APPROVE, null), new Trust(AUTO, 0))).isEqualTo(new Trust(APPROVE, 0));
        assertThat(Trust.of(step(AUTO, null), new Trust(SHADOW, 1))).isEqualTo(new Trust(APPROVE, 0));
        assertThat(Trust.of(step(SHADOW, null), new Trust(AUTO, 0))).isEqualTo(new Trust(SHADOW, 0));
    }

    private static StepDefinition.Action step(StepMode mode, @Nullable TrustRule trust) {
        return new StepDefinition.Action(
                "reset",
                null,
                Otherwise.ESCALATE,
                List.of(),
                "breaker.reset",
                new Parameters(Map.of()),
                mode,
                trust,
                new ApprovalRule(List.of("responders"), Duration.ofMinutes(15), 1),
                new Limits(null, 1, Duration.ofMinutes(30)),
                null,
                null);
    }
}
