package dev.firebreak.notifier.pagerduty.webhook;

import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.subject.Columns;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which of our incidents PagerDuty speaks of: by the key that we opened it with, later also by its own id. */
class KnownIncidents {
    private final DatabaseClient database;

    KnownIncidents(DatabaseClient database) {
        this.database = database;
    }

    /** Empty when we did not open it. A note names PagerDuty's id only, so that id is learned from what has both. */
    Mono<IncidentId> find(WebhookEvent event) {
        return byKey(event).switchIfEmpty(Mono.defer(() -> byPagerDutyId(event)));
    }

    private Mono<IncidentId> byKey(WebhookEvent event) {
        String key = event.incidentKey();
        if (key == null || !key.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return Mono.empty();
        }
        UUID incident = UUID.fromString(key);
        return database.sql("select incident_id from subject where incident_id = :incident")
                .bind("incident", incident)
                .map(row -> new IncidentId(Columns.required(row, "incident_id", UUID.class)))
                .one()
                .flatMap(known -> learn(event, known).thenReturn(known));
    }

    private Mono<Void> learn(WebhookEvent event, IncidentId incident) {
        return event.pagerDutyId() == null
                ? Mono.empty()
                : database.sql("""
                                insert into pagerduty_incident (pagerduty_id, incident_id) values (:theirs, :ours)
                                on conflict (pagerduty_id) do nothing""")
                        .bind("theirs", event.pagerDutyId())
                        .bind("ours", incident.value())
                        .then();
    }

    private Mono<IncidentId> byPagerDutyId(WebhookEvent event) {
        return event.pagerDutyId() == null
                ? Mono.empty()
                : database.sql("select incident_id from pagerduty_incident where pagerduty_id = :theirs")
                        .bind("theirs", event.pagerDutyId())
                        .map(row -> new IncidentId(Columns.required(row, "incident_id", UUID.class)))
                        .one();
    }
}
