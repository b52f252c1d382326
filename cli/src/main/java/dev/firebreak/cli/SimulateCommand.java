package dev.firebreak.cli;

import dev.firebreak.backtest.Outcome;
import dev.firebreak.backtest.RecordingException;
import dev.firebreak.backtest.Scenario;
import dev.firebreak.backtest.ScenarioFile;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import dev.firebreak.model.alert.Drill;
import dev.firebreak.model.wire.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "simulate",
        description = {
            "Tell what would happen in a scenario; nothing is called, nobody is told.",
            "With --against: a game day. Its alerts go to a running Firebreak, marked as a drill: nobody is paged,",
            "automation only says what it would do, and it ends by itself."
        },
        footer = {"", "See docs/backtest.md."})
final class SimulateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;
    private final InstantSource clock;

    @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "a file of alerts and reactions, YAML")
    private @Nullable Path scenario;

    @Option(
            names = "--against",
            paramLabel = "URL",
            description = "the incident API of a running Firebreak; tells what would be sent unless --yes")
    private @Nullable URI against;

    @Option(names = "--yes", description = "send it")
    private boolean yes;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "what the drill is called (default: the file's name and the time)")
    private @Nullable String name;

    @Option(names = "--end", paramLabel = "NAME", description = "end this drill now instead")
    private @Nullable String end;

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description = "the catalogue (default: FIREBREAK_CATALOG, or ./runbooks)")
    private @Nullable Path catalog;

    @Option(names = "--json", description = "the story and what it comes to as JSON")
    private boolean json;

    SimulateCommand(Terminal terminal, Environment environment, InstantSource clock) {
        this.terminal = terminal;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (end != null) {
            return end(end);
        }
        Scenario read = read();
        return against == null ? tell(read) : gameDay(read, against);
    }

    private int gameDay(Scenario read, URI url) {
        Api api = Api.incidents(environment, Optional.of(url));
        var day = new GameDay(terminal, api, clock, drill(name == null ? usualName() : name), read, json);
        if (yes) {
            day.play();
        } else {
            day.announce();
        }
        return ExitCode.DONE;
    }

    private int end(String drill) {
        JsonNode ended = Api.incidents(environment, Optional.ofNullable(against))
                .send("POST", "/api/drills/" + drill(drill).name() + "/end", Map.of());
        terminal.say(
                json
                        ? ended.toString()
                        : "Drill " + drill + " is over; it had "
                                + ended.path("incidents").asLong() + " open incidents.");
        return ExitCode.DONE;
    }

    private static Drill drill(String name) {
        try {
            return new Drill(name);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Terminal.plain(String.valueOf(e.getMessage())));
        }
    }

    /** Another one each time, so that a drill never goes on in one that is over. */
    private String usualName() {
        String file = String.valueOf(scenario == null ? "" : scenario.getFileName());
        String words =
                file.toLowerCase(Locale.ROOT).replaceFirst("\\.ya?ml$", "").replaceAll("[^a-z0-9]+", "-");
        return words.substring(0, Math.min(25, words.length())) + "-"
                + Long.toString(clock.instant().toEpochMilli(), 36);
    }

    private int tell(Scenario read) {
        Path folder = environment.catalog(Optional.ofNullable(catalog));
        return switch (CatalogLoader.standard().load(folder)) {
            case CatalogResult.Loaded loaded -> {
                List<String> story = new ArrayList<>();
                Outcome outcome = read.tell(loaded.catalog(), story::add);
                show(story, outcome);
                yield ExitCode.DONE;
            }
            case CatalogResult.Invalid invalid -> {
                invalid.problems().forEach(problem -> terminal.warn(Terminal.plain(problem.toString())));
                throw new CommandFailure(ExitCode.REFUSED, folder + " is not valid");
            }
        };
    }

    private Scenario read() {
        if (scenario == null) {
            throw new CommandFailure(ExitCode.USAGE, "name the scenario's file, or a drill to --end");
        }
        try {
            return ScenarioFile.read(environment.workingFolder().resolve(scenario));
        } catch (RecordingException e) {
            throw new CommandFailure(ExitCode.USAGE, Terminal.plain(String.valueOf(e.getMessage())));
        }
    }

    private void show(List<String> story, Outcome outcome) {
        if (json) {
            terminal.say(Wire.JSON.writeValueAsString(Map.of("story", story, "outcome", outcome)));
            return;
        }
        story.forEach(line -> terminal.say(Terminal.plain(line)));
        terminal.say(outcome.incidents() + " incidents, " + outcome.pages() + " pages, " + outcome.messages()
                + " Slack messages, " + outcome.done() + " actions, " + outcome.refused() + " refused");
    }
}
