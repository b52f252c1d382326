package dev.firebreak.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process that is started again whenever it ends, as an orchestrator does, until it is closed. */
final class Part implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(40);
    /** Its speed is not what is tried: short starts leave the processors to the others. */
    private static final List<String> JAVA_OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final String name;
    private final ProcessBuilder builder;
    private final Supplier<Stream<ProcessHandle>> others;
    private @Nullable Process process;
    private boolean wanted = true;

    /**
     * @param settings of the environment, in which nothing else of Firebreak's is left
     * @param others processes that belong to it and do not end with it
     */
    Part(
            String name,
            List<String> words,
            Map<String, String> settings,
            Path output,
            Supplier<Stream<ProcessHandle>> others) {
        this.name = name;
        this.others = others;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(words);
        builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(setting -> setting.startsWith("FIREBREAK_"));
        builder.environment().putAll(settings);
    }

    String name() {
        return name;
    }

    synchronized void start() {
        if (!wanted) {
            return;
        }
        try {
            Process started = builder.start();
            process = started;
            var _ = started.onExit().thenRun(this::start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        List<ProcessHandle> beside = others.get().toList();
        current().destroyForcibly();
        beside.forEach(ProcessHandle::destroyForcibly);
    }

    /** Asks it to end, as a rolling restart does; returns when it has. */
    void stop() {
        end(current());
    }

    static void end(Process process) {
        process.destroy();
        awaitEnd(process);
    }

    private synchronized Process current() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    private static void awaitEnd(Process ending) {
        try {
            if (!ending.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                ending.destroyForcibly();
                throw new AssertionError("it did not end within " + GRACE);
            }
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** For good. */
    @Override
    public void close() {
        Process last;
        synchronized (this) {
            wanted = false;
            if (process == null) {
                return;
            }
            last = process;
        }
        kill();
        awaitEnd(last);
    }
}
