package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.subject.Columns;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which of PagerDuty's incidents a note is about, and which notes may have left for it. */
class NoteStore {
    private final DatabaseClient database;

    NoteStore(DatabaseClient database) {
        this.database = database;
    }

    /** What the incident is open with there: its own id, or that of the bundle that called for it. */
    Mono<UUID> key(IncidentId incident) {
        return database.sql("""
                        select bundle_id from pagerduty_bundle where incident_id = :incident and state <> 'LEFT'
                        order by formed_at desc limit 1""")
                .bind("incident", incident.value())
                .map(row -> Columns.required(row, "bundle_id", UUID.class))
                .one()
                .defaultIfEmpty(incident.value());
    }

    /** What is known of a note before it is written there. */
    enum Begun {
        /** It never left. */
        NOW,
        /** It may have left before. */
        BEFORE,
        /** Another receiver's delivery brings it: both call through the same account. */
        BY_ANOTHER
    }

    /** Committed before the note leaves, so that its echo is known however early it comes. */
    Mono<Begun> begin(String pagerDutyId, NoteMark mark, UUID obligation) {
        return database.sql("""
                        insert into pagerduty_note (pagerduty_id, mark, obligation_id) values (:theirs, :mark, :obligation)
                        on conflict (pagerduty_id, mark) do nothing""")
                .bind("theirs", pagerDutyId)
                .bind("mark", mark.text())
                .bind("obligation", obligation)
                .fetch()
                .rowsUpdated()
                .flatMap(inserted -> inserted > 0 ? Mono.just(Begun.NOW) : whose(pagerDutyId, mark, obligation));
    }

    private Mono<Begun> whose(String pagerDutyId, NoteMark mark, UUID obligation) {
        return database.sql("select obligation_id from pagerduty_note where pagerduty_id = :theirs and mark = :mark")
                .bind("theirs", pagerDutyId)
                .bind("mark", mark.text())
                .map(row -> Columns.required(row, "obligation_id", UUID.class))
                .one()
                .map(owner -> owner.equals(obligation) ? Begun.BEFORE : Begun.BY_ANOTHER);
    }
}
