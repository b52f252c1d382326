package dev.firebreak.remediation.action.redis;

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
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanStream;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code redis.delete}: removes the keys of a pattern by SCAN and UNLINK, which do not block the server. All keys are
 * found before the first is removed: more than {@code max} and nothing is.
 */
@Component
class RedisDelete implements Action {
    private static final int BATCH = 500;

    private final RedisConnections connections;

    RedisDelete(RedisConnections connections) {
        this.connections = connections;
    }

    @Override
    public StepType declares() {
        return StepType.action(
                "redis.delete",
                Parameter.target(Target.Redis.class),
                Parameter.required("pattern", ParameterKind.TEXT),
                Parameter.withDefault("max", ParameterKind.INTEGER, "100000"));
    }

    @Override
    public Guide guide() {
        return new Guide(
                "No key matches the pattern (SCAN, then UNLINK in batches).",
                "Keys that match, in the database that the target's address names. What is written meanwhile may stay.",
                "More than `max` keys and none is removed; a pattern of wildcards only is refused.",
                "Whether a key still matches.",
                "Yes.");
    }

    @Override
    public boolean isRepeatable(StepRequest request) {
        return true;
    }

    @Override
    public Duration timeout(StepRequest request) {
        return Duration.ofSeconds(20);
    }

    @Override
    public Mono<Description> describe(StepRequest request) {
        Target.Redis target = target(request);
        String pattern = pattern(request);
        if (pattern.chars().allMatch(c -> c == '*' || c == '?')) {
            return Mono.just(new Description.Impossible(
                    "the pattern '" + pattern + "' means every key: use redis.flush if that is what you want"));
        }
        return connections
                .with(target, redis -> keys(redis, pattern).hasElements())
                .timeout(timeout(request))
                .<Description>map(some -> {
                    if (!some) {
                        return new Description.NotNeeded("no key matches " + pattern);
                    }
                    int database = connections.database(target);
                    return new Description.Ready(
                            "Redis '" + target.name() + "', database " + database + ", keys " + pattern,
                            "redis:" + target.urlSecret(),
                            null,
                            "no key like " + pattern,
                            null,
                            List.of("at most " + max(request) + " keys; removed keys do not come back"),
                            Map.of());
                })
                .onErrorResume(
                        Exception.class,
                        e -> Mono.just(new Description.Impossible(RedisConnections.reason(e, target))));
    }

    @Override
    public Mono<Outcome> execute(StepRequest request, Description.Ready described, Dispatch dispatch) {
        Target.Redis target = target(request);
        int max = max(request);
        return connections
                .with(
                        target,
                        redis -> keys(redis, pattern(request))
                                .take(max + 1L)
                                .collectList()
                                .flatMap(found -> found.size() > max
                                        ? Mono.<Outcome>just(new Outcome.Failed(
                                                "more than " + max + " keys match: none was removed"))
                                        : unlink(redis, found, dispatch)))
                .timeout(dispatch.timeout())
                .onErrorResume(
                        Exception.class, e -> Mono.just(new Outcome.Unknown(RedisConnections.reason(e, target))));
    }

    @Override
    public Mono<Observation> observe(StepRequest request, Description.Ready described, Instant dispatchedAt) {
        Target.Redis target = target(request);
        return connections
                .with(target, redis -> keys(redis, pattern(request)).hasElements())
                .<Observation>map(some -> some
                        ? new Observation.NotApplied("keys match " + pattern(request))
                        : new Observation.Applied("no key matches " + pattern(request)))
                .onErrorResume(
                        Exception.class, e -> Mono.just(new Observation.Unclear(RedisConnections.reason(e, target))));
    }

    private static Flux<byte[]> keys(RedisReactiveCommands<byte[], byte[]> redis, String pattern) {
        return ScanStream.scan(redis, ScanArgs.Builder.matches(pattern).limit(BATCH));
    }

    private static Mono<Outcome> unlink(
            RedisReactiveCommands<byte[], byte[]> redis, List<byte[]> keys, Dispatch dispatch) {
        return Flux.fromIterable(keys)
                .buffer(BATCH)
                .takeWhile(_ -> !dispatch.deadline().isPassed())
                .concatMap(batch -> redis.unlink(batch.toArray(byte[][]::new)))
                .reduce(0L, Long::sum)
                .map(removed -> judge(removed, keys.size(), dispatch.deadline().isPassed()));
    }

    /** Keys that somebody else removed meanwhile are not counted. */
    private static Outcome judge(long removed, int found, boolean isOver) {
        if (isOver && removed == 0) {
            return new Outcome.Failed("the time for it was over before the first key was removed");
        }
        return isOver && removed < found
                ? new Outcome.Unknown("removed " + removed + " of " + found + " keys in time")
                : new Outcome.Applied("removed " + removed + " keys");
    }

    private static Target.Redis target(StepRequest request) {
        return (Target.Redis) request.arguments().target("target");
    }

    private static String pattern(StepRequest request) {
        return request.arguments().text("pattern");
    }

    private static int max(StepRequest request) {
        return request.arguments().integer("max");
    }
}
