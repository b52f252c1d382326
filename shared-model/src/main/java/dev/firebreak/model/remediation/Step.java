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
 * @param probe what the verification saw before and after; null unless an action was done
 * @param tick who says that a manual step is done; null while nobody does
 * @param glass guards that may be passed this once; null unless an admin broke the glass
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
        @Nullable Instant endedAt,
        @Nullable Probe probe,
        @Nullable Tick tick,
        @Nullable BrokenGlass glass) {
    public Step {
        output = Map.copyOf(output);
        links = List.copyOf(links);
    }

    /** One that was neither probed nor ticked. */
    public Step(
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
        this(
                id, kind, uses, mode, status, detail, output, before, approval, links, startedAt, endedAt, null, null,
                null);
    }
}
