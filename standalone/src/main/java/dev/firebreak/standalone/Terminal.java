package dev.firebreak.standalone;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes to the person who started Firebreak: lines that stay, and one line that moves on where a terminal can show it. */
public final class Terminal implements StartProgress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean live;
    private final boolean isUnicode;
    private final String done;
    private final Set<String> starting = new LinkedHashSet<>();

    Terminal(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
        this.isUnicode = out.charset().newEncoder().canEncode('✓');
        this.done = isUnicode ? "✓" : "+";
    }

    static Terminal ofThisProcess() {
        boolean dumb = "dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Terminal(System.out, terminal && !dumb);
    }

    public synchronized void line(String text) {
        clear();
        out.println(text);
        showStarting();
        out.flush();
    }

    @Override
    public synchronized void starting(String part) {
        starting.add(part);
        clear();
        showStarting();
        out.flush();
    }

    @Override
    public synchronized void ready(String part, Duration took) {
        starting.remove(part);
        line(String.format(Locale.ROOT, "  %s %-20s %5.1f s", bold(done), part, took.toMillis() / 1000.0));
    }

    public synchronized void seen(String text) {
        line("  " + bold(done) + " " + text);
    }

    /** What was being started when something failed is of no interest any more. */
    public synchronized void stopWaiting() {
        clear();
        starting.clear();
        out.flush();
    }

    public String bold(String text) {
        return live ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private void clear() {
        if (live) {
            out.print(CLEAR_LINE);
        }
    }

    private void showStarting() {
        if (live && !starting.isEmpty()) {
            out.print("  " + (isUnicode ? "…" : "...") + " " + String.join(", ", starting));
        }
    }
}
