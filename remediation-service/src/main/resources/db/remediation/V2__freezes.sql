-- Maintenance in which nothing acts, as incident-service tells of it. By hand, when it has to end now:
--   UPDATE remediation.maintenance_freeze SET closes_at = now() WHERE scope = 'system:shop';
CREATE TABLE maintenance_freeze (
    window_id text NOT NULL,
    scope text NOT NULL,
    opens_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL,
    title text NOT NULL,
    PRIMARY KEY (window_id, scope, opens_at)
);

CREATE INDEX maintenance_freeze_by_scope ON maintenance_freeze (scope, closes_at);
