package dev.firebreak.notifier.pagerduty.rest;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.message.Message;
import dev.firebreak.notifier.subject.Columns;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which of PagerDuty's incidents something is about, and what may have been asked or written there. */
class RestStore {
    /** PagerDuty tells again for two days what it could not deliver; by then nothing of ours comes back any more. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int FORGOTTEN_AT_ONCE = 500;

    private final DatabaseClient database;

    RestStore(DatabaseClient database) {
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

    /** What is known of it before it is done there. */
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

    /** Committed before it is asked for, as a note is. */
    Mono<Begun> beginGiving(String pagerDutyId, Message message, String user) {
        return database.sql("""
                        insert into pagerduty_request (pagerduty_id, transition, obligation_id, user_id)
                        values (:theirs, :transition, :obligation, :user)
                        on conflict (pagerduty_id, transition) do nothing""")
                .bind("theirs", pagerDutyId)
                .bind("transition", message.transition().text())
                .bind("obligation", message.id())
                .bind("user", user)
                .fetch()
                .rowsUpdated()
                .flatMap(inserted -> inserted > 0
                        ? Mono.just(Begun.NOW)
                        : asked(pagerDutyId, message)
                                .map(asked ->
                                        asked.obligation().equals(message.id()) ? Begun.BEFORE : Begun.BY_ANOTHER));
    }

    /**
     * The level to ask for: one above the last that was asked for, the first being that of the opening; on every try the
     * same. Empty when another receiver's delivery asks for it.
     */
    Mono<Integer> beginLevel(String pagerDutyId, Message message) {
        return database.sql("""
                        insert into pagerduty_request (pagerduty_id, transition, obligation_id, level)
                        select :theirs, :transition, :obligation, coalesce(max(level), 1) + 1
                        from pagerduty_request where pagerduty_id = :theirs
                        on conflict (pagerduty_id, transition) do nothing""")
                .bind("theirs", pagerDutyId)
                .bind("transition", message.transition().text())
                .bind("obligation", message.id())
                .then()
                .then(asked(pagerDutyId, message))
                .filter(asked -> asked.obligation().equals(message.id()))
                .map(Asked::level);
    }

    /** It is not counted: somebody may add it. */
    Mono<Void> noSuchLevel(String pagerDutyId, Message message) {
        return database.sql(
                        "update pagerduty_request set level = null where pagerduty_id = :theirs and transition = :transition")
                .bind("theirs", pagerDutyId)
                .bind("transition", message.transition().text())
                .then();
    }

    private record Asked(UUID obligation, int level) {}

    private Mono<Asked> asked(String pagerDutyId, Message message) {
        return database.sql("""
                        select obligation_id, coalesce(level, (
                            select coalesce(max(level), 1) + 1 from pagerduty_request where pagerduty_id = :theirs)) as level
                        from pagerduty_request where pagerduty_id = :theirs and transition = :transition""")
                .bind("theirs", pagerDutyId)
                .bind("transition", message.transition().text())
                .map(row -> new Asked(
                        Columns.required(row, "obligation_id", UUID.class),
                        Columns.required(row, "level", Integer.class)))
                .one();
    }

    /** Of incidents that were over long ago; a few at a time, whenever something new is done. */
    Mono<Void> forgetLongOver() {
        return Flux.just("pagerduty_note", "pagerduty_request")
                .concatMap(table -> database.sql("""
                                delete from %1$s where ctid in (
                                    select old.ctid from %1$s old
                                        join obligation on obligation.id = old.obligation_id
                                        join subject on subject.incident_id = obligation.incident_id
                                    where old.begun_at < clock_timestamp() - make_interval(secs => :kept)
                                      and not subject.open
                                      and (subject.snapshot ->> 'updatedAt')::timestamptz
                                          < clock_timestamp() - make_interval(secs => :kept)
                                    limit :most)""".formatted(table))
                        .bind("kept", (double) KEPT.toSeconds())
                        .bind("most", FORGOTTEN_AT_ONCE)
                        .then())
                .then();
    }
}
