package dev.firebreak.incident.remediation;

import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The calls that may have left, as events told of them. The ledger itself is remediation-service's. */
@Component
public class AttemptStore {
    /**
     * @param number counts up within the step, tries to undo it included
     * @param outcome {@code under-way} while nobody knows, {@code applied}, {@code failed} or {@code unknown}
     */
    public record Attempt(
            String step,
            int number,
            boolean isUndo,
            Plan plan,
            Instant dispatchedAt,
            @Nullable Instant endedAt,
            String outcome,
            String summary) {}

    private final DatabaseClient database;

    AttemptStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> keep(RemediationFact fact) {
        return switch (fact.event()) {
            case RemediationEvent.ActionDispatched it ->
                end(fact, it.step(), "failed", "it was not done, and is tried again")
                        .then(begin(fact, it));
            case RemediationEvent.ActionApplied it -> end(fact, it.step(), "applied", it.summary());
            case RemediationEvent.Undone it -> end(fact, it.step(), "applied", it.summary());
            case RemediationEvent.StepFailed it -> end(fact, it.step(), "failed", it.summary());
            case RemediationEvent.OutcomeUnknown it -> end(fact, it.step(), "unknown", it.summary());
            default -> Mono.empty();
        };
    }

    private Mono<Void> begin(RemediationFact fact, RemediationEvent.ActionDispatched event) {
        boolean isUndo = fact.remediation().steps().stream()
                .filter(step -> step.id().equals(event.step()))
                .anyMatch(step -> step.status() == StepStatus.FAILED);
        return database.sql("""
                        insert into remediation_attempt (remediation_id, step, number, is_undo, plan, dispatched_at,
                            outcome, summary)
                        values (:id, :step, :number, :undo, cast(:plan as jsonb), :at, 'under-way', :summary)
                        on conflict do nothing""")
                .bind("id", fact.remediation().id().value())
                .bind("step", event.step())
                .bind("number", event.attempt())
                .bind("undo", isUndo)
                .bind("plan", Wire.JSON.writeValueAsString(event.plan()))
                .bind("at", fact.occurredAt())
                .bind("summary", event.summary())
                .then();
    }

    /** Of the try that is under way, if there is one: a step can also fail without any. */
    private Mono<Void> end(RemediationFact fact, String step, String outcome, String summary) {
        return database.sql("""
                        update remediation_attempt set outcome = :outcome, summary = :summary, ended_at = :at
                        where remediation_id = :id and step = :step and outcome = 'under-way'""")
                .bind("id", fact.remediation().id().value())
                .bind("step", step)
                .bind("outcome", outcome)
                .bind("summary", summary)
                .bind("at", fact.occurredAt())
                .then();
    }

    /** In the order in which they left. */
    public Mono<List<Attempt>> of(RemediationId id) {
        return database.sql("""
                        select step, number, is_undo, plan::text as plan, dispatched_at, ended_at, outcome, summary
                        from remediation_attempt where remediation_id = :id order by dispatched_at, number""")
                .bind("id", id.value())
                .map(AttemptStore::read)
                .all()
                .collectList();
    }

    private static Attempt read(Readable row) {
        return new Attempt(
                Objects.requireNonNull(row.get("step", String.class)),
                Objects.requireNonNull(row.get("number", Integer.class)),
                Boolean.TRUE.equals(row.get("is_undo", Boolean.class)),
                Wire.JSON.readValue(Objects.requireNonNull(row.get("plan", String.class)), Plan.class),
                Objects.requireNonNull(row.get("dispatched_at", Instant.class)),
                row.get("ended_at", Instant.class),
                Objects.requireNonNull(row.get("outcome", String.class)),
                Objects.requireNonNull(row.get("summary", String.class)));
    }
}
