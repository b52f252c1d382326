package dev.firebreak.incident.notification;

import dev.firebreak.eventlog.BatchInbox;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.NotificationNews;
import dev.firebreak.model.notification.NotificationFact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes into an incident's log who was told, and when. */
@Component
class ReceiptKeeper {
    static final String CONSUMER = "notifications";

    private final BatchInbox inbox;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;
    private final InstantSource clock;

    ReceiptKeeper(BatchInbox inbox, IncidentStore incidents, IncidentLog log, Runbooks runbooks, InstantSource clock) {
        this.inbox = inbox;
        this.incidents = incidents;
        this.log = log;
        this.runbooks = runbooks;
        this.clock = clock;
    }

    Mono<Void> keepAll(List<NotificationFact> facts) {
        return inbox.take(
                        CONSUMER,
                        facts,
                        NotificationFact::id,
                        fact -> fact.incidentId().value(),
                        this::keep)
                .then();
    }

    /** Empty also when there is no such incident: a receipt alone says nothing. */
    private Mono<Void> keep(List<NotificationFact> facts) {
        return incidents.lock(facts.getFirst().incidentId()).flatMap(stored -> {
            Instant now = clock.instant();
            return log.save(stored, NotificationNews.decide(stored.dossier(), facts, now), runbooks.version(), now);
        });
    }
}
