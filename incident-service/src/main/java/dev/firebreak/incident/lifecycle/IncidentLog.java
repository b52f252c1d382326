package dev.firebreak.incident.lifecycle;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a decision come true: events to the log, the incident's newest state beside them. In a transaction only. */
@Component
public class IncidentLog {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentLog.class);

    private final IncidentStore incidents;
    private final EventLog events;

    IncidentLog(IncidentStore incidents, EventLog events) {
        this.incidents = incidents;
        this.events = events;
    }

    public Mono<Void> save(Stored before, Decision decision, String catalogVersion, Instant now) {
        if (decision.isEmpty() && decision.dossier().equals(before.dossier())) {
            return Mono.empty();
        }
        return incidents
                .update(decision.dossier(), before.seq() + decision.entries().size())
                .then(append(decision, before.seq(), catalogVersion, now));
    }

    /** False, and nothing written, when another instance opened one for the same thing in the meantime. */
    public Mono<Boolean> open(Decision decision, String catalogVersion, Instant now) {
        return incidents
                .insert(decision.dossier(), decision.entries().size())
                .flatMap(isFirst ->
                        isFirst ? append(decision, 0, catalogVersion, now).thenReturn(true) : Mono.just(false));
    }

    private Mono<Void> append(Decision decision, long seqBefore, String catalogVersion, Instant now) {
        if (decision.isEmpty()) {
            return Mono.empty();
        }
        List<Entry> entries = new ArrayList<>();
        for (Decision.Entry entry : decision.entries()) {
            long seq = seqBefore + entries.size() + 1;
            Entry logged = Entry.of(new IncidentFact(
                    EventId.next(), seq, now, entry.actor(), catalogVersion, entry.event(), entry.incident()));
            entries.add(isHearsay(entry.event()) ? logged.keptToItself() : logged);
        }
        return events.append(entries).doOnSuccess(_ -> log(decision));
    }

    /** What another service told belongs into the story here; whoever needs it hears it on that service's topic. */
    private static boolean isHearsay(IncidentEvent event) {
        return event instanceof IncidentEvent.RemediationProgressed
                || event instanceof IncidentEvent.NotificationDelivered;
    }

    private static void log(Decision decision) {
        for (Decision.Entry entry : decision.entries()) {
            LOG.atLevel(isChange(entry.event()) ? Level.INFO : Level.DEBUG)
                    .addKeyValue("incidentId", entry.incident().id())
                    .addKeyValue("number", entry.incident().number())
                    .addKeyValue("state", entry.incident().state().word())
                    .addKeyValue("actor", entry.actor().id())
                    .log(entry.event().getClass().getSimpleName());
        }
    }

    /** Whether it moves the incident, rather than adding to its story. */
    private static boolean isChange(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.AlertsAdded _,
                    IncidentEvent.AlertsResolved _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.RemediationProgressed _,
                    IncidentEvent.NotificationDelivered _ -> false;
            case IncidentEvent.Opened _,
                    IncidentEvent.LevelChanged _,
                    IncidentEvent.Escalated _,
                    IncidentEvent.ClockMissed _,
                    IncidentEvent.UpdateDue _,
                    IncidentEvent.Acknowledged _,
                    IncidentEvent.Mitigated _,
                    IncidentEvent.ObservationStarted _,
                    IncidentEvent.Resolved _,
                    IncidentEvent.Reopened _,
                    IncidentEvent.CommandRefused _ -> true;
        };
    }
}
