package dev.firebreak.incident.deployment;

import dev.firebreak.incident.deployment.LiveDeployments.Spell;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deployments to production, as the providers told of them. Safe to tell twice and in any order. */
@Component
public class DeploymentStore {
    private static final String PRODUCTION = "production";
    private static final int SPELLS_LOOKED_AT = 20;

    private final DatabaseClient database;

    DeploymentStore(DatabaseClient database) {
        this.database = database;
    }

    public static boolean isProduction(Deployment deployment) {
        return deployment.environment().equals(PRODUCTION);
    }

    public Mono<Void> changed(Signal.DeploymentChanged change) {
        Deployment deployment = change.deployment();
        if (!isProduction(deployment)) {
            return Mono.empty();
        }
        Mono<Void> known = remember(deployment, true);
        return change.state() == DeploymentState.LIVE
                ? known.then(
                        live(deployment.provider(), deployment.project(), deployment.id(), change.changedAt(), false))
                : known;
    }

    /** Traffic went back: the older one is live again, and the newer one is no longer to be trusted. */
    public Mono<Void> rolledBack(Signal.DeploymentRolledBack change) {
        return remember(nothingButId(change, change.toDeployment()), false)
                .then(remember(nothingButId(change, change.fromDeployment()), false))
                .then(live(change.provider(), change.project(), change.toDeployment(), change.changedAt(), true))
                .then(database.sql("""
                                update deployment set withdrawn_at = greatest(withdrawn_at, :at)
                                where provider = :provider and id = :id""")
                        .bind("at", change.changedAt())
                        .bind("provider", change.provider())
                        .bind("id", change.fromDeployment())
                        .then());
    }

    /**
     * Newest first.
     *
     * @param projects only these; null for all
     */
    public Mono<List<Spell>> list(@Nullable List<String> projects, Instant before, int limit) {
        return database.sql("""
                        select d.data::text as data, l.live_at, l.by_rollback, d.withdrawn_at
                        from deployment_live l join deployment d on d.provider = l.provider and d.id = l.deployment_id
                        where l.live_at < :before and (:all or l.project = any(:projects))
                        order by l.live_at desc limit :limit""")
                .bind("before", before)
                .bind("all", projects == null)
                .bind("projects", projects == null ? new String[0] : projects.toArray(String[]::new))
                .bind("limit", limit)
                .map(DeploymentStore::spell)
                .all()
                .collectList();
    }

    /** Newest first. */
    public Mono<List<Spell>> spells(String provider, String project) {
        return database.sql("""
                        select d.data::text as data, l.live_at, l.by_rollback, d.withdrawn_at
                        from deployment_live l join deployment d on d.provider = l.provider and d.id = l.deployment_id
                        where l.provider = :provider and l.project = :project
                        order by l.live_at desc limit :limit""")
                .bind("provider", provider)
                .bind("project", project)
                .bind("limit", SPELLS_LOOKED_AT)
                .map(DeploymentStore::spell)
                .all()
                .collectList();
    }

    private static Spell spell(Readable row) {
        return new Spell(
                Wire.JSON.readValue(Objects.requireNonNull(row.get("data", String.class)), Deployment.class),
                Objects.requireNonNull(row.get("live_at", Instant.class)),
                Boolean.TRUE.equals(row.get("by_rollback", Boolean.class)),
                instant(row, "withdrawn_at"));
    }

    private static @Nullable Instant instant(Readable row, String column) {
        return row.get(column, Instant.class);
    }

    private static Deployment nothingButId(Signal.DeploymentRolledBack change, String id) {
        return new Deployment(
                id,
                change.provider(),
                change.project(),
                null,
                PRODUCTION,
                null,
                null,
                null,
                null,
                null,
                change.changedAt());
    }

    /** @param isWhole false when only the id is known, which must not hide what was known before */
    private Mono<Void> remember(Deployment deployment, boolean isWhole) {
        return database.sql("""
                        insert into deployment (provider, id, project, data)
                        values (:provider, :id, :project, cast(:data as jsonb))
                        on conflict (provider, id) do update set data = excluded.data where :whole""")
                .bind("provider", deployment.provider())
                .bind("id", deployment.id())
                .bind("project", deployment.project())
                .bind("data", Wire.JSON.writeValueAsString(deployment))
                .bind("whole", isWhole)
                .then();
    }

    private Mono<Void> live(String provider, String project, String id, Instant at, boolean byRollback) {
        return database.sql("""
                        insert into deployment_live (provider, project, deployment_id, live_at, by_rollback)
                        values (:provider, :project, :id, :at, :byRollback) on conflict do nothing""")
                .bind("provider", provider)
                .bind("project", project)
                .bind("id", id)
                .bind("at", at)
                .bind("byRollback", byRollback)
                .then();
    }
}
