package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Template;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.model.Link;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a runbook. */
public sealed interface StepDefinition {
    String id();

    /** The step is skipped when it does not hold; null for always. */
    @Nullable
    Condition condition();

    Otherwise otherwise();

    List<Link> links();

    StepKind kind();

    /** The type of a check or an action, the text of a manual step, the duration of a wait. */
    String uses();

    record Check(
            String id,
            @Nullable Condition condition,
            Otherwise otherwise,
            List<Link> links,
            String type,
            Parameters with)
            implements StepDefinition {
        @Override
        public StepKind kind() {
            return StepKind.CHECK;
        }

        @Override
        public String uses() {
            return type;
        }
    }

    /**
     * @param mode how far it goes before it has earned or lost anything
     * @param trust null when it never goes further than {@code mode}
     * @param verify null only when the type has nothing to verify or a person looks anyway
     */
    record Action(
            String id,
            @Nullable Condition condition,
            Otherwise otherwise,
            List<Link> links,
            String type,
            Parameters with,
            StepMode mode,
            @Nullable TrustRule trust,
            ApprovalRule approve,
            Limits limits,
            @Nullable Verification verify,
            @Nullable Undo undo)
            implements StepDefinition {
        @Override
        public StepKind kind() {
            return StepKind.ACTION;
        }

        @Override
        public String uses() {
            return type;
        }
    }

    record Wait(String id, @Nullable Condition condition, Otherwise otherwise, List<Link> links, Duration duration)
            implements StepDefinition {
        @Override
        public StepKind kind() {
            return StepKind.WAIT;
        }

        @Override
        public String uses() {
            return Durations.format(duration);
        }
    }

    record Manual(String id, @Nullable Condition condition, Otherwise otherwise, List<Link> links, Template text)
            implements StepDefinition {
        @Override
        public StepKind kind() {
            return StepKind.MANUAL;
        }

        @Override
        public String uses() {
            return text.source();
        }
    }
}
