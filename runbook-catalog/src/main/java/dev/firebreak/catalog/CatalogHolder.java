package dev.firebreak.catalog;

import dev.firebreak.catalog.yaml.Problem;
import dev.firebreak.catalog.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The catalogue in force. Looks at its folder or repository again and again; what is not valid never replaces what is, so
 * a typing error in the night leaves the automation as it was. Safe from any thread.
 */
public final class CatalogHolder implements Supplier<Catalog>, AutoCloseable {
    /** Told once per change, on the thread that looked. */
    public interface Listener {
        Listener NONE = new Listener() {};

        default void replaced(Catalog now, Catalog before) {}

        /** The folder has a new state that cannot be used; the catalogue stays as it is. */
        default void refused(List<Problem> problems) {}
    }

    private final CatalogSource source;
    private final CatalogLoader loader;
    private final Listener listener;
    private final ScheduledExecutorService watcher;
    private volatile Catalog current;
    private volatile CatalogResult newest;
    private List<Problem> newestNotRead = List.of(); // guarded by this

    private CatalogHolder(
            CatalogSource source, CatalogLoader loader, Catalog current, CatalogResult newest, Listener listener) {
        this.source = source;
        this.loader = loader;
        this.current = current;
        this.newest = newest;
        this.listener = listener;
        this.watcher = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("catalogue").factory());
    }

    /** {@link #open(CatalogPlace, CatalogLoader, Duration, Listener)} of a folder. */
    public static CatalogHolder open(Path folder, CatalogLoader loader, Duration every, Listener listener) {
        return open(CatalogPlace.of(folder), loader, every, listener);
    }

    /**
     * @param every how often to look; zero for only when {@link #reload()} is called
     * @throws InvalidCatalogException when there is no good catalogue to begin with
     */
    public static CatalogHolder open(CatalogPlace place, CatalogLoader loader, Duration every, Listener listener) {
        CatalogSource source = place.open();
        return switch (loader.load(source)) {
            case CatalogResult.Invalid invalid -> throw new InvalidCatalogException(place.text(), invalid.problems());
            case CatalogResult.Loaded loaded ->
                new CatalogHolder(source, loader, loaded.catalog(), loaded, listener).watching(every);
        };
    }

    /** {@link #openOrEmpty(CatalogPlace, CatalogLoader, Duration, Listener)} of a folder. */
    public static CatalogHolder openOrEmpty(Path folder, CatalogLoader loader, Duration every, Listener listener) {
        return openOrEmpty(CatalogPlace.of(folder), loader, every, listener);
    }

    /**
     * For who has work to do without any catalogue: begins with an empty one when there is none to be used, which the
     * listener is told, and takes it as soon as it can be.
     */
    public static CatalogHolder openOrEmpty(
            CatalogPlace place, CatalogLoader loader, Duration every, Listener listener) {
        CatalogSource source = place.open();
        return switch (loader.load(source)) {
            case CatalogResult.Invalid invalid -> {
                listener.refused(invalid.problems());
                yield new CatalogHolder(source, loader, Catalog.EMPTY, invalid, listener).watching(every);
            }
            case CatalogResult.Loaded loaded ->
                new CatalogHolder(source, loader, loaded.catalog(), loaded, listener).watching(every);
        };
    }

    private CatalogHolder watching(Duration wanted) {
        Duration every = source.lookEvery(wanted);
        if (every.isPositive()) {
            var _ = watcher.scheduleWithFixedDelay(
                    this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    private void look() {
        try {
            reload();
        } catch (RuntimeException e) { // a listener's trouble must not end the watch
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    @Override
    public Catalog get() {
        return current;
    }

    /** What is wrong with the folder as it is now; empty when the catalogue in force is what is in it. */
    public List<Problem> problems() {
        return newest instanceof CatalogResult.Invalid invalid ? invalid.problems() : List.of();
    }

    /** Looks now. */
    public synchronized void reload() {
        var unreadable = new Problems();
        CatalogFolder files = source.read(unreadable);
        List<Problem> notRead = unreadable.sorted();
        if (files.hash().equals(newest.version()) && notRead.equals(newestNotRead)) {
            return;
        }
        newestNotRead = notRead;
        CatalogResult result = loader.load(files, unreadable);
        newest = result;
        switch (result) {
            case CatalogResult.Invalid invalid -> listener.refused(invalid.problems());
            case CatalogResult.Loaded loaded -> replace(loaded.catalog());
        }
    }

    private void replace(Catalog now) {
        Catalog before = current;
        if (!before.version().equals(now.version())) {
            current = now;
            listener.replaced(now, before);
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
