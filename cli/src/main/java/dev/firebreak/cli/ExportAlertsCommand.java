package dev.firebreak.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

/** The lines of {@code /api/alerts/export} as they are. A file is there when it is whole. */
@Command(name = "alerts", description = "Recorded alerts, oldest first, one JSON object a line: what a backtest reads.")
final class ExportAlertsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;
    private final InstantSource clock;

    @Mixin
    private final Remote remote = new Remote();

    @Mixin
    private final RecordedAlerts recorded = new RecordedAlerts();

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description = "written over; gzip when its name ends in .gz (standard output)")
    private @Nullable Path into;

    ExportAlertsCommand(Terminal terminal, Environment environment, InstantSource clock) {
        this.terminal = terminal;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Api api = remote.api(environment);
        try (InputStream body = recorded.open(api, clock.instant(), terminal)) {
            var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), 1 << 16);
            if (into == null) {
                copy(api, lines, terminal.out());
                terminal.out().flush();
            } else {
                write(api, lines, environment.workingFolder().resolve(into));
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, "cannot end reading from " + api.base() + ": " + e);
        }
        return ExitCode.DONE;
    }

    private void write(Api api, BufferedReader lines, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            long count;
            try (Writer to = new BufferedWriter(new OutputStreamWriter(open(part, file), StandardCharsets.UTF_8))) {
                count = copy(api, lines, to);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            terminal.say(
                    remote.isJson()
                            ? JsonNodeFactory.instance
                                    .objectNode()
                                    .put("signals", count)
                                    .put("file", file.toString())
                                    .toString()
                            : "Wrote " + count + (count == 1 ? " signal" : " signals") + " to " + file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot write to " + file + ": " + e);
        }
    }

    private static OutputStream open(Path part, Path file) throws IOException {
        OutputStream bytes = Files.newOutputStream(part);
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
    }

    /** Answers how many; what fails here is the writing. */
    private long copy(Api api, BufferedReader lines, Writer to) throws IOException {
        var progress = new RecordedAlerts.Progress(terminal, "signals");
        try {
            for (String line = next(api, lines, progress); line != null; line = next(api, lines, progress)) {
                to.write(line);
                to.write('\n');
                progress.one(Optional.empty());
            }
        } finally {
            progress.end();
        }
        return progress.done();
    }

    private static @Nullable String next(Api api, BufferedReader lines, RecordedAlerts.Progress progress) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "broken off after " + progress.done() + " signals from " + api.base() + ": " + e.getMessage());
        }
    }
}
