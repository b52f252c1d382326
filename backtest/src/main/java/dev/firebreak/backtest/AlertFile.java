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
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8), 1 << 16)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    signals.accept(parse(file, number, line));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new RecordingException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    private static Signal parse(Path file, long line, String text) {
        try {
            return Wire.JSON.readValue(text, Signal.class);
        } catch (JacksonException e) {
            throw new RecordingException(
                    file + ":" + line
                            + ": found no signal such as {\"type\": \"alert.received.v1\", \"id\": …, \"alert\": …}: "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
