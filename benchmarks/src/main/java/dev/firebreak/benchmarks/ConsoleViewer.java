package dev.firebreak.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page that is open: it is told that it is out of date, and reads itself again, as the console's script does. */
final class ConsoleViewer implements AutoCloseable {
    private static final Pattern OPEN = Pattern.compile("(\\d+) open incident");

    private final ConsoleVisit visit;
    private final Thread thread;
    private final NavigableMap<Integer, Long> shown = new ConcurrentSkipListMap<>();

    ConsoleViewer(ConsoleVisit visit) {
        this.visit = visit;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    /** When it showed that at least so many incidents are open, by {@link System#nanoTime}; null when it has not yet. */
    Map.@Nullable Entry<Integer, Long> shownAt(int open) {
        return shown.tailMap(open, true).firstEntry();
    }

    private void watch() {
        try {
            visit.listen(line -> {
                if (line.equals("event:changed")) {
                    read();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            Matcher open = OPEN.matcher(visit.renewal("/now?page=1"));
            if (open.find()) {
                shown.putIfAbsent(Integer.parseInt(open.group(1)), System.nanoTime());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        visit.close();
    }
}
