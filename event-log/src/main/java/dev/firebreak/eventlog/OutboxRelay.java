package dev.firebreak.eventlog;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
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
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(1);
    // A mark costs a statement, and nobody waits for it: those of a while go together with what is read next.
    private static final Duration MARKED_WITHIN = Duration.ofMillis(50);
    private static final int MOST_BATCHES_IN_FLIGHT = 4;
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
    private volatile boolean crowded;
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
        InFlight inFlight = new InFlight(producer, this::answered);
        boolean woken = false;
        while (isMine()) {
            if (!leading && session.tryLock()) {
                session.listen(this::wake);
                leading = true;
                LOG.atInfo().addKeyValue("schema", session.schema()).log("outbox relay publishes");
            }
            if (leading) {
                publish(session, inFlight);
            } else if (woken) {
                session.tellOther();
            }
            recovered(session);
            Duration pause = inFlight.size() > 0 ? MARKED_WITHIN : pollInterval;
            woken = wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            wakeUps.drainPermits();
        }
        settle(session, inFlight);
    }

    /** Only when many are under way does an answer make room that something may wait for. */
    private void answered() {
        if (crowded) {
            wake();
        }
    }

    /** Marks what the broker has and sends what is new; looks again soon, so it never waits for an answer here. */
    private void publish(RelaySession session, InFlight inFlight) throws InterruptedException {
        boolean isMore = true;
        while (isMore && isMine()) {
            List<OutboxRow> acknowledged = inFlight.takeAcknowledged();
            int room = Math.min(batchSize, MOST_BATCHES_IN_FLIGHT * batchSize - inFlight.size());
            List<OutboxRow> rows = session.next(acknowledged, inFlight.rows().toList(), room);
            metrics.published(acknowledged.size());
            inFlight.check(ACKNOWLEDGED_WITHIN);
            try {
                inFlight.send(rows);
            } catch (RuntimeException e) {
                settle(session, inFlight);
                throw e;
            }
            crowded = inFlight.size() > batchSize;
            metrics.waiting(inFlight.rows());
            isMore = room > 0 && rows.size() == room;
        }
    }

    /** The relay ends here: what the broker does not have soon is published again by the next one. */
    private void settle(RelaySession session, InFlight inFlight) throws InterruptedException {
        inFlight.awaitAnswers(SETTLED_WITHIN);
        List<OutboxRow> acknowledged = inFlight.takeAcknowledged();
        session.next(acknowledged, inFlight.rows().toList(), 0);
        metrics.published(acknowledged.size());
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
}
