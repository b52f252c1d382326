package dev.firebreak.eventlog;

import java.time.Duration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;
import reactor.util.function.Tuple3;
import reactor.util.retry.Retry;

/** How work on the database is committed here: whole, never cancelled half-way, and repeated when it lost a race. */
public final class Transactions {
    private static final int REPEATS = 10;
    /** Class of PostgreSQL's states: the transaction was in the way of another one. */
    private static final String ROLLED_BACK = "40";

    private static final Retry AFTER_LOST_RACE = Retry.backoff(REPEATS, Duration.ofMillis(5))
            .maxBackoff(Duration.ofMillis(200))
            .filter(Transactions::isLostRace)
            .onRetryExhaustedThrow((_, last) -> last.failure());

    private final TransactionalOperator operator;

    public Transactions(ReactiveTransactionManager manager) {
        this.operator = TransactionalOperator.create(manager);
    }

    /**
     * Runs the work in a transaction; inside another {@code commit} it joins that one.
     *
     * <p>A caller that goes away does not cancel it: a cancelled query can hang its connection.
     *
     * @param work subscribed to again after a lost race, so it must load what it decides on
     */
    public <T> Mono<T> commit(Mono<T> work) {
        Mono<T> repeated = operator.transactional(work).retryWhen(AFTER_LOST_RACE);
        return Mono.deferContextual(context -> context.hasKey(Transactions.class)
                ? work
                : uncancelled(repeated, Context.of(context).put(Transactions.class, this)));
    }

    /** The same for a single statement, which commits by itself and saves the round trips of a transaction. */
    public <T> Mono<T> atOnce(Mono<T> statement) {
        Mono<T> repeated = statement.retryWhen(AFTER_LOST_RACE);
        return Mono.deferContextual(
                context -> context.hasKey(Transactions.class) ? statement : uncancelled(repeated, context));
    }

    private static <T> Mono<T> uncancelled(Mono<T> work, ContextView context) {
        return Mono.fromFuture(
                () -> work.contextWrite(outer -> outer.putAll(context)).toFuture(), true);
    }

    /**
     * Questions to the transaction's connection that do not need each other's answers, asked without waiting for them: one
     * round trip instead of three. The database answers in this order. None is cancelled when another one fails.
     *
     * @return what failed first, when something did
     */
    public static <A, B, C> Mono<Tuple3<A, B, C>> together(Mono<A> first, Mono<B> second, Mono<C> third) {
        return Mono.zipDelayError(first, second, third)
                .onErrorMap(
                        Exceptions::isMultiple,
                        all -> Exceptions.unwrapMultiple(all).getFirst());
    }

    /** A deadlock too, which the driver calls transient and Spring does not know as a race. */
    private static boolean isLostRace(Throwable failure) {
        return failure instanceof ConcurrencyFailureException
                || Failures.sqlState(failure)
                        .filter(state -> state.startsWith(ROLLED_BACK))
                        .isPresent();
    }
}
