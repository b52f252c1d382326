package dev.firebreak.ingest.edge;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Bodies that are wholly there take turns at being worked on, because work holds many times their size. Who waits has been
 * read already and is never sent away; who comes while the first of his source has waited for too long is. The sources
 * take turns as well, so a noisy one does not keep a quiet one waiting.
 */
final class Turns {
    private final Map<String, Queue<Turn>> waiting = new LinkedHashMap<>(); // next source first
    private final long maxBytes;
    private final int maxBodies;
    private final long patience;
    private final LongSupplier nanoTime;
    private long bytes;
    private int bodies;

    /**
     * @param maxBytes worked on at once; a single body may be larger
     * @param patience in nanoseconds
     */
    Turns(long maxBytes, int maxBodies, long patience, LongSupplier nanoTime) {
        this.maxBytes = maxBytes;
        this.maxBodies = maxBodies;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** One body's turn, which may have come at once. Whoever takes it {@link #end ends} it, whatever becomes of him. */
    static final class Turn {
        private final CompletableFuture<Void> comes = new CompletableFuture<>();
        private final long bytes;
        private final long since;

        private Turn(long bytes, long since) {
            this.bytes = bytes;
            this.since = since;
        }

        /** Completes on the thread of someone whose turn has ended. */
        CompletableFuture<Void> comes() {
            return comes;
        }
    }

    synchronized Turn take(String source, long size) {
        Turn turn = new Turn(size, nanoTime.getAsLong());
        if (waiting.isEmpty() && fits(turn)) {
            begin(turn);
        } else {
            waiting.computeIfAbsent(source, _ -> new ArrayDeque<>()).add(turn);
        }
        return turn;
    }

    synchronized void end(Turn turn) {
        if (turn.comes.cancel(false)) { // gone while it waited
            waiting.values().removeIf(queue -> queue.remove(turn) && queue.isEmpty());
        } else {
            bytes -= turn.bytes;
            bodies--;
        }
        beginNext();
    }

    /** Whether the first of this source has waited for so long that one more had better come again later. */
    synchronized boolean isTooLong(String source) {
        Queue<Turn> queue = waiting.get(source);
        return queue != null && nanoTime.getAsLong() - queue.element().since > patience;
    }

    synchronized int underWay() {
        return bodies;
    }

    synchronized int waiting() {
        return waiting.values().stream().mapToInt(Queue::size).sum();
    }

    private void beginNext() {
        while (!waiting.isEmpty()) {
            Map.Entry<String, Queue<Turn>> next = waiting.entrySet().iterator().next();
            String source = next.getKey();
            Queue<Turn> queue = next.getValue();
            if (!fits(queue.element())) {
                return;
            }
            waiting.remove(source);
            begin(queue.remove());
            if (!queue.isEmpty()) {
                waiting.put(source, queue); // behind the others
            }
        }
    }

    private boolean fits(Turn turn) {
        return bodies == 0 || (bodies < maxBodies && bytes + turn.bytes <= maxBytes);
    }

    private void begin(Turn turn) {
        bytes += turn.bytes;
        bodies++;
        turn.comes.complete(null);
    }
}
