package dev.firebreak.cli;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import dev.firebreak.catalog.yaml.Problem;
import dev.firebreak.model.wire.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "validate", description = "Check a folder of runbooks and tell every error at once.")
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "the folder (default: FIREBREAK_CATALOG, or ./runbooks)")
    private @Nullable Path folder;

    @Option(names = "--json", description = "the outcome as JSON")
    private boolean json;

    ValidateCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path catalog = environment.catalog(Optional.ofNullable(folder));
        return switch (CatalogLoader.standard().load(catalog)) {
            case CatalogResult.Loaded loaded -> valid(catalog, loaded.catalog());
            case CatalogResult.Invalid invalid -> invalid(catalog, invalid);
        };
    }

    private int valid(Path folder, Catalog catalog) {
        if (json) {
            terminal.say(Wire.JSON.writeValueAsString(
                    Map.of("valid", true, "version", catalog.version(), "problems", List.of())));
        } else {
            terminal.say(folder + " is valid: " + catalog.systems().size() + " systems, "
                    + catalog.runbooks().size() + " runbooks, "
                    + catalog.checklists().size() + " checklists; version "
                    + catalog.version().substring(0, 12));
        }
        return ExitCode.DONE;
    }

    private int invalid(Path folder, CatalogResult.Invalid invalid) {
        List<Problem> problems = invalid.problems();
        if (json) {
            terminal.say(Wire.JSON.writeValueAsString(
                    Map.of("valid", false, "version", invalid.version(), "problems", problems)));
        } else {
            problems.forEach(problem -> terminal.say(Terminal.plain(problem.toString())));
            terminal.warn(problems.size() + (problems.size() == 1 ? " problem in " : " problems in ") + folder);
        }
        return ExitCode.REFUSED;
    }
}
