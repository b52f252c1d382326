package dev.firebreak.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What happened, for other tools. */
@Command(
        name = "export",
        description = "Incidents as a table or JSON, post-mortems as files, alerts for a backtest.",
        synopsisSubcommandLabel = "COMMAND")
final class ExportCommand {
    private ExportCommand() {}

    static CommandLine commands(Terminal terminal, Environment environment, InstantSource clock) {
        return new CommandLine(new ExportCommand())
                .addSubcommand(new Incidents(terminal, environment, clock))
                .addSubcommand(new Postmortems(terminal, environment, clock))
                .addSubcommand(new ExportAlertsCommand(terminal, environment, clock));
    }

    enum Format {
        CSV,
        JSON,
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Command(name = "incidents", description = "Incidents, newest first, to standard output.")
    static final class Incidents implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;
        private final InstantSource clock;

        @Mixin
        private final Remote remote = new Remote();

        @Mixin
        private final Selection selection = new Selection();

        @Option(
                names = "--format",
                paramLabel = "WORD",
                description = "${COMPLETION-CANDIDATES} (csv; json with --json)")
        private @Nullable Format format;

        Incidents(Terminal terminal, Environment environment, InstantSource clock) {
            this.terminal = terminal;
            this.environment = environment;
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Format usual = remote.isJson() ? Format.JSON : Format.CSV;
            IncidentTable table = switch (format == null ? usual : format) {
                case CSV -> new IncidentTable.Csv(terminal);
                case JSON -> new IncidentTable.Json(terminal);
                case MARKDOWN -> new IncidentTable.Markdown(terminal);
            };
            table.begin();
            selection.each(remote.api(environment), clock.instant(), terminal, table::row);
            table.end();
            return ExitCode.DONE;
        }
    }

    @Command(name = "postmortems", description = "The post-mortem of each incident, kept or drafted, as a file.")
    static final class Postmortems implements Callable<Integer> {
        private final Terminal terminal;
        private final Environment environment;
        private final InstantSource clock;

        @Mixin
        private final Remote remote = new Remote();

        @Mixin
        private final Selection selection = new Selection();

        @Option(
                names = "--into",
                paramLabel = "DIR",
                required = true,
                description = "the folder; files of the same name are written over")
        private Path into = Path.of("");

        Postmortems(Terminal terminal, Environment environment, InstantSource clock) {
            this.terminal = terminal;
            this.environment = environment;
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Path folder = environment.workingFolder().resolve(into);
            Api api = remote.api(environment);
            int count = selection.each(api, clock.instant(), terminal, incident -> write(api, folder, incident));
            terminal.say(
                    remote.isJson()
                            ? "{\"postmortems\":" + count + "}"
                            : "Wrote " + count + (count == 1 ? " post-mortem" : " post-mortems") + " to " + folder);
            return ExitCode.DONE;
        }

        private static void write(Api api, Path folder, JsonNode incident) {
            String number = Long.toString(incident.path("number").asLong());
            String text = api.markdown("/api/incidents/" + number + "/postmortem");
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("incident-" + number + ".md"), text, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.USAGE, "cannot write to " + folder + ": " + e);
            }
        }
    }
}
