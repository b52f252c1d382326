package dev.firebreak.incident.request;

import dev.firebreak.eventlog.Inbox;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.Decision;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.incident.lifecycle.Requests;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries out what people ask of one incident: one transaction each, repeats do nothing. */
@Component
public class RequestHandler {
    static final String CONSUMER = "commands";

    private final Transactions transactions;
    private final Inbox inbox;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;
    private final Silencer silencer;
    private final InstantSource clock;

    RequestHandler(
            Transactions transactions,
            Inbox inbox,
            IncidentStore incidents,
            IncidentLog log,
            Runbooks runbooks,
            Silencer silencer,
            InstantSource clock) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.incidents = incidents;
        this.log = log;
        this.runbooks = runbooks;
        this.silencer = silencer;
        this.clock = clock;
    }

    public Mono<Answer> handle(Command.ForIncident command) {
        return transactions.commit(inbox.firstTime(CONSUMER, command.id().toString())
                .flatMap(first -> first
                        ? incidents
                                .lock(command.incidentId())
                                .flatMap(stored -> carryOut(
                                        stored.calledBy(runbooks.current().catalog()), command))
                                .defaultIfEmpty(new Answer.UnknownIncident())
                        : Mono.just(new Answer.Repeated())));
    }

    private Mono<Answer> carryOut(Stored stored, Command.ForIncident command) {
        Incident before = stored.dossier().incident();
        Mono<Optional<Long>> rival = before.state().isOpen()
                ? Mono.just(Optional.empty())
                : incidents.rivalOf(before).singleOptional();
        return rival.flatMap(number -> {
            Instant now = clock.instant();
            Decision decision = Requests.decide(stored.dossier(), command, number.orElse(null), now);
            return log.save(stored, decision, runbooks.version(), now)
                    .then(silence(decision, now))
                    .thenReturn(answer(decision));
        });
    }

    private Mono<Void> silence(Decision decision, Instant now) {
        return Flux.fromIterable(decision.entries())
                .concatMap(entry -> entry.event() instanceof IncidentEvent.Silenced wish
                        ? silencer.silence(wish, entry.actor(), now)
                        : Mono.empty())
                .then();
    }

    private static Answer answer(Decision decision) {
        Incident incident = decision.dossier().incident();
        return decision.refusal()
                .<Answer>map(reason -> new Answer.Refused(incident, reason))
                .orElseGet(() -> new Answer.Done(incident));
    }
}
