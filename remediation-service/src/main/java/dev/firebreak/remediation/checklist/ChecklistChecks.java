package dev.firebreak.remediation.checklist;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.UnresolvedException;
import dev.firebreak.catalog.runbook.Checklist;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.ChecklistFact;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Checks;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.planning.MadeUpIncident;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Makes the checks of a checklist and tells what they saw. Runs beside the commands, which must not wait for checks; whoever
 * hears nothing asks again.
 */
@Component
public class ChecklistChecks {
    private static final Logger LOG = LoggerFactory.getLogger(ChecklistChecks.class);
    private static final int MAX_WAITING = 100;
    private static final int AT_ONCE = 4;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Supplier<Catalog> catalogs;
    private final Checks checks;
    private final Transactions transactions;
    private final EventLog eventLog;
    private final InstantSource clock;
    private final Sinks.Many<Command.CheckChecklist> asked =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_WAITING));

    ChecklistChecks(
            Supplier<Catalog> catalogs,
            Checks checks,
            Transactions transactions,
            EventLog eventLog,
            InstantSource clock) {
        this.catalogs = catalogs;
        this.checks = checks;
        this.transactions = transactions;
        this.eventLog = eventLog;
        this.clock = clock;
        asked.asFlux().concatMap(this::answer).subscribe();
    }

    /** Answers later, by a fact; what is too much is let go of and told. */
    public void ask(Command.CheckChecklist command) {
        synchronized (asked) {
            if (asked.tryEmitNext(command).isFailure()) {
                LOG.atWarn().addKeyValue("checklist", command.checklist()).log("too many checklists at once");
            }
        }
    }

    private Mono<Void> answer(Command.CheckChecklist command) {
        return looks(command)
                .flatMap(looks -> transactions.commit(Mono.defer(() -> eventLog.append(
                        List.of(Entry.of(new ChecklistFact(EventId.next(), clock.instant(), command.post(), looks)))))))
                .onErrorResume(Exception.class, e -> {
                    LOG.atError()
                            .addKeyValue("checklist", command.checklist())
                            .setCause(e)
                            .log("the checks of a checklist broke off");
                    return Mono.empty();
                });
    }

    private Mono<List<ChecklistFact.Look>> looks(Command.CheckChecklist command) {
        Catalog catalog = catalogs.get();
        Instant now = clock.instant();
        return Flux.fromIterable(catalog.checklists())
                .filter(it -> it.system().equals(command.system()) && it.name().equals(command.checklist()))
                .concatMap(checklist -> Flux.fromIterable(checklist.checks())
                        .flatMapSequential(
                                item -> Mono.justOrEmpty(catalog.system(checklist.system()))
                                        .flatMap(system -> look(system, item, now))
                                        .map(found ->
                                                new ChecklistFact.Look(item.text(), found.isOk(), found.summary())),
                                AT_ONCE))
                .collectList();
    }

    private Mono<Finding> look(SystemDefinition system, Checklist.CheckedItem item, Instant now) {
        Check check = checks.find(item.check()).orElse(null);
        if (check == null) {
            return Mono.just(Finding.notOk("this version of Firebreak has no check " + item.check()));
        }
        StepRequest request;
        try {
            request = request(system, item, now);
        } catch (UnresolvedException e) {
            return Mono.just(Finding.notOk("cannot look: " + e.getMessage()));
        }
        return Mono.defer(() -> check.look(request))
                .timeout(LONGEST, Mono.just(Finding.notOk("no answer in " + LONGEST.toSeconds() + " s")))
                .onErrorResume(Exception.class, e -> {
                    LOG.atError().setCause(e).log("check {} failed unexpectedly", item.check());
                    return Mono.just(Finding.notOk(
                            "an error in Firebreak: " + e.getClass().getSimpleName()));
                });
    }

    /**
     * A checklist belongs to a system: its targets may be of any service, so the first that has them all is it.
     *
     * @throws UnresolvedException when no service has
     */
    private static StepRequest request(SystemDefinition system, Checklist.CheckedItem item, Instant now) {
        UnresolvedException missing = new UnresolvedException("system " + system.name() + " has no service");
        for (ServiceDefinition service : system.services()) {
            try {
                Incident incident = MadeUpIncident.of(system, service, item.text(), now);
                Scope scope = Scope.builder(now)
                        .incident(incident)
                        .service(system, service)
                        .build();
                return new StepRequest(item.with().render(scope, system, service), incident, system.prometheus());
            } catch (UnresolvedException e) {
                missing = e;
            }
        }
        throw missing;
    }
}
