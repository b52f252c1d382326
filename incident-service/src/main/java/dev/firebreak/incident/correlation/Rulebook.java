package dev.firebreak.incident.correlation;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Identified;
import dev.firebreak.catalog.Match;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.runbook.AlertThreshold;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.lifecycle.Terms;
import dev.firebreak.incident.threshold.Bucket;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Drill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one version of the catalogue says of alerts.
 *
 * @param observeAtMost shortens every runbook's observation, for demonstrations and tests; null for no cap
 */
public record Rulebook(Catalog catalog, @Nullable Duration observeAtMost) {
    static final Duration REOPEN_WITHIN = Duration.ofMinutes(30);
    static final Duration OBSERVE_FOR = Duration.ofMinutes(15);

    /**
     * The first runbook that matches decides. Without one an alert of a known service still gets an incident when it
     * says that harm is done: a person must look at what nobody wrote a runbook for.
     */
    public Verdict judge(Alert alert, Instant now) {
        List<Match> matches = catalog.match(alert, now);
        if (!matches.isEmpty()) {
            return new Verdict.Applies(withRunbook(alert, matches.getFirst(), now));
        }
        Optional<Identified> identified = catalog.service(alert);
        if (identified.isEmpty()) {
            return new Verdict.Left("unknown-service", "no service of the catalogue identifies it");
        }
        if (alert.severity().isWorseThan(Severity.WARNING)) {
            return new Verdict.Applies(withoutRunbook(alert, identified.get()));
        }
        return new Verdict.Left(
                "no-runbook",
                "no runbook matches, and severity " + alert.severity().word() + " alone opens no incident");
    }

    /** The thresholds that count this alert as a good one. */
    List<Observation> observations(Alert alert, Instant now) {
        return catalog.counting(alert, now).stream()
                .map(counted -> {
                    String key = Drill.markedLike(
                            alert.fingerprint(), counted.runbook().correlationKey(alert, counted.service()));
                    String name = counted.runbook().ref().name();
                    return new Observation(
                            key,
                            name,
                            Ruling.counter(name, key),
                            counted.runbook().threshold(),
                            Bucket.good(alert));
                })
                .toList();
    }

    private Ruling withRunbook(Alert alert, Match match, Instant now) {
        Runbook runbook = match.runbook();
        SystemDefinition system = match.system();
        ServiceDefinition service = match.service();
        Scope scope = Scope.builder(now).service(system, service).alert(alert).build();
        return new Ruling(
                system,
                service,
                runbook.ref(),
                runbook.level(scope),
                Drill.markedLike(alert.fingerprint(), runbook.correlationKey(alert, service)),
                runbook.threshold(),
                new Terms(capped(runbook.observeFor()), runbook.reopenWithin()),
                "runbook " + runbook.ref().name() + ": " + match.because().source(),
                catalog.version());
    }

    private Ruling withoutRunbook(Alert alert, Identified identified) {
        SystemDefinition system = identified.system();
        ServiceDefinition service = identified.service();
        return new Ruling(
                system,
                service,
                null,
                system.levelFor(alert.severity()),
                Drill.markedLike(
                        alert.fingerprint(), system.name() + "/service=" + service.name() + "/alert=" + alert.name()),
                AlertThreshold.Count.FIRST,
                new Terms(capped(OBSERVE_FOR), REOPEN_WITHIN),
                "no runbook matches; severity " + alert.severity().word() + " needs a person",
                catalog.version());
    }

    private Duration capped(Duration observeFor) {
        return observeAtMost == null || observeFor.compareTo(observeAtMost) <= 0 ? observeFor : observeAtMost;
    }
}
