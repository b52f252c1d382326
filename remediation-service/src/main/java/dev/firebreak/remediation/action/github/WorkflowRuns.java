package dev.firebreak.remediation.action.github;

import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.outgoing.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of a workflow's runs is ours, and how it fares. */
final class WorkflowRuns {
    /** Its times are whole seconds, and its clock and ours may differ by a little. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private WorkflowRuns() {}

    private record Run(long number, Instant createdAt, String status, String conclusion) {}

    static Observation observe(Answer.Reply reply, Instant dispatchedAt) {
        return runs(reply)
                .filter(run -> !run.createdAt.isBefore(dispatchedAt.minus(SKEW)))
                .min(Comparator.comparing(Run::createdAt))
                .map(WorkflowRuns::judge)
                .orElseGet(() -> new Observation.NotApplied("GitHub shows no run since"));
    }

    private static Observation judge(Run run) {
        String which = "run #" + run.number;
        if (!run.status.equals("completed")) {
            return new Observation.InProgress(which + " is " + run.status);
        }
        return run.conclusion.equals("success")
                ? new Observation.Applied(which + " ended with success")
                : new Observation.Failed(which + " ended with " + run.conclusion);
    }

    private static Stream<Run> runs(Answer.Reply reply) {
        return reply.at("workflow_runs") instanceof List<?> all
                ? all.stream().flatMap(it -> it instanceof Map<?, ?> run ? run(run).stream() : Stream.empty())
                : Stream.empty();
    }

    private static Optional<Run> run(Map<?, ?> json) {
        try {
            return Optional.of(new Run(
                    json.get("run_number") instanceof Number number ? number.longValue() : 0,
                    Instant.parse(String.valueOf(json.get("created_at"))),
                    String.valueOf(json.get("status")),
                    String.valueOf(json.get("conclusion"))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
