package dev.firebreak.incident.intake;

import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.Requests;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an incident's people should know of alerts that changed nothing. */
@Component
class IncidentNotes {
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;

    IncidentNotes(IncidentStore incidents, IncidentLog log, Runbooks runbooks) {
        this.incidents = incidents;
        this.log = log;
        this.runbooks = runbooks;
    }

    Mono<Void> add(IncidentId id, String text, Instant now) {
        return incidents
                .lockWhereItGoesOn(id)
                .flatMap(stored -> log.save(
                        stored,
                        Requests.decide(
                                stored.dossier(),
                                new Command.AddNote(EventId.next(), Actor.FIREBREAK, now, id, text),
                                null,
                                now),
                        runbooks.version(),
                        now));
    }
}
