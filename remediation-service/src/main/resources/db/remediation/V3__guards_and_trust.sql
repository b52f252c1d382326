-- What a guard has stopped until a person resumes it; null: a person's own pause.
ALTER TABLE automation ADD COLUMN guard text;

-- How much of a system is in trouble.
ALTER TABLE incident_view
    ADD COLUMN system text NOT NULL DEFAULT '',
    ADD COLUMN service text NOT NULL DEFAULT '',
    ADD COLUMN in_trouble boolean NOT NULL DEFAULT false, -- open and not mitigated
    ADD COLUMN is_storm boolean NOT NULL DEFAULT false; -- stands for many incidents at once

UPDATE incident_view SET
    system = snapshot ->> 'system',
    service = snapshot ->> 'service',
    in_trouble = snapshot ->> 'state' IN ('triggered', 'acknowledged'),
    is_storm = snapshot ->> 'correlationKey' = snapshot ->> 'system' || '/storm';

CREATE INDEX incident_view_open ON incident_view (system) WHERE is_open;

CREATE INDEX remediation_ended ON remediation (system, finished_at) WHERE acted_at IS NOT NULL;

-- How far each action step may go by what it has earned; no row: as its runbook says.
CREATE TABLE trust (
    system text NOT NULL,
    runbook text NOT NULL,
    step text NOT NULL,
    mode text NOT NULL,
    proven integer NOT NULL, -- good outcomes in a row since the mode last changed
    judged_at timestamptz NOT NULL,
    PRIMARY KEY (system, runbook, step)
);

-- Who said what to this service, with the roles that the edge vouched for last.
CREATE TABLE person (
    actor_id text PRIMARY KEY,
    name text NOT NULL,
    roles text[] NOT NULL,
    seen_at timestamptz NOT NULL
);
