package dev.firebreak.incident.timeline;

import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.LoggedEvent;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An incident's log, oldest first. */
@Component
public class Timeline {
    /**
     * @param type the event's name on Kafka
     * @param text one sentence for people
     */
    public record Item(
            EventId id,
            long seq,
            Instant at,
            String type,
            Actor actor,
            String text,
            String catalogVersion,
            IncidentEvent event) {}

    private final EventLog events;

    Timeline(EventLog events) {
        this.events = events;
    }

    public Mono<List<Item>> read(IncidentId id, long afterSeq, int limit) {
        return events.read(id.value(), afterSeq, limit).map(Timeline::item).collectList();
    }

    private static Item item(LoggedEvent logged) {
        IncidentFact fact = logged.valueAs(IncidentFact.class);
        return new Item(
                fact.id(),
                fact.seq(),
                fact.occurredAt(),
                logged.type(),
                fact.actor(),
                Story.tell(fact.event(), fact.actor()),
                fact.catalogVersion(),
                fact.event());
    }
}
