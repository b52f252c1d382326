package dev.firebreak.ingest.spill;

import dev.firebreak.ingest.publish.Broker;
import dev.firebreak.ingest.publish.NotStoredException;
import dev.firebreak.ingest.publish.Receipt;
import dev.firebreak.ingest.publish.SignalTooLargeException;
import dev.firebreak.model.wire.WireMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way into the table: one commit at a time, with all that has gathered meanwhile, so that a whole edge's alerts cost
 * the database some commits a second. At the end of an outage what still waits here goes straight to Kafka.
 */
final class SpillQueue {
    private static final int MESSAGES_PER_COMMIT = 500;
    /** Twice what the server allows a statement: then its connection hangs, and the next commit does not wait for it. */
    private static final Duration COMMIT_HANGS_AFTER = Duration.ofSeconds(10);

    private final SpillStore store;
    private final Broker broker;
    private final SpillSettings settings;
    private final SpillMetrics metrics;
    private final LongSupplier nanoTime;
    private final Backlog backlog = new Backlog();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long queuedBytes;
    private @Nullable Commit commit;
    private boolean paused;
    private volatile SpillState found = SpillState.UNKNOWN;
    private volatile Runnable onCommitted = () -> {};

    SpillQueue(SpillStore store, Broker broker, SpillSettings settings, SpillMetrics metrics, LongSupplier nanoTime) {
        this.store = store;
        this.broker = broker;
        this.settings = settings;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    void onCommitted(Runnable task) {
        onCommitted = task;
    }

    /** Something waits, so {@link #addIfBehind} has to be asked. */
    boolean isHolding() {
        return backlog.isHolding();
    }

    /** Completes when the database has committed them; fails with {@link NotStoredException} when it did not. */
    CompletableFuture<Void> add(List<WireMessage> messages) {
        Waiting waiting = new Waiting(messages, new CompletableFuture<>());
        synchronized (this) {
            String refusal = refusal(waiting);
            if (refusal != null) {
                return CompletableFuture.failedFuture(new NotStoredException(refusal));
            }
            backlog.committing(messages);
            queue.add(waiting);
            queuedBytes += waiting.bytes();
        }
        commitNext();
        return waiting.stored;
    }

    /** As {@link #add} when earlier messages of one of their keys wait; null when they may go to Kafka directly. */
    @Nullable
    CompletableFuture<Void> addIfBehind(List<WireMessage> messages) {
        synchronized (this) {
            if (!backlog.holds(messages)) {
                return null;
            }
        }
        return add(messages);
    }

    synchronized long ticket() {
        return backlog.ticket();
    }

    synchronized void looked(long ticket, SpillState state) {
        found = state;
        backlog.looked(ticket, state);
    }

    /** Begins no further commit until {@link #handOver} or {@link #resume}. */
    synchronized void pause() {
        paused = true;
    }

    synchronized boolean isCommitting() {
        return commit != null && nanoTime.getAsLong() - commit.since() < COMMIT_HANGS_AFTER.toNanos();
    }

    void resume() {
        synchronized (this) {
            paused = false;
        }
        commitNext();
    }

    /** Everything before these is in Kafka: so are these now, in order, and what comes next need not line up any more. */
    synchronized void handOver() {
        List<Waiting> all = List.copyOf(queue);
        queue.clear();
        queuedBytes = 0;
        backlog.clear();
        paused = false;
        for (Waiting waiting : all) {
            var _ = broker.send(waiting.messages)
                    .thenCompose(this::spillRest)
                    .whenComplete((_, failure) -> waiting.end(failure));
        }
    }

    /** What Kafka did not take after all comes back here. */
    CompletableFuture<Void> spillRest(Receipt receipt) {
        CompletableFuture<Void> rest = receipt.unacknowledged().isEmpty()
                ? CompletableFuture.completedFuture(null)
                : add(receipt.unacknowledged());
        return receipt.tooLarge().isEmpty()
                ? rest
                : rest.thenCompose(_ -> CompletableFuture.failedFuture(new SignalTooLargeException()));
    }

    private @Nullable String refusal(Waiting next) {
        if (!store.isReady()) {
            return "neither the broker nor the database answers";
        }
        if (queuedBytes + next.bytes() > settings.maxQueued().toBytes()) {
            return "too many messages wait for the database";
        }
        return found.waiting() >= settings.maxRows() ? "the spill table is full" : null;
    }

    private void commitNext() {
        Commit next;
        synchronized (this) {
            if (isCommitting() || paused || queue.isEmpty()) {
                return;
            }
            next = new Commit(takeBatch(), nanoTime.getAsLong());
            commit = next;
        }
        store.insert(next.messages()).subscribe(_ -> {}, _ -> committed(next, false), () -> committed(next, true));
    }

    private List<Waiting> takeBatch() {
        List<Waiting> batch = new ArrayList<>();
        int messages = 0;
        while (!queue.isEmpty() && messages < MESSAGES_PER_COMMIT) {
            Waiting next = queue.remove();
            queuedBytes -= next.bytes();
            messages += next.messages.size();
            batch.add(next);
        }
        return batch;
    }

    private void committed(Commit done, boolean isStored) {
        List<WireMessage> messages = done.messages();
        synchronized (this) {
            if (done.equals(commit)) {
                commit = null;
            }
            backlog.committed(messages);
        }
        if (isStored) {
            metrics.stored(messages.size());
            done.batch().forEach(waiting -> waiting.end(null));
            onCommitted.run();
        } else {
            NotStoredException failure = new NotStoredException("the database did not commit");
            done.batch().forEach(waiting -> waiting.end(failure));
        }
        commitNext();
    }

    private record Commit(List<Waiting> batch, long since) {
        List<WireMessage> messages() {
            return batch.stream().flatMap(waiting -> waiting.messages.stream()).toList();
        }
    }

    private record Waiting(List<WireMessage> messages, CompletableFuture<Void> stored) {
        long bytes() {
            return messages.stream()
                    .mapToLong(message -> message.value().length)
                    .sum();
        }

        void end(@Nullable Throwable failure) {
            if (failure == null) {
                stored.complete(null);
            } else {
                stored.completeExceptionally(failure);
            }
        }
    }
}
