package dev.firebreak.remediation.action.redis;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Guide;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.step.StepRequest;
import io.lettuce.core.FlushMode;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code redis.flush}: removes all keys of one database (FLUSHDB ASYNC). Whether a flush happened is read from the
 * server's own count of flushes, so that a lost answer needs no second one.
 */
@Component
class RedisFlush implements Action {
    private static final String FLUSHES = "flushes";
    private static final String UNKNOWN = "unknown";

    private final RedisConnections connections;

    RedisFlush(RedisConnections connections) {
        this.connections = connections;
    }

    @Override
    public StepType declares() {
        return StepType.action("redis.flush", Parameter.target(Target.Redis.class));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "The database that the target's address names is empty (FLUSHDB ASYNC).",
                "All keys of one database of one server; in a cluster, of one shard.",
                "None: never for a database that also holds sessions, queues or locks. A cold cache is load on what it caches.",
                "The server's own count of flushes (INFO commandstats).",
                "Yes: an empty database stays empty.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        Target.Redis target = target(request);
        return Mono.zip(flushes(target), connections.with(target, RedisReactiveCommands::dbsize))
                .<Description>map(read -> {
                    int database = connections.database(target);
                    if (read.getT2() == 0) {
                        return new Description.NotNeeded("database " + database + " is empty already");
                    }
                    return new Description.Ready(
                            "Redis '" + target.name() + "', database " + database,
                            "redis:" + target.urlSecret(),
                            null,
                            "database " + database + " empty",
                            null,
                            List.of("removed keys do not come back: the cache starts cold"),
                            Map.of(FLUSHES, read.getT1()));
                })
                .onErrorResume(
                        Exception.class,
                        e -> Mono.just(new Description.Impossible(RedisConnections.reason(e, target))));
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        Target.Redis target = target(request);
        return connections
                .with(
                        target,
                        redis -> redis.dbsize()
                                .flatMap(keys -> dispatch.deadline().isPassed()
                                        ? Mono.<Outcome>just(new Outcome.Failed("the time for the flush was over"))
                                        : redis.flushdb(FlushMode.ASYNC)
                                                .<Outcome>map(_ -> new Outcome.Applied("removed " + keys + " keys"))
                                                .timeout(dispatch.timeout())
                                                .onErrorResume(Exception.class, e -> Mono.just(judge(e, target)))))
                .onErrorResume(Exception.class, e -> Mono.just(new Outcome.Failed(RedisConnections.reason(e, target))));
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        Target.Redis target = target(request);
        String before = described.fact(FLUSHES);
        return flushes(target)
                .<Observation>map(now -> {
                    if (now.equals(UNKNOWN) || before.equals(UNKNOWN)) {
                        return new Observation.Unclear("Redis does not tell how often it was flushed");
                    }
                    return now.equals(before)
                            ? new Observation.NotApplied("not flushed since")
                            : new Observation.Applied("Redis counts a flush since");
                })
                .onErrorResume(
                        Exception.class, e -> Mono.just(new Observation.Unclear(RedisConnections.reason(e, target))));
    }

    private static Outcome judge(Exception error, Target.Redis target) {
        String reason = RedisConnections.reason(error, target);
        return error instanceof io.lettuce.core.RedisCommandExecutionException
                ? new Outcome.Failed(reason)
                : new Outcome.Unknown(reason);
    }

    /** From {@code INFO commandstats}: {@code cmdstat_flushdb:calls=3,usec=…}; some hosted servers do not show it. */
    private Mono<String> flushes(Target.Redis target) {
        return connections.with(
                target,
                redis -> redis.info("commandstats")
                        .map(RedisFlush::flushCount)
                        .onErrorResume(RedisCommandExecutionException.class, _ -> Mono.just(UNKNOWN)));
    }

    static String flushCount(String info) {
        return info.lines()
                .filter(line -> line.startsWith("cmdstat_flushdb:calls="))
                .map(line -> line.substring("cmdstat_flushdb:calls=".length()).split(",", 2)[0])
                .findFirst()
                .orElse(info.isBlank() ? UNKNOWN : "0");
    }

    private static Target.Redis target(StepRequest request) {
        return (Target.Redis) request.arguments().target("target");
    }
}
