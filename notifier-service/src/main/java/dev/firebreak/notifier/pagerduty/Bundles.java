package dev.firebreak.notifier.pagerduty;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.command.CommandIds;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.subject.Columns;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which incidents share an alert of PagerDuty's. The alert is acknowledged once nobody of it waits any more, and resolved
 * once all of them are over.
 */
class Bundles {
    private final DatabaseClient database;

    Bundles(DatabaseClient database) {
        this.database = database;
    }

    /** Where an incident stands in its bundle. */
    enum State {
        OPEN,
        ACKNOWLEDGED,
        OVER,
        /** It has an alert of its own and no part in this one. */
        LEFT
    }

    /** @param state of all members together; never LEFT */
    record Together(UUID bundle, State state) {}

    /** @return the bundle's id: the same for the same incidents, so that a second try opens no second alert */
    Mono<UUID> form(Bundle bundle) {
        List<UUID> incidents = bundle.items().stream()
                .map(Bundle.Item::incident)
                .map(Incident::id)
                .map(IncidentId::value)
                .sorted()
                .toList();
        UUID id = CommandIds.of(Stream.concat(
                                Stream.of("pagerduty-bundle"),
                                incidents.stream().map(UUID::toString))
                        .toArray(String[]::new))
                .value();
        return database.sql("""
                        insert into pagerduty_bundle (bundle_id, incident_id) select :bundle, unnest(:incidents)
                        on conflict do nothing""")
                .bind("bundle", id)
                .bind("incidents", incidents.toArray(UUID[]::new))
                .then()
                .thenReturn(id);
    }

    /**
     * Notes where the incident stands now. The look at the others comes after that is committed: of two that end at once
     * at least the later one sees both.
     *
     * @return the bundles that it is part of or leaves; none when it has an alert of its own
     */
    Flux<Together> changed(IncidentId incident, State state) {
        return database.sql("""
                        update pagerduty_bundle set state = :state
                        where incident_id = :incident and (state <> 'LEFT' or :state = 'LEFT') returning bundle_id""")
                .bind("state", state.name())
                .bind("incident", incident.value())
                .map(row -> Columns.required(row, "bundle_id", UUID.class))
                .all()
                .collectList()
                .filter(bundles -> !bundles.isEmpty())
                .flatMapMany(this::together);
    }

    private Flux<Together> together(List<UUID> bundles) {
        return database.sql("""
                        select bundle_id, case when bool_or(state = 'OPEN') then 'OPEN'
                            when bool_or(state = 'ACKNOWLEDGED') then 'ACKNOWLEDGED' else 'OVER' end as state
                        from pagerduty_bundle where bundle_id = any(:bundles) group by bundle_id""")
                .bind("bundles", bundles.toArray(UUID[]::new))
                .map(row -> new Together(
                        Columns.required(row, "bundle_id", UUID.class),
                        State.valueOf(Columns.required(row, "state", String.class))))
                .all();
    }
}
