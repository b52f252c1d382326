package dev.firebreak.incident.related;

import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.IncidentState;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which incidents have to do with one, from the table of all. */
@Component
public class RelatedIncidents {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final int SHOWN = 20;
    private static final int LOOKED_AT = 100;
    private static final Duration DEPLOYMENT_WITHIN = Duration.ofDays(1);
    private static final Duration SERVICE_WITHIN = Duration.ofMinutes(30);

    private final DatabaseClient database;

    RelatedIncidents(DatabaseClient database) {
        this.database = database;
    }

    /** What binds most first; each once. */
    public Mono<List<RelatedIncident>> of(Incident incident) {
        @Nullable Deployment suspect = incident.suspect();
        Instant openedAt = incident.openedAt();
        return database.sql("""
                        select i.id, i.number, r.how, i.snapshot ->> 'title' as title, i.state, i.severity, i.service,
                            i.opened_at
                        from (
                            select cast(:into as uuid) as id, 'MERGED_INTO' as how
                            union all select id, 'MERGED_FROM' from incident where merged_into = :id
                            union all select cast(:splitFrom as uuid), 'SPLIT_FROM'
                            union all select unnest(cast(:splitInto as uuid[])), 'SPLIT_INTO'
                            union all select parent_id, 'INHIBITED_BY' from inhibited_incident where incident_id = :id
                            union all select incident_id, 'INHIBITS' from inhibited_incident where parent_id = :id
                            union all (select id, 'SAME_DEPLOYMENT' from incident
                                where suspect = :suspect and system = :system
                                    and opened_at between :sinceDeployment and :untilDeployment
                                order by number desc limit :most)
                            union all (select id, 'SAME_SERVICE' from incident
                                where system = :system and service = :service
                                    and opened_at between :sinceService and :untilService
                                order by number desc limit :most)) as r
                        join incident i on i.id = r.id where r.id <> :id""")
                .bind("most", SHOWN)
                .bind("id", incident.id().value())
                .bind("into", text(incident.mergedInto()))
                .bind("splitFrom", text(incident.splitFrom()))
                .bind(
                        "splitInto",
                        Objects.requireNonNullElse(incident.splitInto(), List.<IncidentRef>of()).stream()
                                .map(RelatedIncidents::text)
                                .toArray(String[]::new))
                .bind("suspect", suspect == null ? "" : suspect.id())
                .bind("system", incident.system())
                .bind("service", incident.service())
                .bind("sinceDeployment", openedAt.minus(DEPLOYMENT_WITHIN))
                .bind("untilDeployment", openedAt.plus(DEPLOYMENT_WITHIN))
                .bind("sinceService", openedAt.minus(SERVICE_WITHIN))
                .bind("untilService", openedAt.plus(SERVICE_WITHIN))
                .map(RelatedIncidents::related)
                .all()
                .sort(Comparator.comparing(RelatedIncident::how)
                        .thenComparing(RelatedIncident::number, Comparator.reverseOrder()))
                .distinct(RelatedIncident::id)
                .take(SHOWN)
                .collectList();
    }

    private static String text(@Nullable IncidentRef ref) {
        return ref == null ? NOBODY : ref.id().toString();
    }

    private static RelatedIncident related(Readable row) {
        return new RelatedIncident(
                new IncidentId(Objects.requireNonNull(row.get("id", UUID.class))),
                Objects.requireNonNull(row.get("number", Long.class)),
                How.valueOf(Objects.requireNonNull(row.get("how", String.class))),
                Objects.requireNonNull(row.get("title", String.class)),
                IncidentState.parse(Objects.requireNonNull(row.get("state", String.class))),
                Severity.parse(Objects.requireNonNull(row.get("severity", String.class))),
                Objects.requireNonNull(row.get("service", String.class)),
                Objects.requireNonNull(row.get("opened_at", Instant.class)));
    }

    /** An open incident that suspects a deployment, by its id. */
    public record Suspecting(String deployment, String system, IncidentRef incident) {}

    /** Open incidents that suspect one of these deployments, the newest first. */
    public Mono<List<Suspecting>> suspecting(Collection<String> deployments) {
        if (deployments.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql("""
                        select suspect, system, id, number from incident where suspect = any(:deployments) and is_open
                            and correlation_key not like 'drill:%'
                        order by number desc limit :most""")
                .bind("deployments", deployments.toArray(String[]::new))
                .bind("most", LOOKED_AT)
                .map(row -> new Suspecting(
                        Objects.requireNonNull(row.get("suspect", String.class)),
                        Objects.requireNonNull(row.get("system", String.class)),
                        ref(row)))
                .all()
                .collectList();
    }

    /** Empty when it is known already. */
    public Mono<IncidentRef> inhibited(IncidentId incident, IncidentId parent) {
        return database.sql("""
                        with added as (
                            insert into inhibited_incident (incident_id, parent_id)
                            select :incident, :parent where :incident <> :parent
                            on conflict do nothing returning parent_id)
                        select i.id, i.number from added join incident i on i.id = added.parent_id""")
                .bind("incident", incident.value())
                .bind("parent", parent.value())
                .map(RelatedIncidents::ref)
                .one();
    }

    private static IncidentRef ref(Readable row) {
        return new IncidentRef(
                new IncidentId(Objects.requireNonNull(row.get("id", UUID.class))),
                Objects.requireNonNull(row.get("number", Long.class)));
    }
}
