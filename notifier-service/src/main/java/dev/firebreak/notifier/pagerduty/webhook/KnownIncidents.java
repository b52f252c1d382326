package dev.firebreak.notifier.pagerduty.webhook;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.pagerduty.rest.NoteMark;
import dev.firebreak.notifier.subject.Columns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which of our incidents PagerDuty speaks of: by the key that we opened it with, later also by its own id. */
class KnownIncidents {
    private static final Set<String> CHANGES =
            Set.of("incident.acknowledged", "incident.resolved", "incident.reopened");

    private final DatabaseClient database;

    KnownIncidents(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Empty when we did not open it; several when a storm called for them together. A note names PagerDuty's id only, so
     * that id is learned from what has both.
     */
    Mono<List<IncidentId>> find(WebhookEvent event) {
        return Mono.justOrEmpty(key(event))
                .switchIfEmpty(Mono.defer(() -> learned(event)))
                .flatMap(key -> incidents(key, event.type().equals("incident.reopened"))
                        .collectList()
                        .delayUntil(known -> known.isEmpty() ? Mono.empty() : learn(event, key)))
                .defaultIfEmpty(List.of());
    }

    private static Optional<UUID> key(WebhookEvent event) {
        return Optional.ofNullable(event.incidentKey())
                .filter(key -> key.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(UUID::fromString);
    }

    private Mono<UUID> learned(WebhookEvent event) {
        return event.pagerDutyId() == null || event.incidentKey() != null
                ? Mono.empty()
                : database.sql("select dedup_key from pagerduty_incident where pagerduty_id = :theirs")
                        .bind("theirs", event.pagerDutyId())
                        .map(row -> Columns.required(row, "dedup_key", UUID.class))
                        .one();
    }

    /** Of a bundle only those that are part of it still, and that are not over unless they are to be opened again. */
    private Flux<IncidentId> incidents(UUID key, boolean reopens) {
        return database.sql("""
                        select incident_id from subject where incident_id = :key
                        union
                        select incident_id from pagerduty_bundle member join subject using (incident_id)
                        where member.bundle_id = :key and member.state <> 'LEFT' and (subject.open or :reopens)""")
                .bind("key", key)
                .bind("reopens", reopens)
                .map(row -> new IncidentId(Columns.required(row, "incident_id", UUID.class)))
                .all();
    }

    private Mono<Void> learn(WebhookEvent event, UUID key) {
        return event.pagerDutyId() == null
                ? Mono.empty()
                : database.sql("""
                                insert into pagerduty_incident (pagerduty_id, dedup_key) values (:theirs, :key)
                                on conflict (pagerduty_id) do nothing""")
                        .bind("theirs", event.pagerDutyId())
                        .bind("key", key)
                        .then();
    }

    /** True for the echo of what we did there by its REST API: its agent is the user in whose name we did. */
    Mono<Boolean> isOurs(WebhookEvent event) {
        return switch (event.type()) {
            case "incident.annotated" -> isOurNote(event);
            case "incident.reassigned", "incident.delegated" -> isOurHandover(event);
            default -> Mono.just(false);
        };
    }

    /** Each of our requests has one echo, however often it is told: to be given it by a person later is news. */
    private Mono<Boolean> isOurHandover(WebhookEvent event) {
        String theirs = event.pagerDutyId();
        return theirs == null
                ? Mono.just(false)
                : Mono.justOrEmpty(event.onlyAssignee())
                        .flatMap(user -> database.sql("""
                                        update pagerduty_request set echo = :event where (pagerduty_id, transition) = (
                                            select pagerduty_id, transition from pagerduty_request
                                            where pagerduty_id = :theirs and user_id = :user
                                              and (echo is null or echo = :event)
                                            order by echo nulls last, begun_at limit 1)""")
                                .bind("theirs", theirs)
                                .bind("user", user.id())
                                .bind("event", event.id())
                                .fetch()
                                .rowsUpdated())
                        .map(matched -> matched > 0)
                        .defaultIfEmpty(false);
    }

    private Mono<Boolean> isOurNote(WebhookEvent event) {
        String content = WebhookEvent.text(event.data(), "content");
        String theirs = event.pagerDutyId();
        return content == null || theirs == null
                ? Mono.just(false)
                : Mono.justOrEmpty(NoteMark.in(content))
                        .flatMap(mark -> database.sql(
                                        "select 1 from pagerduty_note where pagerduty_id = :theirs and mark = :mark")
                                .bind("theirs", theirs)
                                .bind("mark", mark.text())
                                .fetch()
                                .one())
                        .hasElement();
    }

    /**
     * True when a person changed the incident there after this and we have heard of that: PagerDuty sends again what
     * failed, and an old word must not undo a newer one. A repeat of the newest is no such thing.
     */
    Mono<Boolean> isOvertaken(WebhookEvent event) {
        return event.pagerDutyId() == null || event.agent() == null || !CHANGES.contains(event.type())
                ? Mono.just(false)
                : database.sql("""
                                update pagerduty_incident set changed_at = greatest(changed_at, :at)
                                where pagerduty_id = :theirs returning changed_at > :at as overtaken""")
                        .bind("theirs", event.pagerDutyId())
                        .bind("at", event.occurredAt())
                        .map(row -> Columns.required(row, "overtaken", Boolean.class))
                        .one()
                        .defaultIfEmpty(false);
    }
}
