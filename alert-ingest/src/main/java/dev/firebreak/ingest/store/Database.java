package dev.firebreak.ingest.store;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    /** A question that is not answered for so long hangs in the pool: nothing else will be answered either. */
    private static final long STUCK_AFTER_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final DatabaseClient client;
    private final TransactionalOperator operator;
    private final Migration migration;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ingest-database").factory());
    private volatile boolean answers;
    private volatile boolean asking;
    private volatile long askedAt = System.nanoTime();

    Database(DatabaseClient client, TransactionalOperator operator, Migration migration) {
        this.client = client;
        this.operator = operator;
        this.migration = migration;
    }

    void start() {
        watch.execute(this::look);
    }

    /** It answered at the last look, and its tables are there. */
    public boolean isReady() {
        return problem() == null;
    }

    /** In words without addresses; null when all is well. */
    @Nullable
    String problem() {
        if (asking && System.nanoTime() - askedAt > STUCK_AFTER_NANOS) {
            return "the connections hang: nothing was answered for 30 s";
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

    private void look() {
        askedAt = System.nanoTime();
        asking = true;
        client.sql("select 1").fetch().rowsUpdated().subscribe(_ -> {}, this::failed, this::answered);
    }

    private void answered() {
        if (!answers) {
            log.info("database answers");
        }
        answers = true;
        lookAgain();
    }

    private void failed(Throwable problem) {
        if (answers) {
            log.atWarn()
                    .addKeyValue("problem", problem.getClass().getSimpleName())
                    .log("database does not answer");
        }
        log.debug("database does not answer", problem);
        answers = false;
        lookAgain();
    }

    private void lookAgain() {
        asking = false;
        try {
            var _ = watch.schedule(this::look, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("closed");
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
