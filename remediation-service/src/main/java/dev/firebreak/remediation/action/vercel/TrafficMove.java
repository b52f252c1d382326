package dev.firebreak.remediation.action.vercel;

import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.outgoing.Answer;
import java.time.Duration;
import java.time.Instant;

/** What Vercel's answers mean for a request to move production traffic, forward or back. */
final class TrafficMove {
    /** Its clock and ours may differ by so much. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private TrafficMove() {}

    /** 2xx means that the request was taken, not that traffic moved. There is no idempotency key: never send again. */
    static Outcome judge(Answer answer, String to) {
        return switch (answer) {
            case Answer.Reply reply
            when reply.isSuccess() -> new Outcome.Accepted("Vercel took the request to serve " + to);
            case Answer.Reply reply
            when reply.status() == 409 -> new Outcome.Failed("another move of this project's traffic is under way");
            case Answer.Reply reply
            when reply.status() >= 500 && reply.status() != 503 -> new Outcome.Unknown(VercelApi.refusal(reply));
            case Answer.Reply reply -> new Outcome.Failed(VercelApi.refusal(reply));
            case Answer.NotSent(String reason) -> new Outcome.Failed(reason);
            case Answer.Lost(String reason) -> new Outcome.Unknown(reason);
        };
    }

    /** Only a request for our deployment, made after ours left, is ours. */
    static Observation observe(VercelApi.Read<VercelProject> read, String to, Instant dispatchedAt) {
        return switch (read) {
            case VercelApi.Read.Failed<VercelProject>(String reason) -> new Observation.Unclear(reason);
            case VercelApi.Read.Value<VercelProject>(VercelProject project) -> observe(project, to, dispatchedAt);
        };
    }

    private static Observation observe(VercelProject project, String to, Instant dispatchedAt) {
        VercelProject.AliasRequest last = project.lastRequest();
        boolean isOurs =
                last != null && last.to().equals(to) && !last.requestedAt().isBefore(dispatchedAt.minus(SKEW));
        if (last == null || !isOurs) {
            return to.equals(project.live())
                    ? new Observation.Applied("production is served by " + to)
                    : new Observation.NotApplied("Vercel shows no request to serve " + to);
        }
        return switch (last.status()) {
            case "succeeded" -> new Observation.Applied("production is served by " + to);
            case "failed", "skipped" -> new Observation.Failed("Vercel's job to serve " + to + " " + last.status());
            default -> new Observation.InProgress("Vercel's job to serve " + to + " is " + last.status());
        };
    }
}
