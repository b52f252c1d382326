package dev.firebreak.remediation.action.postgres;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code postgres.terminateLongRunning}: ends sessions whose statement has been running for long. */
@Component
class PostgresTerminateLongRunning implements Action {
    private final Sessions sessions;

    PostgresTerminateLongRunning(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "postgres.terminateLongRunning",
                Parameter.target(Target.Postgres.class),
                Parameter.withDefault("runningFor", ParameterKind.DURATION, "5m"),
                Parameter.withDefault("max", ParameterKind.INTEGER, "20"));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The named sessions, whose statement ran for that long or longer, have ended.",
                "Client sessions of the one database that the target's address names; what they had not committed is rolled back.",
                "At most `max`, the oldest first, named in the plan by pid and begin; one that is no longer so is spared."
                        + " Never Firebreak's own, replication, background work, dumps, restores and migrations.",
                "Which of the named sessions are left.",
                "Yes: a session that has ended is not met again, even when its pid is.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        return sessions.describe(
                target(request),
                Sessions.Kind.LONG_RUNNING,
                age(request),
                request.arguments().integer("max"));
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        return sessions.end(target(request), Sessions.Kind.LONG_RUNNING, age(request), described, dispatch);
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        return sessions.observe(target(request), Sessions.Kind.LONG_RUNNING, age(request), described);
    }

    private static Duration age(StepRequest request) {
        return request.arguments().duration("runningFor");
    }

    private static Target.Postgres target(StepRequest request) {
        return request.arguments().target("target", Target.Postgres.class);
    }
}
