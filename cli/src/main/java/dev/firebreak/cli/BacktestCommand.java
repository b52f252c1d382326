package dev.firebreak.cli;

import dev.firebreak.backtest.AlertFile;
import dev.firebreak.backtest.Assumptions;
import dev.firebreak.backtest.Backtest;
import dev.firebreak.backtest.Bound;
import dev.firebreak.backtest.Comparison;
import dev.firebreak.backtest.HtmlReport;
import dev.firebreak.backtest.RecordingException;
import dev.firebreak.backtest.Reports;
import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "backtest",
        description = "What a catalogue would have made of recorded alerts, compared with another one.",
        footer = {"", "Ends with 5 when a bound of --fail-on is crossed. See docs/backtest.md."})
final class BacktestCommand implements Callable<Integer> {
    private static final int PROGRESS_EVERY = 50_000;

    enum Format {
        text,
        json,
        markdown,
        html
    }

    private final Terminal terminal;
    private final Environment environment;

    @SuppressWarnings("NullAway.Init")
    @Option(
            names = "--alerts",
            required = true,
            paramLabel = "FILE",
            description = "recorded alerts, NDJSON or NDJSON in gzip")
    private Path alerts;

    @Option(
            names = "--candidate",
            paramLabel = "DIR",
            description = "the catalogue to try (default: FIREBREAK_CATALOG, or ./runbooks)")
    private @Nullable Path candidate;

    @Option(names = "--baseline", paramLabel = "DIR", description = "the catalogue to compare it with")
    private @Nullable Path baseline;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Option(names = "--json", description = "the same as --format json")
    private boolean json;

    @Option(
            names = "--fail-on",
            paramLabel = "BOUND",
            description = "end with 5 when it holds, such as 'pages > +10%%' or 'missed > 0'; may be repeated")
    private List<String> failOn = new ArrayList<>();

    @Option(
            names = "--bad",
            paramLabel = "CHECK",
            description = "a check step, or a type of check, that finds something bad")
    private Set<String> bad = Set.of();

    @Option(
            names = "--failing",
            paramLabel = "ACTION",
            description = "an action step, or a type of action, that does not help")
    private Set<String> failing = Set.of();

    @Option(names = "--approved", description = "people say yes at once when they are asked")
    private boolean approved;

    BacktestCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<Bound> bounds = failOn.stream().map(BacktestCommand::bound).toList();
        var backtest = new Backtest(
                baseline == null ? null : load(baseline),
                load(environment.catalog(Optional.ofNullable(candidate))),
                new Assumptions(bad, failing, approved));
        replay(backtest);
        Comparison comparison = backtest.compare();
        terminal.say(report(comparison).stripTrailing());
        return isCrossed(bounds, comparison) ? ExitCode.BOUND_CROSSED : ExitCode.DONE;
    }

    private void replay(Backtest backtest) {
        var progress = new Progress();
        try {
            AlertFile.read(environment.workingFolder().resolve(alerts), signal -> {
                backtest.take(signal);
                progress.one();
            });
        } catch (RecordingException e) {
            throw new CommandFailure(ExitCode.USAGE, Terminal.plain(String.valueOf(e.getMessage())));
        } finally {
            progress.end();
        }
    }

    private String report(Comparison comparison) {
        return switch (json ? Format.json : format) {
            case text -> Terminal.plainLines(Reports.text(comparison));
            case json -> Reports.json(comparison);
            case markdown -> Reports.markdown(comparison);
            case html -> HtmlReport.of(comparison);
        };
    }

    private boolean isCrossed(List<Bound> bounds, Comparison comparison) {
        boolean isCrossed = false;
        for (int i = 0; i < bounds.size(); i++) {
            try {
                if (bounds.get(i).isCrossedBy(comparison)) {
                    terminal.warn("firebreak: crossed: " + failOn.get(i));
                    isCrossed = true;
                }
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.USAGE, "--fail-on: " + e.getMessage());
            }
        }
        return isCrossed;
    }

    private static Bound bound(String text) {
        try {
            return Bound.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--fail-on: " + e.getMessage());
        }
    }

    private Catalog load(Path folder) {
        Path place = environment.workingFolder().resolve(folder);
        return switch (CatalogLoader.standard().load(place)) {
            case CatalogResult.Loaded loaded -> loaded.catalog();
            case CatalogResult.Invalid invalid -> {
                invalid.problems().forEach(problem -> terminal.warn(Terminal.plain(problem.toString())));
                throw new CommandFailure(ExitCode.REFUSED, place + " is not valid");
            }
        };
    }

    /** Only for somebody who looks. */
    private final class Progress {
        private long done;

        void one() {
            if (++done % PROGRESS_EVERY == 0 && terminal.colour()) {
                terminal.err().print("\r" + done + " signals");
                terminal.err().flush();
            }
        }

        void end() {
            if (done >= PROGRESS_EVERY && terminal.colour()) {
                terminal.err().print("\r                    \r");
                terminal.err().flush();
            }
        }
    }
}
