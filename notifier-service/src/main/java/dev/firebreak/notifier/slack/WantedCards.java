package dev.firebreak.notifier.slack;

import dev.firebreak.model.Severity;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.subject.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the cards in PostgreSQL should show, as the facts say that are taken in; {@link CardStore} is for the rest. */
class WantedCards {
    private final DatabaseClient database;

    WantedCards(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A card for a receiver that had none.
     *
     * @param heldUntil the end of the receiver's quiet hours; null when it is told at once
     */
    record Opening(
            IncidentId incident,
            Receiver.Slack receiver,
            String lane,
            long version,
            Severity severity,
            @Nullable Instant heldUntil) {}

    /** Their threads begin, after a moment, with all that was told by then. */
    Mono<Void> open(List<Opening> cards, Duration gather) {
        if (cards.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into card (incident_id, receiver, lane, channel, wanted_version, urgency, severity, lines_wanted,
                            reply_due_at, held_until, due_at)
                        select incident, receiver, lane, channel, version, :urgency, severity,
                            (select count(*) from thread_line where incident_id = incident),
                            clock_timestamp() + :gather * interval '1 millisecond', held::timestamptz,
                            coalesce(held::timestamptz, clock_timestamp())
                        from unnest(:incidents, :receivers, :lanes, :channels, :versions, :severities, :held)
                            as opening (incident, receiver, lane, channel, version, severity, held)
                        on conflict (incident_id, receiver) do nothing""")
                .bind("incidents", Columns.array(cards, card -> card.incident().value(), UUID[]::new))
                .bind("receivers", Columns.array(cards, card -> card.receiver().name(), String[]::new))
                .bind("lanes", Columns.array(cards, Opening::lane, String[]::new))
                .bind("channels", Columns.array(cards, card -> card.receiver().channel(), String[]::new))
                .bind("versions", Columns.array(cards, Opening::version, Long[]::new))
                .bind("severities", Columns.array(cards, card -> Urgency.rank(card.severity()), Integer[]::new))
                .bind("held", Columns.array(cards, card -> Columns.text(card.heldUntil()), String[]::new))
                .bind("urgency", Urgency.NEW.rank())
                .bind("gather", gather.toMillis())
                .then();
    }

    /**
     * The subjects changed. A card that failed for the moment keeps its time of the next try.
     *
     * @return lanes of the cards of those whose change is due now
     */
    Flux<String> change(List<Wanted> changes) {
        if (changes.isEmpty()) {
            return Flux.empty();
        }
        // Locked in order first: whoever names many cards in one message locks them in the same one.
        return database.sql("""
                        with mine as (
                            select card.receiver, wanted.* from unnest(:incidents, :versions, :waits, :severities, :urgencies,
                                    :settles, :lines, :gathers, :due)
                                as wanted (incident, new_version, waits, new_severity, new_urgency, settle, lines, gather, due_now)
                            join card on card.incident_id = wanted.incident
                            order by card.incident_id, card.receiver for update of card),
                        changed as (update card set
                            wanted_version = greatest(wanted_version, new_version),
                            severity = new_severity,
                            urgency = case when wanted_version > handled_version then least(urgency, new_urgency) else new_urgency end,
                            waiting_since = case when wanted_version > handled_version then waiting_since else clock_timestamp() end,
                            held_until = case when waits then held_until end,
                            due_at = case
                                when held_until > clock_timestamp() and waits then held_until
                                when held_until > clock_timestamp() then clock_timestamp()
                                when attempts > 0 then due_at
                                when wanted_version > handled_version then least(due_at, clock_timestamp() + settle * interval '1 millisecond')
                                else clock_timestamp() + settle * interval '1 millisecond' end,
                            lines_wanted = lines_wanted + lines,
                            reply_due_at = case
                                when lines = 0 then reply_due_at
                                when lines_wanted > lines_done then least(reply_due_at, clock_timestamp() + gather * interval '1 millisecond')
                                else clock_timestamp() + gather * interval '1 millisecond' end
                        from mine where card.incident_id = mine.incident and card.receiver = mine.receiver
                        returning lane, due_now)
                        select distinct lane from changed where due_now""")
                .bind(
                        "incidents",
                        Columns.array(changes, wanted -> wanted.incident().value(), UUID[]::new))
                .bind("versions", Columns.array(changes, Wanted::version, Long[]::new))
                .bind("waits", Columns.array(changes, Wanted::canWait, Boolean[]::new))
                .bind("severities", Columns.array(changes, wanted -> Urgency.rank(wanted.severity()), Integer[]::new))
                .bind(
                        "urgencies",
                        Columns.array(changes, wanted -> wanted.urgency().rank(), Integer[]::new))
                .bind(
                        "settles",
                        Columns.array(changes, wanted -> wanted.settle().toMillis(), Long[]::new))
                .bind("lines", Columns.array(changes, Wanted::lines, Integer[]::new))
                .bind(
                        "gathers",
                        Columns.array(changes, wanted -> wanted.gather().toMillis(), Long[]::new))
                .bind("due", Columns.array(changes, Wanted::isDueNow, Boolean[]::new))
                .map(row -> Columns.required(row, "lane", String.class))
                .all();
    }

    /**
     * What a change asks of the incident's cards.
     *
     * @param canWait false when no quiet hours hold it back any more
     */
    record Wanted(
            IncidentId incident,
            long version,
            Severity severity,
            Urgency urgency,
            Duration settle,
            int lines,
            Duration gather,
            boolean canWait) {
        boolean isDueNow() {
            return settle.isZero() || (lines > 0 && gather.isZero());
        }
    }
}
