package dev.firebreak.incident.stream;

import dev.firebreak.incident.timeline.Story;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import java.time.Instant;

/**
 * One entry of the log with its place. Its incident is told as it was right after it, as far as a list shows it.
 *
 * @param type the event's name on Kafka
 */
record StreamEntry(StreamCursor cursor, String type, Data data) {
    /** @param text one sentence for people */
    record Data(Subject incident, EventId id, long seq, Instant at, String type, Actor actor, String text) {}

    record Subject(
            IncidentId id,
            long number,
            String title,
            IncidentState state,
            Severity severity,
            String level,
            String system,
            String service) {}

    static StreamEntry of(StreamCursor cursor, String type, IncidentFact fact) {
        Incident incident = fact.incident();
        return new StreamEntry(
                cursor,
                type,
                new Data(
                        new Subject(
                                incident.id(),
                                incident.number(),
                                incident.title(),
                                incident.state(),
                                incident.severity(),
                                incident.level(),
                                incident.system(),
                                incident.service()),
                        fact.id(),
                        fact.seq(),
                        fact.occurredAt(),
                        type,
                        fact.actor(),
                        Story.tell(fact.event(), fact.actor())));
    }
}
