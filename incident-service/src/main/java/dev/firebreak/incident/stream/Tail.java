package dev.firebreak.incident.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The newest entries, read once for all who listen. While nobody does, nothing is read. Stops before the web server
 * does, so that listeners are sent away and do not hold up the end.
 */
@Component
class Tail implements SmartLifecycle {
    private static final int KEPT = 1_000;
    private static final int PAGE = 100;

    /** What is known to come, whole, after {@code from}. */
    private record Known(StreamCursor from, List<StreamEntry> entries) {
        StreamCursor end() {
            return entries.isEmpty() ? from : entries.getLast().cursor();
        }

        Known with(List<StreamEntry> more) {
            List<StreamEntry> all = new ArrayList<>(entries);
            all.addAll(more);
            int tooMany = Math.max(0, all.size() - KEPT);
            return new Known(
                    tooMany == 0 ? from : all.get(tooMany - 1).cursor(), List.copyOf(all.subList(tooMany, all.size())));
        }
    }

    private final StreamStore store;
    private final StreamSettings settings;
    private final Watch watch;
    private volatile @Nullable Known known;
    private volatile int listeners;

    Tail(StreamStore store, StreamSettings settings, MeterRegistry meters) {
        this.store = store;
        this.settings = settings;
        this.watch = new Watch("listeners of the stream", settings.lookEvery(), this::look);
        Gauge.builder("firebreak.stream.listeners", this, it -> it.listeners).register(meters);
    }

    /** Ends when the service stops. */
    Mono<Void> stopped() {
        return watch.stopped();
    }

    /** False when there are too many. */
    synchronized boolean enter() {
        if (listeners >= settings.listenersAtMost() || !watch.isRunning()) {
            return false;
        }
        listeners++;
        return true;
    }

    synchronized void leave() {
        listeners--;
    }

    /** What comes after that place: from memory near the end, else from the database. Empty when nothing new is known. */
    Mono<List<StreamEntry>> after(StreamCursor cursor) {
        @Nullable Known current = known;
        if (current == null || cursor.compareTo(current.from()) < 0) {
            return store.after(cursor, PAGE);
        }
        if (cursor.compareTo(current.end()) >= 0) {
            return Mono.just(List.of());
        }
        return Mono.just(current.entries().stream()
                .filter(entry -> entry.cursor().compareTo(cursor) > 0)
                .limit(PAGE)
                .toList());
    }

    private Mono<Void> look() {
        if (listeners == 0) {
            known = null; // whoever comes next must not miss what nobody read
            return Mono.empty();
        }
        @Nullable Known before = known;
        return before == null
                ? store.forgetTheFuture()
                        .then(store.now())
                        .doOnNext(now -> known = new Known(now, List.of()))
                        .then()
                : store.after(before.end(), KEPT)
                        .doOnNext(more -> known = before.with(more))
                        .then();
    }

    @Override
    public void start() {
        watch.start();
    }

    @Override
    public void stop() {
        watch.stop();
    }

    @Override
    public boolean isRunning() {
        return watch.isRunning();
    }
}
