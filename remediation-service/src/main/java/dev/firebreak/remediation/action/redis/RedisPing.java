package dev.firebreak.remediation.action.redis;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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
    public String type() {
        return "redis.ping";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("target", "timeout");
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
