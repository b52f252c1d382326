package dev.firebreak.ingest.spill;

import dev.firebreak.ingest.publish.Broker;
import dev.firebreak.ingest.publish.Producers;
import dev.firebreak.ingest.store.Database;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the table to Kafka: in order within each key, at least once, deleted only when acknowledged, repeated until it
 * works. One instance does so at a time; each looks by itself at what waits.
 */
final class SpillDrain implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpillDrain.class);
    private static final int BATCH = 500;
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(15);
    /** Senders wait meanwhile, so it has to be much shorter than their patience. */
    private static final Duration HAND_OVER_WITHIN = Duration.ofMillis(250);

    private final ConnectionFactory connections;
    private final Database database;
    private final Broker broker;
    private final SpillQueue queue;
    private final SpillMetrics metrics;
    private final SpillSettings settings;
    private final DrainProducer producer;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Thread worker;
    // Only the worker uses these two.
    private boolean leading;
    private @Nullable String lastProblem;

    SpillDrain(Neighbours neighbours, SpillQueue queue, SpillMetrics metrics, SpillSettings settings) {
        this.connections = neighbours.connections();
        this.database = neighbours.database();
        this.broker = neighbours.broker();
        this.producer = new DrainProducer(neighbours.producers());
        this.queue = queue;
        this.metrics = metrics;
        this.settings = settings;
    }

    record Neighbours(ConnectionFactory connections, Database database, Broker broker, Producers producers) {}

    void start() {
        queue.onCommitted(wakeUps::release);
        Thread thread = Thread.ofPlatform().daemon().name("spill-drain").unstarted(this::work);
        worker = thread;
        thread.start();
    }

    @Override
    public void close() {
        Thread thread = worker;
        worker = null;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void work() {
        try {
            while (isMine()) {
                if (database.isReady()) {
                    serveUntilItFails();
                }
                pause(settings.lookEvery());
            }
        } catch (InterruptedException e) {
            log.debug("closed");
        } finally {
            producer.close();
        }
    }

    private void serveUntilItFails() throws InterruptedException {
        leading = false;
        try (SpillSession session = SpillSession.open(connections)) {
            while (isMine()) {
                look(session);
                pause(settings.lookEvery());
            }
        } catch (RuntimeException e) {
            String problem = e.getClass().getSimpleName();
            if (isMine() && !problem.equals(lastProblem)) {
                log.atWarn().addKeyValue("problem", problem).log("spill cannot be drained, tries again");
                log.debug("drain failed", e);
            }
            lastProblem = problem;
        }
    }

    private void look(SpillSession session) throws InterruptedException {
        SpillState state = found(session);
        if (!broker.isUp()) {
            letOthersDrain(session);
            return;
        }
        if (state.waiting() > 0) {
            leading = leading || session.tryLock();
            if (leading) {
                drain(session);
            }
            found(session);
        } else {
            letOthersDrain(session);
        }
        if (queue.isHolding()) {
            handOver(session);
        }
        lastProblem = null;
    }

    private SpillState found(SpillSession session) {
        long ticket = queue.ticket();
        SpillState state = session.look();
        metrics.found(state);
        queue.looked(ticket, state);
        return state;
    }

    private void drain(SpillSession session) throws InterruptedException {
        List<SpilledRow> rows = session.next(BATCH);
        while (!rows.isEmpty() && isMine()) {
            if (!drain(rows, session, ACKNOWLEDGED_WITHIN) || rows.size() < BATCH) {
                return;
            }
            rows = session.next(BATCH);
        }
    }

    /** False when the broker did not acknowledge all of them. */
    private boolean drain(List<SpilledRow> rows, SpillSession session, Duration within) throws InterruptedException {
        DrainProducer.Progress progress = producer.send(rows, within);
        if (!progress.acknowledged().isEmpty()) {
            session.delete(progress.acknowledged());
            metrics.drained(progress.acknowledged().size());
        }
        progress.refused().forEach((position, reason) -> {
            session.refuse(position, reason);
            log.atError()
                    .addKeyValue("position", position)
                    .addKeyValue("reason", reason)
                    .log("the broker will never take a spilled message: it stays in the table spill");
        });
        return progress.isComplete();
    }

    /**
     * Ends the holding when the table is nearly empty. Without this a busy key would for ever find its own last messages
     * waiting: so commits stop for a moment, the table is emptied, and what gathered meanwhile goes to Kafka behind it.
     */
    private void handOver(SpillSession session) throws InterruptedException {
        long deadline = System.nanoTime() + HAND_OVER_WITHIN.toNanos();
        queue.pause();
        try {
            while (queue.isCommitting()) {
                if (System.nanoTime() > deadline) {
                    return;
                }
                Thread.sleep(1);
            }
            SpillState last = session.look();
            while (session.isAnyWaiting(last.newest())) {
                if (last.waiting() > BATCH || System.nanoTime() > deadline) {
                    return;
                }
                if (leading) {
                    if (!drain(session.next(BATCH), session, HAND_OVER_WITHIN)) {
                        return;
                    }
                } else {
                    Thread.sleep(10); // another instance is at it
                }
            }
            queue.handOver();
            letOthersDrain(session);
            log.info("spill is drained, alerts go to the broker directly again");
        } finally {
            queue.resume();
        }
    }

    private void letOthersDrain(SpillSession session) {
        producer.close();
        if (leading) {
            leading = false;
            session.unlock();
        }
    }

    private void pause(Duration atMost) throws InterruptedException {
        var _ = wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
    }

    private boolean isMine() {
        return Thread.currentThread().equals(worker);
    }
}
