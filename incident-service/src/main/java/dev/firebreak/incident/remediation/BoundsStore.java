package dev.firebreak.incident.remediation;

import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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

    /** @param firstAt the oldest of the automatic rollbacks that count */
    public record Rollbacks(String system, String service, long count, Instant firstAt) {}

    /** How often an action was done to a target for an incident that is open. */
    public record Attempts(UUID incident, String action, String target, long count) {}

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

    /** Automatic ones within the window: those that nobody was asked about. */
    public Mono<List<Rollbacks>> rollbacks(Collection<String> actions, Duration window) {
        return database.sql("""
                        select r.system, r.service, count(*) as count, min(a.dispatched_at) as first
                        from remediation_attempt a join remediation r on r.id = a.remediation_id
                        where a.dispatched_at > clock_timestamp() - make_interval(secs => :seconds) and not a.is_undo
                          and a.plan ->> 'action' = any(:actions)
                          and not exists (select from jsonb_array_elements(r.snapshot -> 'steps') as known (value)
                              where known.value ->> 'id' = a.step and known.value ->> 'approval' is not null)
                        group by r.system, r.service order by r.system, r.service""")
                .bind("seconds", (double) window.toSeconds())
                .bind("actions", actions.toArray(String[]::new))
                .map(row -> new Rollbacks(
                        Objects.requireNonNull(row.get("system", String.class)),
                        Objects.requireNonNull(row.get("service", String.class)),
                        Objects.requireNonNull(row.get("count", Long.class)),
                        Objects.requireNonNull(row.get("first", Instant.class))))
                .all()
                .collectList();
    }

    /** Most often done first. */
    public Mono<List<Attempts>> attempts(int limit) {
        return database.sql("""
                        select i.id, a.plan ->> 'action' as action, a.plan ->> 'target' as target, count(*) as count
                        from incident i join remediation r on r.incident_id = i.id
                            join remediation_attempt a on a.remediation_id = r.id
                        where i.is_open and not a.is_undo
                        group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit :limit""")
                .bind("limit", limit)
                .map(row -> new Attempts(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("action", String.class)),
                        Objects.requireNonNull(row.get("target", String.class)),
                        Objects.requireNonNull(row.get("count", Long.class))))
                .all()
                .collectList();
    }

    /**
     * By system, how many of the newest remediations that acted have failed, one after the other, since somebody last
     * changed the system's switch. A system that is not there has none.
     */
    public Mono<Map<String, Long>> failuresInARow() {
        return database.sql("""
                        with ended as (
                            select r.system, r.state in ('failed', 'needs-person') as bad,
                                (r.snapshot ->> 'finishedAt')::timestamptz as at
                            from remediation r
                            where r.state not in ('running', 'awaiting-approval')
                              and r.started_at > clock_timestamp() - interval '7 days'
                              and exists (select from remediation_attempt a where a.remediation_id = r.id))
                        select system, count(*) as failed from ended
                        where bad and at > coalesce(
                            (select max(good.at) from ended good where good.system = ended.system and not good.bad),
                            '-infinity')
                          and at > coalesce(
                            (select changed_at from automation where scope = 'system:' || ended.system and not paused),
                            '-infinity')
                        group by system""")
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("system", String.class)),
                        Objects.requireNonNull(row.get("failed", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
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
