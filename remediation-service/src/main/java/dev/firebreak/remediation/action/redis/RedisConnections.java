package dev.firebreak.remediation.action.redis;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.remediation.action.TargetSecrets;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A connection for one piece of work, closed after it: an address or a password that changed is used at once. */
@Component
class RedisConnections implements DisposableBean {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final TargetSecrets secrets;
    private final ClientResources resources = DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();
    private final RedisClient client = RedisClient.create(resources);

    RedisConnections(TargetSecrets secrets) {
        this.secrets = secrets;
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false) // a command that was sent before a break must never be sent again by itself
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofSeconds(30)))
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
                .build());
    }

    /** @throws NoSuchElementException as error when its secret is not set; the message says which setting to set */
    <T> Mono<T> with(Target.Redis target, Function<RedisReactiveCommands<byte[], byte[]>, Mono<T>> work) {
        return Mono.usingWhen(
                Mono.defer(() -> connect(target)),
                connection -> work.apply(connection.reactive()),
                connection -> Mono.fromCompletionStage(connection.closeAsync()));
    }

    /** The database that the target's address names; 0 when it names none. */
    int database(Target.Redis target) {
        return address(target).getDatabase();
    }

    /** In words of our own: the library's may hold the address with its password. */
    static String reason(Throwable error, Target.Redis target) {
        return switch (error) {
            case NoSuchElementException e -> String.valueOf(e.getMessage());
            case RedisCommandExecutionException e ->
                "Redis '" + target.name() + "' refused: " + firstWord(String.valueOf(e.getMessage()));
            case RedisConnectionException _ -> "cannot connect to Redis '" + target.name() + "'";
            default ->
                "Redis '" + target.name() + "' did not answer ("
                        + error.getClass().getSimpleName() + ")";
        };
    }

    private Mono<StatefulRedisConnection<byte[], byte[]>> connect(Target.Redis target) {
        return Mono.fromCompletionStage(() -> client.connectAsync(ByteArrayCodec.INSTANCE, address(target)));
    }

    private RedisURI address(Target.Redis target) {
        String missing = secrets.missing(target.urlSecret()).orElse(null);
        if (missing != null) {
            throw new NoSuchElementException(missing);
        }
        try {
            RedisURI uri = RedisURI.create(
                    secrets.find(target.urlSecret()).orElseThrow().reveal());
            uri.setTimeout(CONNECT);
            uri.setClientName("firebreak");
            return uri;
        } catch (IllegalArgumentException e) {
            throw new NoSuchElementException("the secret '" + target.urlSecret()
                    + "' is no address of a Redis: write redis://host:port/database");
        }
    }

    private static String firstWord(String message) {
        return message.split(" ", 2)[0];
    }

    @Override
    public void destroy() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
        resources.shutdown(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
