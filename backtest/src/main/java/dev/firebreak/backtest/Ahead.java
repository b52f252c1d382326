package dev.firebreak.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has one thread make what another one takes, in the same order: while one handles, the next ones are read. Not many are
 * ready at any time.
 */
final class Ahead {
    private static final int TOGETHER = 256;
    private static final int READY_AT_MOST = 8;

    /** @param problem what ended it, after the items; null unless it is the last */
    private record Batch<T>(
            List<T> items, boolean isLast, @Nullable Throwable problem) {}

    /** Makes all there is and gives each to the consumer; whatever it throws the taker throws after all before. */
    interface Source<T> {
        void read(Consumer<T> items);
    }

    private Ahead() {}

    static <T> void read(Source<T> source, Consumer<T> taker) {
        BlockingQueue<Batch<T>> ready = new ArrayBlockingQueue<>(READY_AT_MOST);
        Thread reader = Thread.ofPlatform().daemon().name("recording").start(() -> fill(source, ready));
        try {
            Batch<T> batch;
            do {
                batch = ready.take();
                batch.items().forEach(taker);
            } while (!batch.isLast());
            switch (batch.problem()) {
                case RuntimeException problem -> throw problem;
                case Error problem -> throw problem;
                case null, default -> {}
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            reader.interrupt();
        }
    }

    private static <T> void fill(Source<T> source, BlockingQueue<Batch<T>> ready) {
        List<T> items = new ArrayList<>(TOGETHER);
        @Nullable Throwable problem = null;
        try {
            source.read(item -> {
                items.add(item);
                if (items.size() == TOGETHER) {
                    put(ready, new Batch<>(List.copyOf(items), false, null));
                    items.clear();
                }
            });
        } catch (RuntimeException | Error e) { // told to the one who takes, who would wait for ever
            problem = e;
        }
        if (!Thread.currentThread().isInterrupted()) {
            put(ready, new Batch<>(List.copyOf(items), true, problem));
        }
    }

    /** Leaves the thread interrupted when the taker has given up; what is not put then nobody misses. */
    private static <T> void put(BlockingQueue<Batch<T>> ready, Batch<T> batch) {
        try {
            ready.put(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
