package dev.firebreak.incident.remediation;

import dev.firebreak.model.Actor;
import dev.firebreak.model.remediation.DryRun;
import dev.firebreak.model.remediation.DryRunFact;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Dry runs and their answers, for a week. */
@Component
public class DryRunStore {
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    /** @param report null until the answer came */
    public record Asked(
            UUID id,
            Instant askedAt,
            String askedBy,
            @Nullable DryRun report) {}

    private final DatabaseClient database;

    DryRunStore(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Void> ask(UUID id, Actor actor, Instant now) {
        return database.sql("""
                        with old as (delete from dry_run where asked_at < :old)
                        insert into dry_run (id, asked_at, asked_by) values (:id, :now, :by)""")
                .bind("old", now.minus(KEPT_FOR))
                .bind("id", id)
                .bind("now", now)
                .bind("by", actor.name())
                .then();
    }

    Mono<Void> keep(DryRunFact fact) {
        return database.sql("update dry_run set report = cast(:report as jsonb) where id = :id")
                .bind("report", Wire.JSON.writeValueAsString(fact.report()))
                .bind("id", fact.report().id())
                .then();
    }

    public Mono<Asked> find(UUID id) {
        return database.sql("select id, asked_at, asked_by, report::text as report from dry_run where id = :id")
                .bind("id", id)
                .map(row -> new Asked(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("asked_at", Instant.class)),
                        Objects.requireNonNull(row.get("asked_by", String.class)),
                        report(row.get("report", String.class))))
                .one();
    }

    private static @Nullable DryRun report(@Nullable String json) {
        return json == null ? null : Wire.JSON.readValue(json, DryRun.class);
    }
}
