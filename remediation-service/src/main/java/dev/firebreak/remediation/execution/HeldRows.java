package dev.firebreak.remediation.execution;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.ledger.Attempt;
import dev.firebreak.remediation.ledger.AttemptState;
import dev.firebreak.remediation.trust.TrustStore;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads what {@link TurnStore} selects. */
final class HeldRows {
    /** Of {@code r} remediation, {@code i} incident_view, {@code a} its open attempt. */
    static final String COLUMNS = """
            r.snapshot::text AS remediation, r.seq, r.progress::text AS progress, r.fence, r.version, r.cancel_reason,
            i.snapshot::text AS incident, i.is_open, i.alerted_at, clock_timestamp() AS now,
            a.step, a.number, a.is_undo, a.action, a.is_rollback, a.approval_id, a.state AS attempt_state,
            a.fence AS attempt_fence, a.plan::text AS plan, a.described::text AS described,
            a.dispatched_at, a.accepted_at, a.observe_at,
            (SELECT json_object_agg(t.step, t.tries) FROM (
                SELECT step, max(number) AS tries FROM attempt WHERE remediation_id = r.id GROUP BY step) t)::text AS tries,
            (SELECT json_object_agg(t.step, json_build_object('mode', t.mode, 'proven', t.proven)) FROM trust t
                WHERE t.system = r.system AND t.runbook = r.runbook)::text AS trust
            """;

    private static final TypeReference<Map<String, Integer>> BY_STEP = new TypeReference<>() {};

    private HeldRows() {}

    static Held read(Readable row, long readAtNanos) {
        return new Held(
                json(row, "remediation", Remediation.class),
                value(row, "seq", Long.class),
                json(row, "progress", Progress.class),
                value(row, "fence", Long.class),
                value(row, "version", Long.class),
                json(row, "incident", Incident.class),
                value(row, "is_open", Boolean.class),
                value(row, "alerted_at", Instant.class),
                row.get("cancel_reason", String.class),
                row.get("step", String.class) == null ? null : attempt(row),
                tries(row.get("tries", String.class)),
                TrustStore.read(row.get("trust", String.class)),
                null,
                value(row, "now", Instant.class),
                readAtNanos);
    }

    private static Map<String, Integer> tries(@Nullable String json) {
        return json == null ? Map.of() : Wire.JSON.readValue(json, BY_STEP);
    }

    private static Attempt attempt(Readable row) {
        return new Attempt(
                value(row, "step", String.class),
                value(row, "number", Integer.class),
                value(row, "is_undo", Boolean.class),
                value(row, "action", String.class),
                value(row, "is_rollback", Boolean.class),
                row.get("approval_id", UUID.class),
                AttemptState.valueOf(value(row, "attempt_state", String.class)),
                value(row, "attempt_fence", Long.class),
                json(row, "plan", Plan.class),
                json(row, "described", Description.Ready.class),
                row.get("dispatched_at", Instant.class),
                row.get("accepted_at", Instant.class),
                row.get("observe_at", Instant.class));
    }

    private static <T> T json(Readable row, String column, Class<T> type) {
        return Wire.JSON.readValue(value(row, column, String.class), type);
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}
