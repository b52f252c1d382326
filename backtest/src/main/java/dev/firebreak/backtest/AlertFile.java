package dev.firebreak.backtest;

import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;

/**
 * Recorded signals: one JSON object a line, as {@code firebreak.alerts} carries them, oldest first; gzip by the name's
 * end. Empty lines are left out. Read as a stream, so that its size does not matter.
 */
public final class AlertFile {
    private AlertFile() {}

    /** @throws RecordingException that says where a line is no signal, or why the file cannot be read */
    public static void read(Path file, Consumer<Signal> signals) {
        try (InputStream bytes = open(file)) {
            read(file.toString(), bytes, signals);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * @param name of where it comes from, for messages
     * @throws RecordingException as with a file; its cause is an {@link IOException} when it broke off
     */
    public static void read(String name, InputStream bytes, Consumer<Signal> signals) {
        Ahead.read(items -> parse(name, bytes, items), signals);
    }

    private static void parse(String name, InputStream bytes, Consumer<Signal> signals) {
        try {
            var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    signals.accept(parse(name, number, line));
                }
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        } catch (UncheckedIOException e) {
            throw unreadable(name, e);
        }
    }

    private static RecordingException unreadable(String name, Exception problem) {
        return new RecordingException(name + ": cannot be read: " + problem.getMessage(), problem);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    private static Signal parse(String name, long line, String text) {
        try {
            return Wire.JSON.readValue(text, Signal.class);
        } catch (JacksonException e) {
            throw new RecordingException(
                    name + ":" + line
                            + ": found no signal such as {\"type\": \"alert.received.v1\", \"id\": …, \"alert\": …}: "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
