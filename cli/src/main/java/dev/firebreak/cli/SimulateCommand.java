package dev.firebreak.cli;

import dev.firebreak.backtest.Outcome;
import dev.firebreak.backtest.RecordingException;
import dev.firebreak.backtest.Scenario;
import dev.firebreak.backtest.ScenarioFile;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import dev.firebreak.model.wire.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "simulate",
        description = "Tell what would happen in a scenario; nothing is called, nobody is told.",
        footer = {"", "See docs/backtest.md."})
final class SimulateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @SuppressWarnings("NullAway.Init")
    @Parameters(paramLabel = "SCENARIO", description = "a file of alerts and reactions, YAML")
    private Path scenario;

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description = "the catalogue (default: FIREBREAK_CATALOG, or ./runbooks)")
    private @Nullable Path catalog;

    @Option(names = "--json", description = "the story and what it comes to as JSON")
    private boolean json;

    SimulateCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path folder = environment.catalog(Optional.ofNullable(catalog));
        return switch (CatalogLoader.standard().load(folder)) {
            case CatalogResult.Loaded loaded -> {
                List<String> story = new ArrayList<>();
                Outcome outcome = read().tell(loaded.catalog(), story::add);
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
