package dev.firebreak.ingest.store;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** How work on the database is done here, and whether there is any use in trying. */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final long LOOK_EVERY_MILLIS = 1000;
    /** Twice what the server allows a statement: who has not answered by then hangs. */
    private static final long STUCK_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final DatabaseClient client;
    private final TransactionalOperator operator;
    private final Migration migration;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ingest-database").factory());
    private volatile boolean answers;
    private final AtomicLong question = new AtomicLong();
    private volatile boolean asking;
    private volatile long askedAt = System.nanoTime();

    Database(DatabaseClient client, TransactionalOperator operator, Migration migration) {
        this.client = client;
        this.operator = operator;
        this.migration = migration;
    }

    void start() {
        var _ = watch.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** It answered at the last look, and its tables are there. */
    public boolean isReady() {
        return problem() == null;
    }

    /** In words without addresses; null when all is well. */
    @Nullable
    String problem() {
        if (asking && isStuck()) {
            return "a connection hangs: it answered nothing for 10 s";
        }
        if (!answers) {
            return "the database does not answer";
        }
        return migration.isDone() ? null : "its tables are not up to date yet";
    }

    /**
     * Runs the work in one transaction. A caller that goes away does not cancel it, for a cancelled query can hang its
     * connection; so put no time limit around it either: the server has one ({@code statement_timeout}).
     */
    public <T> Mono<T> commit(Mono<T> work) {
        return shielded(operator.transactional(work));
    }

    /** One statement that needs no transaction, shielded from its caller as in {@link #commit}. */
    public static <T> Mono<T> shielded(Mono<T> work) {
        return Mono.fromFuture(work::toFuture, true);
    }

    /** Asks again without waiting for an answer that hangs: the next one goes over another connection. */
    private void look() {
        if (asking && !isStuck()) {
            return;
        }
        answers = answers && !asking;
        askedAt = System.nanoTime();
        asking = true;
        long number = question.incrementAndGet();
        client.sql("select 1")
                .fetch()
                .rowsUpdated()
                .subscribe(_ -> {}, failure -> failed(number, failure), () -> answered(number));
    }

    private boolean isStuck() {
        return System.nanoTime() - askedAt > STUCK_AFTER_NANOS;
    }

    private void answered(long number) {
        if (question.get() == number) {
            if (!answers) {
                log.info("database answers");
            }
            answers = true;
            asking = false;
        }
    }

    private void failed(long number, Throwable problem) {
        log.debug("database does not answer", problem);
        if (question.get() == number) {
            if (answers) {
                log.atWarn()
                        .addKeyValue("problem", problem.getClass().getSimpleName())
                        .log("database does not answer");
            }
            answers = false;
            asking = false;
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
