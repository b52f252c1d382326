package dev.firebreak.remediation.action.redis;

import dev.firebreak.catalog.expression.Expectation;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code redis.info}: are memory, hit rate, clients and the like as expected? */
@Component
class RedisInfoCheck implements Check {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final List<String> TOLD = List.of(
            "used_memory", "maxmemory", "memory_share", "hit_rate", "connected_clients", "evicted_keys", "role");

    private final RedisConnections connections;

    RedisInfoCheck(RedisConnections connections) {
        this.connections = connections;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "redis.info",
                Parameter.target(Target.Redis.class),
                Parameter.required("expect", ParameterKind.EXPECTATION));
    }

    @Override
    public String sees() {
        return "Whether `expect` holds for `body`, which has each field of INFO by its name, `hit_rate` (0 to 1 since the"
                + " server began) and `memory_share` (of maxmemory, where that is set). Output: "
                + String.join(", ", TOLD)
                + ".";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        Target.Redis target = request.arguments().target("target", Target.Redis.class);
        Expectation expected = request.arguments().expectation("expect");
        return connections
                .with(target, RedisReactiveCommands::info)
                .timeout(TIMEOUT)
                .map(RedisInfoCheck::fields)
                .map(fields -> judge(target, expected, fields))
                .onErrorResume(Exception.class, e -> Mono.just(Finding.notOk(RedisConnections.reason(e, target))));
    }

    static Finding judge(Target.Redis target, Expectation expected, Map<String, Object> fields) {
        boolean isOk = expected.holds(200, fields);
        Map<String, String> output = new TreeMap<>();
        TOLD.stream().filter(fields::containsKey).forEach(name -> output.put(name, String.valueOf(fields.get(name))));
        String words = expected.source() + (isOk ? " holds" : " does not hold");
        return new Finding(isOk, "Redis '" + target.name() + "': " + words, output);
    }

    /** Whole numbers and fractions as such, all else as text. */
    static Map<String, Object> fields(String info) {
        Map<String, Object> fields = new LinkedHashMap<>();
        info.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon),
                        value(line.substring(colon + 1).strip()));
            }
        });
        share(fields, "keyspace_hits", "keyspace_misses").ifPresent(rate -> fields.put("hit_rate", rate));
        if (fields.get("used_memory") instanceof Long used
                && fields.get("maxmemory") instanceof Long most
                && most > 0) {
            fields.put("memory_share", (double) used / most);
        }
        return fields;
    }

    private static Optional<Double> share(Map<String, Object> fields, String good, String bad) {
        return fields.get(good) instanceof Long hits && fields.get(bad) instanceof Long misses && hits + misses > 0
                ? Optional.of((double) hits / (hits + misses))
                : Optional.empty();
    }

    private static Object value(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        return text.matches("-?\\d+\\.\\d+") ? Double.valueOf(text) : text;
    }
}
