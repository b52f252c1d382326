package dev.firebreak.model.remediation;

import dev.firebreak.model.Link;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the runbook as this remediation stands.
 *
 * @param uses the check or action type; for a manual step its text, for a wait its duration
 * @param mode null unless it is an action
 * @param detail what happened, for people; null before anything did
 * @param output what later steps may read, such as {@code body.status}
 * @param before the state that the action found, such as the deployment that was live; null when there is none
 * @param approval null unless asked
 */
public record Step(
        String id,
        StepKind kind,
        String uses,
        @Nullable StepMode mode,
        StepStatus status,
        @Nullable String detail,
        Map<String, String> output,
        @Nullable String before,
        @Nullable Approval approval,
        List<Link> links,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
    public Step {
        output = Map.copyOf(output);
        links = List.copyOf(links);
    }
}
