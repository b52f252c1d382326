-- What guards and expressions need of each incident, from firebreak.incidents.
CREATE TABLE incident_view (
    incident_id uuid PRIMARY KEY,
    seq bigint NOT NULL,
    is_open boolean NOT NULL,
    alerted_at timestamptz NOT NULL, -- newest firing alert: older than that nothing acts
    snapshot jsonb NOT NULL
);

CREATE TABLE remediation (
    id uuid PRIMARY KEY,
    incident_id uuid NOT NULL,
    system text NOT NULL,
    service text NOT NULL,
    runbook text NOT NULL,
    round integer NOT NULL, -- 1, and one more for each reopening of the incident
    state text NOT NULL,
    seq bigint NOT NULL,
    snapshot jsonb NOT NULL,
    progress jsonb NOT NULL,
    cancel_reason text,
    version bigint NOT NULL DEFAULT 0, -- counts what arrived from outside: a turn that decided without it decides again
    next_turn_at timestamptz, -- null: nothing to do until something arrives
    fence bigint NOT NULL DEFAULT 0,
    lease_until timestamptz,
    claimed_by text,
    acted_at timestamptz, -- first call that may have left
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    UNIQUE (incident_id, system, runbook, round)
);

CREATE UNIQUE INDEX remediation_unfinished ON remediation (incident_id, system, runbook) WHERE finished_at IS NULL;

CREATE INDEX remediation_due ON remediation (next_turn_at) WHERE finished_at IS NULL;

CREATE INDEX remediation_acted ON remediation (acted_at) WHERE acted_at IS NOT NULL;

-- The ledger. DISPATCHING is committed before the call leaves, so a row says for sure whether one may have left.
CREATE TABLE attempt (
    remediation_id uuid NOT NULL REFERENCES remediation (id),
    step text NOT NULL,
    number integer NOT NULL,
    is_undo boolean NOT NULL,
    incident_id uuid NOT NULL,
    system text NOT NULL,
    service text NOT NULL,
    action text NOT NULL,
    target_key text NOT NULL,
    is_rollback boolean NOT NULL,
    approval_id uuid, -- null: nobody was asked
    state text NOT NULL CHECK (state IN ('CLAIMED', 'DISPATCHING', 'APPLIED', 'FAILED', 'REFUSED', 'UNKNOWN')),
    fence bigint NOT NULL,
    holds_target boolean NOT NULL, -- until its effect is verified nobody else acts on the target
    plan jsonb NOT NULL,
    described jsonb NOT NULL,
    dispatched_at timestamptz,
    accepted_at timestamptz, -- the target took the request and is at it
    observe_at timestamptz,
    ended_at timestamptz,
    summary text,
    PRIMARY KEY (remediation_id, step, number)
);

CREATE UNIQUE INDEX attempt_holds_target ON attempt (target_key) WHERE holds_target;

CREATE INDEX attempt_open ON attempt (remediation_id) WHERE state IN ('CLAIMED', 'DISPATCHING');

CREATE INDEX attempt_by_target ON attempt (target_key, dispatched_at);

CREATE INDEX attempt_by_incident ON attempt (incident_id);

CREATE INDEX attempt_rollbacks ON attempt (system, service, dispatched_at) WHERE is_rollback;

-- The kill switch. By hand, when nothing else works:
--   UPDATE remediation.automation SET paused = true, reason = 'by hand' WHERE scope = 'global';
CREATE TABLE automation (
    scope text PRIMARY KEY,
    paused boolean NOT NULL,
    reason text NOT NULL DEFAULT '',
    changed_by text NOT NULL DEFAULT current_user,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

INSERT INTO automation (scope, paused) VALUES ('global', false);

-- Each dispatch holds a share lock on the row 'global' until it has committed. Whoever changes any scope, by command or by
-- hand, takes that row alone first: after the change is committed nothing more in its scope is dispatched.
CREATE FUNCTION automation_waits_for_dispatches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT 1 FROM %I.automation WHERE scope = ''global'' FOR UPDATE', TG_TABLE_SCHEMA);
    RETURN NEW;
END
$$;

CREATE TRIGGER automation_waits_for_dispatches BEFORE INSERT OR UPDATE ON automation
    FOR EACH ROW EXECUTE FUNCTION automation_waits_for_dispatches();

-- Rows to lock while budgets are counted; what is counted is the ledger itself.
CREATE TABLE budget (
    key text PRIMARY KEY,
    asked_at timestamptz NOT NULL
);
