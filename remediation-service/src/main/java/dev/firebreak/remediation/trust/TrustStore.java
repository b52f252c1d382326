package dev.firebreak.remediation.trust;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** What steps have earned, one row each: the same for all services of a system. */
@Component
public class TrustStore {
    private static final TypeReference<Map<String, Trust>> BY_STEP = new TypeReference<>() {};

    private final DatabaseClient database;

    TrustStore(DatabaseClient database) {
        this.database = database;
    }

    /** What steps of the runbook have earned or lost, by their ids. */
    public Mono<Map<String, Trust>> of(RunbookRef runbook) {
        return database.sql("""
                        SELECT json_object_agg(step, json_build_object('mode', mode, 'proven', proven))::text AS trust
                        FROM trust WHERE system = :system AND runbook = :runbook
                        """)
                .bind("system", runbook.system())
                .bind("runbook", runbook.name())
                .map(row -> read(row.get("trust", String.class)))
                .one();
    }

    /** Inside the transaction that records the outcome; empty when the step may go as far as before. */
    public Mono<Optional<RemediationEvent>> learn(RunbookRef runbook, StepDefinition.Action step, boolean isGood) {
        Trust untried = Trust.of(step, null);
        if (untried.after(isGood, step).equals(untried)) {
            return found(runbook, step)
                    .flatMap(row -> judge(runbook, step, row, isGood))
                    .defaultIfEmpty(Optional.empty());
        }
        return insert(runbook, step, untried)
                .then(found(runbook, step))
                .flatMap(row -> judge(runbook, step, row, isGood));
    }

    private Mono<Optional<RemediationEvent>> judge(
            RunbookRef runbook, StepDefinition.Action step, Trust row, boolean isGood) {
        Trust before = Trust.of(step, row);
        Trust after = before.after(isGood, step);
        if (after.equals(row)) {
            return Mono.just(Optional.empty());
        }
        return update(runbook, step, after)
                .thenReturn(after.mode() == before.mode() ? Optional.empty() : Optional.of(told(step, before, after)));
    }

    private static RemediationEvent told(StepDefinition.Action step, Trust before, Trust after) {
        boolean isMore = after.mode().compareTo(before.mode()) > 0;
        int proven = isMore ? Trust.needed(step) : 0;
        String why = isMore ? "good " + proven + " times in a row" : "it did not help";
        return new RemediationEvent.TrustChanged(
                step.id(),
                before.mode(),
                after.mode(),
                proven,
                "Trust in " + step.id() + ": " + before.mode().word() + " → "
                        + after.mode().word() + ", " + why);
    }

    /** Under lock: of two outcomes at once both count. */
    private Mono<Trust> found(RunbookRef runbook, StepDefinition.Action step) {
        return bind(runbook, step, """
                        SELECT mode, proven FROM trust
                        WHERE system = :system AND runbook = :runbook AND step = :step FOR UPDATE
                        """).map(TrustStore::read).one();
    }

    private Mono<Void> insert(RunbookRef runbook, StepDefinition.Action step, Trust trust) {
        return bind(runbook, step, """
                        INSERT INTO trust (system, runbook, step, mode, proven, judged_at)
                        VALUES (:system, :runbook, :step, :mode, :proven, clock_timestamp()) ON CONFLICT DO NOTHING
                        """)
                .bind("mode", trust.mode().word())
                .bind("proven", trust.proven())
                .then();
    }

    private Mono<Void> update(RunbookRef runbook, StepDefinition.Action step, Trust trust) {
        return bind(runbook, step, """
                        UPDATE trust SET mode = :mode, proven = :proven, judged_at = clock_timestamp()
                        WHERE system = :system AND runbook = :runbook AND step = :step
                        """)
                .bind("mode", trust.mode().word())
                .bind("proven", trust.proven())
                .then();
    }

    private DatabaseClient.GenericExecuteSpec bind(RunbookRef runbook, StepDefinition.Action step, String sql) {
        return database.sql(sql)
                .bind("system", runbook.system())
                .bind("runbook", runbook.name())
                .bind("step", step.id());
    }

    /** As {@code json_object_agg} by step makes it; none when there is no row. */
    public static Map<String, Trust> read(@Nullable String json) {
        return json == null ? Map.of() : Wire.JSON.readValue(json, BY_STEP);
    }

    private static Trust read(Readable row) {
        return new Trust(
                StepMode.parse(Objects.requireNonNull(row.get("mode", String.class))),
                Objects.requireNonNull(row.get("proven", Integer.class)));
    }
}
