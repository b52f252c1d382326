package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.remediation.DryRun;
import dev.firebreak.model.remediation.DryRunFact;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.planning.MadeUpIncident;
import dev.firebreak.remediation.planning.Scopes;
import dev.firebreak.remediation.trust.TrustStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Says what a runbook would do, as if its incident had just begun. Runs beside the commands, which must not wait for
 * checks; one that a restart loses is asked for again.
 */
@Component
public class DryRuns {
    private static final Logger LOG = LoggerFactory.getLogger(DryRuns.class);
    private static final int AT_ONCE = 2;
    private static final int MAX_WAITING = 100;

    private final Supplier<Catalog> catalogs;
    private final Rehearsal rehearsal;
    private final TrustStore trust;
    private final DatabaseClient database;
    private final Transactions transactions;
    private final EventLog eventLog;
    private final InstantSource clock;
    private final Sinks.Many<Command.TryRunbook> asked =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_WAITING));

    DryRuns(
            Supplier<Catalog> catalogs,
            Rehearsal rehearsal,
            TrustStore trust,
            DatabaseClient database,
            Transactions transactions,
            EventLog eventLog,
            InstantSource clock) {
        this.catalogs = catalogs;
        this.rehearsal = rehearsal;
        this.trust = trust;
        this.database = database;
        this.transactions = transactions;
        this.eventLog = eventLog;
        this.clock = clock;
        asked.asFlux().flatMap(this::answer, AT_ONCE).subscribe();
    }

    /** Answers later, by a fact; what is too much is let go of and told. */
    public void ask(Command.TryRunbook command) {
        synchronized (asked) {
            if (asked.tryEmitNext(command).isFailure()) {
                LOG.atWarn().addKeyValue("dryRun", command.dryRun()).log("too many dry runs at once");
            }
        }
    }

    private Mono<Void> answer(Command.TryRunbook command) {
        Catalog catalog = catalogs.get();
        return run(command, catalog)
                .flatMap(report -> transactions.commit(Mono.defer(() -> eventLog.append(
                        Entry.of(new DryRunFact(EventId.next(), clock.instant(), command.actor(), report))))))
                .onErrorResume(Exception.class, e -> {
                    LOG.atError()
                            .addKeyValue("dryRun", command.dryRun())
                            .setCause(e)
                            .log("a dry run broke off");
                    return Mono.empty();
                });
    }

    private Mono<DryRun> run(Command.TryRunbook command, Catalog catalog) {
        Optional<Runbook> runbook = catalog.runbook(command.system(), command.runbook());
        if (runbook.isEmpty()) {
            return Mono.just(report(
                    command,
                    catalog,
                    null,
                    List.of(),
                    "there is no runbook " + command.system() + "/" + command.runbook()));
        }
        Instant now = clock.instant();
        IncidentId id = command.incidentId();
        Mono<Incident> incident = id == null
                ? Mono.justOrEmpty(Optional.ofNullable(command.alert())
                        .flatMap(alert -> MadeUpIncident.of(catalog, runbook.get(), alert, now)))
                : find(id);
        return incident.flatMap(it -> rehearse(command, catalog, runbook.get(), it, now))
                .defaultIfEmpty(report(
                        command,
                        catalog,
                        null,
                        List.of(),
                        id == null ? "no service of the system identifies the alert" : "there is no incident " + id));
    }

    private Mono<DryRun> rehearse(
            Command.TryRunbook command, Catalog catalog, Runbook runbook, Incident incident, Instant now) {
        return Scopes.of(catalog, incident)
                .filter(scopes -> scopes.system().name().equals(runbook.ref().system()))
                .map(scopes -> trust.of(runbook.ref())
                        .flatMap(earned -> {
                            Remediation remediation = new Remediation(
                                    RemediationId.next(),
                                    incident.id(),
                                    runbook.ref(),
                                    incident.service(),
                                    catalog.version(),
                                    RemediationState.RUNNING,
                                    InitialSteps.of(runbook, earned),
                                    now,
                                    null);
                            Held held = new Held(
                                    remediation,
                                    0,
                                    Progress.NONE,
                                    0,
                                    0,
                                    incident,
                                    true,
                                    now,
                                    null,
                                    null,
                                    Map.of(),
                                    earned,
                                    null,
                                    now,
                                    0);
                            return rehearsal.run(
                                    held, new View(scopes, runbook, catalog.version()), command.runChecks());
                        })
                        .map(steps -> report(command, catalog, incident.service(), steps, null)))
                .orElseGet(() -> Mono.just(report(
                        command,
                        catalog,
                        null,
                        List.of(),
                        "incident " + incident.number() + " is about " + incident.system() + "/" + incident.service()
                                + ", not about a service of " + runbook.ref().system())));
    }

    private Mono<Incident> find(IncidentId id) {
        return database.sql("SELECT snapshot::text AS snapshot FROM incident_view WHERE incident_id = :id")
                .bind("id", id.value())
                .map(row ->
                        Wire.JSON.readValue(Objects.requireNonNull(row.get("snapshot", String.class)), Incident.class))
                .one();
    }

    private static DryRun report(
            Command.TryRunbook command,
            Catalog catalog,
            @Nullable String service,
            List<DryRun.Planned> steps,
            @Nullable String problem) {
        return new DryRun(
                command.dryRun(),
                command.system(),
                command.runbook(),
                service,
                catalog.version(),
                command.runChecks(),
                steps,
                problem);
    }
}
