package dev.firebreak.incident.remediation;

import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.StepMode;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What steps have earned and lost, each with its reason. */
@Component
public class TrustHistory {
    /** @param proven good outcomes in a row that led to it; 0 when a bad one did */
    public record TrustChange(
            String system,
            String runbook,
            String step,
            StepMode from,
            StepMode to,
            int proven,
            String reason,
            RemediationId remediation,
            Instant at) {}

    private final DatabaseClient database;

    TrustHistory(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> keep(RemediationFact fact) {
        if (!(fact.event() instanceof RemediationEvent.TrustChanged change)) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into trust_change (id, system, runbook, step, from_mode, to_mode, proven, reason,
                            remediation_id, changed_at)
                        values (:id, :system, :runbook, :step, :from, :to, :proven, :reason, :remediation, :at)
                        on conflict do nothing""")
                .bind("id", fact.id().value())
                .bind("system", fact.remediation().runbook().system())
                .bind("runbook", fact.remediation().runbook().name())
                .bind("step", change.step())
                .bind("from", change.from().word())
                .bind("to", change.to().word())
                .bind("proven", change.proven())
                .bind("reason", change.summary())
                .bind("remediation", fact.remediation().id().value())
                .bind("at", fact.occurredAt())
                .then();
    }

    /** Newest first. */
    public Mono<List<TrustChange>> all() {
        return database.sql("""
                        select system, runbook, step, from_mode, to_mode, proven, reason, remediation_id, changed_at
                        from trust_change order by changed_at desc, id desc limit 2000""").map(TrustHistory::read).all().collectList();
    }

    private static TrustChange read(Readable row) {
        return new TrustChange(
                text(row, "system"),
                text(row, "runbook"),
                text(row, "step"),
                StepMode.parse(text(row, "from_mode")),
                StepMode.parse(text(row, "to_mode")),
                Objects.requireNonNull(row.get("proven", Integer.class)),
                text(row, "reason"),
                new RemediationId(Objects.requireNonNull(row.get("remediation_id", UUID.class))),
                Objects.requireNonNull(row.get("changed_at", Instant.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
