package dev.firebreak.incident.remediation;

import dev.firebreak.model.remediation.AutomationFact;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The kill switch as remediation-service told of it last; that service decides, this one only shows. */
@Component
public class AutomationStore {
    /** @param scope {@code global}, {@code system:NAME}, {@code service:SYSTEM/NAME} or {@code action:TYPE} */
    public record Switch(String scope, boolean paused, String reason, String changedBy, Instant changedAt) {}

    private final DatabaseClient database;

    AutomationStore(DatabaseClient database) {
        this.database = database;
    }

    /** Facts of one scope come in order; one that comes again says nothing new. */
    Mono<Void> keep(AutomationFact fact) {
        return database.sql("""
                        insert into automation (scope, paused, reason, changed_by, changed_at)
                        values (:scope, :paused, :reason, :by, :at)
                        on conflict (scope) do update set paused = excluded.paused, reason = excluded.reason,
                            changed_by = excluded.changed_by, changed_at = excluded.changed_at
                        where automation.changed_at <= excluded.changed_at""")
                .bind("scope", fact.scope())
                .bind("paused", fact.paused())
                .bind("reason", fact.reason())
                .bind("by", fact.actor().name())
                .bind("at", fact.occurredAt())
                .then();
    }

    public Flux<Switch> all() {
        return database.sql("select scope, paused, reason, changed_by, changed_at from automation order by scope")
                .map(AutomationStore::read)
                .all();
    }

    private static Switch read(Readable row) {
        return new Switch(
                Objects.requireNonNull(row.get("scope", String.class)),
                Boolean.TRUE.equals(row.get("paused", Boolean.class)),
                Objects.requireNonNull(row.get("reason", String.class)),
                Objects.requireNonNull(row.get("changed_by", String.class)),
                Objects.requireNonNull(row.get("changed_at", Instant.class)));
    }
}
