package dev.firebreak.remediation.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.wire.Wire;
import dev.firebreak.remediation.action.Description;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's part of the statement that writes a turn down. Its one parameter {@code :attempts} is the rows as JSON;
 * {@code held} must be a query of that statement which has the remediation's row only when the write counts.
 */
public final class LedgerWrite {
    /**
     * Lets go of targets, as {@code :releases} says; then writes the rows. The order keeps one holder a target. The cast
     * keeps the rows to be found by their key (decision 0056).
     */
    public static final String SQL = """
            released AS (
                UPDATE attempt a SET holds_target = false
                WHERE :releases AND CAST(a.holds_target AS int) = 1 AND a.remediation_id = (SELECT id FROM held)
                  AND NOT EXISTS (
                      SELECT FROM json_to_recordset(CAST(:attempts AS json)) AS it (step text, number integer)
                      WHERE it.step = a.step AND it.number = a.number)
                RETURNING 1),
            tried AS (
                INSERT INTO attempt (remediation_id, step, number, is_undo, incident_id, system, service, action,
                    target_key, is_rollback, approval_id, state, fence, holds_target, plan, described,
                    dispatched_at, accepted_at, observe_at, ended_at, summary)
                SELECT held.id, it.step, it.number, it.is_undo, it.incident_id, it.system, it.service, it.action,
                    it.target_key, it.is_rollback, it.approval_id, it.state, it.fence, it.holds_target, it.plan,
                    it.described, it.dispatched_at, it.accepted_at, it.observe_at, it.ended_at, it.summary
                FROM held CROSS JOIN json_to_recordset(CAST(:attempts AS json)) AS it (step text, number integer,
                    is_undo boolean, incident_id uuid, system text, service text, action text, target_key text,
                    is_rollback boolean, approval_id uuid, state text, fence bigint, holds_target boolean, plan jsonb,
                    described jsonb, dispatched_at timestamptz, accepted_at timestamptz, observe_at timestamptz,
                    ended_at timestamptz, summary text)
                WHERE (SELECT count(*) FROM released) >= 0
                ON CONFLICT (remediation_id, step, number) DO UPDATE SET
                    state = excluded.state, fence = excluded.fence, holds_target = excluded.holds_target,
                    accepted_at = excluded.accepted_at, observe_at = excluded.observe_at,
                    ended_at = excluded.ended_at, summary = excluded.summary
                RETURNING 1)
            """;

    private LedgerWrite() {}

    /** @param row null for none */
    public static String rows(Remediation remediation, @Nullable LedgerRow row) {
        return Wire.JSON.writeValueAsString(row == null ? List.of() : List.of(Row.of(remediation, row)));
    }

    private record Row(
            String step,
            int number,
            @JsonProperty("is_undo") boolean undo,
            @JsonProperty("incident_id") UUID incidentId,
            String system,
            String service,
            String action,
            @JsonProperty("target_key") String targetKey,
            @JsonProperty("is_rollback") boolean rollback,
            @JsonProperty("approval_id") @Nullable UUID approvalId,
            AttemptState state,
            long fence,
            @JsonProperty("holds_target") boolean holdsTarget,
            Plan plan,
            Description.Ready described,
            @JsonProperty("dispatched_at") @Nullable Instant dispatchedAt,
            @JsonProperty("accepted_at") @Nullable Instant acceptedAt,
            @JsonProperty("observe_at") @Nullable Instant observeAt,
            @JsonProperty("ended_at") @Nullable Instant endedAt,
            @Nullable String summary) {
        static Row of(Remediation remediation, LedgerRow row) {
            Attempt it = row.attempt();
            return new Row(
                    it.step(),
                    it.number(),
                    it.isUndo(),
                    remediation.incidentId().value(),
                    remediation.runbook().system(),
                    remediation.service(),
                    it.action(),
                    it.described().targetKey(),
                    it.isRollback(),
                    it.approvalId(),
                    it.state(),
                    it.fence(),
                    row.holdsTarget(),
                    it.plan(),
                    it.described(),
                    it.dispatchedAt(),
                    it.acceptedAt(),
                    it.observeAt(),
                    row.endedAt(),
                    row.summary());
        }
    }
}
