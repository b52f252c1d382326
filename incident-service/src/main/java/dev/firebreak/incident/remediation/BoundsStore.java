package dev.firebreak.incident.remediation;

import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.model.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The bounds of automation, and how much of them is used by what was told. */
@Component
public class BoundsStore {
    /**
     * @param acting remediations that have acted and are not over
     * @param actedInHour remediations whose first call left within the last hour
     * @param firstActedInHour the oldest of them; null when there is none
     */
    public record Use(
            long acting, long actedInHour, @Nullable Instant firstActedInHour) {}

    /** @param openIncidents of the system; {@code servicesInTrouble} have one that is not mitigated */
    public record SystemUse(String system, long openIncidents, long servicesInTrouble) {}

    private final DatabaseClient database;

    BoundsStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> keep(BoundsFact fact) {
        return database.sql("""
                        insert into automation_bounds as known (told_at, bounds)
                        values (:at, cast(:bounds as jsonb))
                        on conflict (one) do update set told_at = excluded.told_at, bounds = excluded.bounds
                        where known.told_at <= excluded.told_at""")
                .bind("at", fact.occurredAt())
                .bind("bounds", Wire.JSON.writeValueAsString(fact))
                .then();
    }

    /** Empty until remediation-service has started once. */
    public Mono<BoundsFact> find() {
        return database.sql("select bounds::text as bounds from automation_bounds")
                .map(row ->
                        Wire.JSON.readValue(Objects.requireNonNull(row.get("bounds", String.class)), BoundsFact.class))
                .one();
    }

    public Mono<Use> use() {
        return database.sql("""
                        with acted as (
                            select remediation_id, min(dispatched_at) as at from remediation_attempt
                            where dispatched_at > clock_timestamp() - interval '1 day' group by remediation_id)
                        select (select count(*) from acted join remediation r on r.id = remediation_id
                                where r.state in ('running', 'awaiting-approval')) as acting,
                            count(*) as in_hour, min(at) as first
                        from acted where at > clock_timestamp() - interval '1 hour'""")
                .map(row -> new Use(
                        Objects.requireNonNull(row.get("acting", Long.class)),
                        Objects.requireNonNull(row.get("in_hour", Long.class)),
                        row.get("first", Instant.class)))
                .one();
    }

    public Mono<List<SystemUse>> useOfSystems() {
        return database.sql("""
                        select system, count(*) as open,
                            count(distinct service) filter (where state <> 'mitigated') as in_trouble
                        from incident where is_open group by system order by system""")
                .map(row -> new SystemUse(
                        Objects.requireNonNull(row.get("system", String.class)),
                        Objects.requireNonNull(row.get("open", Long.class)),
                        Objects.requireNonNull(row.get("in_trouble", Long.class))))
                .all()
                .collectList();
    }
}
