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
import dev.firebreak.model.alert.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backtest",
        description = "What a catalogue would have made of recorded alerts, compared with another one.",
        footer = {"", "Ends with 5 when a bound of --fail-on is crossed. See docs/backtest.md."})
final class BacktestCommand implements Callable<Integer> {
    enum Format {
        text,
        json,
        markdown,
        html
    }

    private final Terminal terminal;
    private final Environment environment;
    private final InstantSource clock;

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description =
                    "recorded alerts, NDJSON or NDJSON in gzip; or --since and --from for those of a running Firebreak")
    private @Nullable Path alerts;

    @Mixin
    private final RecordedAlerts recorded = new RecordedAlerts();

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "where they were recorded (default: FIREBREAK_URL, or http://127.0.0.1:8080)")
    private @Nullable URI from;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            arity = "0..1",
            interactive = true,
            description = "for --from (default: FIREBREAK_TOKEN); asked for when it is left out here")
    private @Nullable String token;

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

    BacktestCommand(Terminal terminal, Environment environment, InstantSource clock) {
        this.terminal = terminal;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        boolean isRemote = recorded.isAsked() || from != null;
        if (isRemote == (alerts != null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "which alerts? Either --alerts FILE, or --since 30d --from URL of a running Firebreak");
        }
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
        var progress = new RecordedAlerts.Progress(terminal, "signals");
        Consumer<Signal> signals = signal -> {
            backtest.take(signal);
            progress.one(Optional.of(signal.receivedAt()));
        };
        try {
            if (alerts == null) {
                replay(signals);
            } else {
                AlertFile.read(environment.workingFolder().resolve(alerts), signals);
            }
        } catch (RecordingException e) {
            boolean isBroken = alerts == null && e.getCause() instanceof IOException;
            throw new CommandFailure(
                    isBroken ? ExitCode.UNREACHABLE : ExitCode.USAGE,
                    (isBroken ? "broken off after " + progress.done() + " signals: " : "")
                            + Terminal.plain(String.valueOf(e.getMessage())));
        } finally {
            progress.end();
        }
    }

    private void replay(Consumer<Signal> signals) {
        Api api = Api.incidents(environment, Optional.ofNullable(from), Optional.ofNullable(token));
        try (InputStream lines = recorded.open(api, clock.instant(), terminal)) {
            AlertFile.read(api.base() + "/api/alerts/export", lines, signals);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, "cannot end reading from " + api.base() + ": " + e);
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
}
