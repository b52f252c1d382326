package dev.firebreak.eventlog;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Spares the pool a question. It asks the database before each use whether the connection still works, because a query
 * that was cancelled can leave one hanging; that was every fifth statement of an incident. A commit, or a statement outside a
 * transaction, that was answered whole a moment ago, with nothing after it, says the same. After anything else the pool
 * asks as before.
 */
final class CommitProves implements ConnectionFactoryDecorator {
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Override
    public ConnectionFactory decorate(ConnectionFactory delegate) {
        return new Factory(delegate);
    }

    private record Factory(ConnectionFactory unwrap) implements ConnectionFactory, Wrapped<ConnectionFactory> {
        @Override
        public Publisher<? extends Connection> create() {
            return Mono.<Connection>from(unwrap.create()).map(Watched::watch);
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return unwrap.getMetadata();
        }
    }

    private static final class Watched implements InvocationHandler {
        private final Connection connection;
        private volatile boolean ended;
        private volatile boolean inTransaction;
        private volatile long endedAt;

        private Watched(Connection connection) {
            this.connection = connection;
        }

        static Connection watch(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new Watched(connection));
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "commitTransaction" ->
                    Mono.from(connection.commitTransaction()).doOnSuccess(_ -> {
                        inTransaction = false;
                        end();
                    });
                case "rollbackTransaction" ->
                    Mono.from(connection.rollbackTransaction()).doOnSuccess(_ -> inTransaction = false);
                case "validate" ->
                    isProven() ? connection.validate(ValidationDepth.LOCAL) : pass(connection, method, arguments);
                case "createStatement" -> {
                    ended = false;
                    yield answered((Statement) Objects.requireNonNull(pass(connection, method, arguments)));
                }
                case "createBatch" -> {
                    ended = false;
                    yield pass(connection, method, arguments);
                }
                case "beginTransaction" -> {
                    ended = false;
                    inTransaction = true;
                    yield pass(connection, method, arguments);
                }
                default -> pass(connection, method, arguments);
            };
        }

        /** Cancelled or failed ones complete nothing. */
        private Statement answered(Statement statement) {
            return (Statement) Proxy.newProxyInstance(
                    Statement.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                        Object result = pass(statement, method, arguments);
                        if (result instanceof Statement) {
                            return proxy;
                        }
                        return result instanceof Publisher<?> answers && !inTransaction
                                ? Flux.from(answers).doOnComplete(this::end)
                                : result;
                    });
        }

        private void end() {
            endedAt = System.nanoTime();
            ended = true;
        }

        private boolean isProven() {
            return ended && System.nanoTime() - endedAt < MOMENT_NANOS;
        }

        private static @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments)
                throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }
}
