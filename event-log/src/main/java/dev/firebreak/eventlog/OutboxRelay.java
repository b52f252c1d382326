package dev.firebreak.eventlog;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries the log to Kafka: in order within each subject, at least once, nothing skipped, repeated until it works.
 *
 * <p>One relay works per schema, the others stand by. It is woken after each commit in this process, told by the others
 * over {@code NOTIFY}, and looks by itself at each poll interval in case a wake-up got lost.
 */
public final class OutboxRelay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);
    // The producer itself never gives up on a record, so none can overtake another; the relay drops the producer
    // instead.
    private static final Duration NEVER = Duration.ofMillis(Integer.MAX_VALUE);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final ConnectionFactory connections;
    private final Producers producers;
    private final Duration pollInterval;
    private final int batchSize;
    private final OutboxMetrics metrics;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Thread worker;
    private volatile boolean leading;
    // Only the worker uses these two.
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private @Nullable String lastProblem;

    OutboxRelay(ConnectionFactory connections, Producers producers, EventLogSettings settings, OutboxMetrics metrics) {
        this.connections = connections;
        this.producers = producers;
        this.pollInterval = settings.pollInterval();
        this.batchSize = settings.batchSize();
        this.metrics = metrics;
    }

    /** Look at once: something was committed. Cheap, from any thread; many calls are one look. */
    public void wake() {
        wakeUps.release();
    }

    /** True when this is the instance that publishes. */
    public boolean isLeading() {
        return leading;
    }

    @Override
    public void start() {
        if (worker == null) {
            Thread thread = Thread.ofPlatform().daemon().name("outbox-relay").unstarted(this::work);
            worker = thread;
            thread.start();
        }
    }

    @Override
    public void stop() {
        Thread thread = worker;
        worker = null;
        wake();
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    /** Before the consumers and after them, so that what the last ones committed is still carried away. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void work() {
        while (isMine()) {
            try (RelaySession session = RelaySession.open(connections);
                    Producer<byte[], byte[]> producer = producers.create(NEVER)) {
                try {
                    serve(session, producer);
                } finally {
                    leading = false;
                    producer.close(Duration.ZERO);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                repeatLater(e);
            }
        }
    }

    /** Returns when stopped; throws when the database or the broker fails, and then both are opened anew. */
    private void serve(RelaySession session, Producer<byte[], byte[]> producer) throws InterruptedException {
        Thread.currentThread().setName("outbox-relay-" + session.schema()); // several services may share a JVM
        boolean woken = false;
        while (isMine()) {
            if (!leading && session.tryLock()) {
                session.listen(this::wake);
                leading = true;
                LOG.atInfo().addKeyValue("schema", session.schema()).log("outbox relay publishes");
            }
            if (leading) {
                publishAll(session, producer);
            } else if (woken) {
                session.tellOther();
            }
            recovered(session);
            woken = wakeUps.tryAcquire(pollInterval.toMillis(), TimeUnit.MILLISECONDS);
            wakeUps.drainPermits();
        }
    }

    private void publishAll(RelaySession session, Producer<byte[], byte[]> producer) throws InterruptedException {
        List<OutboxRow> rows = session.next(List.of(), batchSize);
        while (!rows.isEmpty() && isMine()) {
            metrics.waiting(rows);
            rows = publish(rows, session, producer);
        }
        metrics.waiting(rows);
    }

    /** Answers what is to be published next. */
    private List<OutboxRow> publish(List<OutboxRow> rows, RelaySession session, Producer<byte[], byte[]> producer)
            throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
        @Nullable RuntimeException failure = null;
        try {
            rows.forEach(row -> sent.add(producer.send(row.toRecord())));
        } catch (RuntimeException e) {
            failure = e;
        }
        int acknowledged = 0;
        long deadline = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();
        try {
            for (Future<RecordMetadata> one : sent) {
                awaitUntil(deadline, one);
                acknowledged++;
            }
        } catch (UnacknowledgedException e) {
            failure = e;
        }
        // Only up to the first gap: what lies behind it is published again, in order, and readers drop the repeats.
        List<OutboxRow> next = session.next(rows.subList(0, acknowledged), batchSize);
        metrics.published(acknowledged);
        if (failure != null) {
            throw failure;
        }
        return next;
    }

    private void awaitUntil(long deadline, Future<RecordMetadata> one) throws InterruptedException {
        while (true) {
            try {
                one.get(100, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (!isMine()) {
                    throw new UnacknowledgedException("stopped before the broker acknowledged", e);
                }
                if (System.nanoTime() > deadline) {
                    throw new UnacknowledgedException("the broker acknowledged nothing for " + ACKNOWLEDGED_WITHIN, e);
                }
            } catch (ExecutionException e) {
                throw new UnacknowledgedException("the broker refused an event", e.getCause());
            }
        }
    }

    private void repeatLater(Exception problem) {
        metrics.failed();
        String reason = reason(problem);
        if (isMine() && !reason.equals(lastProblem)) {
            LOG.warn("outbox relay cannot go on, retries until it can: {}", reason);
            LOG.debug("outbox relay failed", problem);
            lastProblem = reason;
        }
        try {
            if (isMine()) {
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }

    private void recovered(RelaySession session) {
        if (lastProblem != null) {
            LOG.atInfo().addKeyValue("schema", session.schema()).log("outbox relay works again");
        }
        lastProblem = null;
        pauseMillis = FIRST_PAUSE_MILLIS;
    }

    private static String reason(Exception problem) {
        @Nullable Throwable cause = problem.getCause();
        return problem + (cause == null ? "" : " caused by " + cause);
    }

    private boolean isMine() {
        return Thread.currentThread().equals(worker);
    }

    private static final class UnacknowledgedException extends RuntimeException {
        UnacknowledgedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
