package dev.firebreak.backtest;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signals of a day that never was. */
final class Recording {
    /** A Saturday. */
    static final Instant START = Instant.parse("2026-03-07T12:00:00Z");

    private final List<Signal> signals = new ArrayList<>();

    static Catalog catalog(String name) {
        CatalogResult result = CatalogLoader.standard().load(Path.of("src/test/resources", name));
        if (result instanceof CatalogResult.Loaded loaded) {
            return loaded.catalog();
        }
        throw new IllegalStateException(result.toString());
    }

    Recording fires(Duration after, String name, String service) {
        return add(after, name, service, name + "-" + service, null);
    }

    Recording fires(Duration after, String name, String service, String fingerprint) {
        return add(after, name, service, fingerprint, null);
    }

    Recording ends(Duration after, String name, String service) {
        return add(after, name, service, name + "-" + service, START.plus(after));
    }

    private Recording add(Duration after, String name, String service, String fingerprint, @Nullable Instant endsAt) {
        int number = signals.size() + 1;
        Instant at = START.plus(after);
        signals.add(new Signal.AlertReceived(
                new EventId(new UUID(0x7000, number)),
                new Alert(
                        new AlertId(new UUID(0x7000, number)),
                        "delivery-" + number,
                        "prometheus",
                        "alert",
                        endsAt == null ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                        name,
                        Severity.CRITICAL,
                        fingerprint,
                        service,
                        null,
                        "production",
                        null,
                        name + " on " + service,
                        null,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        endsAt == null ? at : START,
                        endsAt,
                        at)));
        return this;
    }

    List<Signal> signals() {
        return signals.stream().sorted(Comparator.comparing(Signal::receivedAt)).toList();
    }

    Comparison compare(@Nullable String baseline, String candidate, Assumptions assumptions) {
        Backtest backtest = new Backtest(baseline == null ? null : catalog(baseline), catalog(candidate), assumptions);
        signals().forEach(backtest::take);
        return backtest.compare();
    }

    Outcome outcome(String catalog) {
        return compare(null, catalog, Assumptions.STANDARD).candidate();
    }

    /** One that shows something of everything. */
    static Recording ofADay() {
        Recording day = new Recording()
                .fires(minutes(0), "BreakerOpen", "web")
                .ends(minutes(3), "BreakerOpen", "web")
                .fires(minutes(20), "BreakerOpen", "web")
                .fires(minutes(200), "SlowQueries", "database")
                .fires(Duration.ofHours(15), "SlowQueries", "database", "late");
        for (int i = 0; i < 3; i++) {
            day.fires(minutes(60).plusSeconds(i), "Errors", "api", "error-" + i);
        }
        for (int i = 0; i < 6; i++) {
            day.fires(minutes(120).plusSeconds(i), "Errors", "search", "search-" + i);
        }
        return day.fires(minutes(300), "Strange <b>*thing*</b>", "mail").fires(minutes(301), "Errors", "nobody");
    }

    static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
