package dev.firebreak.standalone.demo;

import dev.firebreak.standalone.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the story, and believes nothing that it has not seen. */
final class Narrator {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

    private final Terminal terminal;
    private final long began = System.nanoTime();
    private int seen;

    Narrator(Terminal terminal) {
        this.terminal = terminal;
    }

    void chapter(String title) {
        terminal.line("");
        terminal.line(terminal.bold(title));
    }

    void tell(String text) {
        terminal.line("          " + text);
    }

    /**
     * Looks again and again until there is something to see.
     *
     * @param look what was seen, for people; empty while there is nothing yet
     * @throws NotSeenException when there is nothing in time
     */
    void see(String what, Duration within, Supplier<Optional<String>> look) {
        long started = System.nanoTime();
        terminal.starting(what);
        try {
            while (true) {
                Optional<String> found = look.get();
                if (found.isPresent()) {
                    seen++;
                    terminal.seen(String.format(Locale.ROOT, "%6.1f s  %s: %s", seconds(began), what, found.get()));
                    return;
                }
                if (System.nanoTime() - started > within.toNanos()) {
                    throw new NotSeenException(what + ": not seen within " + within.toSeconds() + " s");
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeenException(what + ": interrupted");
        } finally {
            terminal.stopWaiting();
        }
    }

    int stepsSeen() {
        return seen;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
