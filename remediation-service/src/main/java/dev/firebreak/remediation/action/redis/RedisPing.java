package dev.firebreak.remediation.action.redis;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code redis.ping}: does it answer, as the user that we log in as? */
@Component
class RedisPing implements Check {
    private final RedisConnections connections;

    RedisPing(RedisConnections connections) {
        this.connections = connections;
    }

    @Override
    public StepType declares() {
        return StepType.check(
                "redis.ping",
                Parameter.target(Target.Redis.class),
                Parameter.withDefault("timeout", ParameterKind.DURATION, "2s"));
    }

    @Override
    public String sees() {
        return "Whether Redis answers, as the user that we log in as.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        Target.Redis target = (Target.Redis) request.arguments().target("target");
        Duration timeout = request.arguments().duration("timeout");
        return connections
                .with(target, RedisReactiveCommands::ping)
                .timeout(timeout)
                .map(_ -> Finding.ok("Redis '" + target.name() + "' answers", Map.of()))
                .onErrorResume(Exception.class, e -> Mono.just(Finding.notOk(RedisConnections.reason(e, target))));
    }
}
