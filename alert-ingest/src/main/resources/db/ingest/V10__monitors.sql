-- One row for each monitor of the catalogue: whose turn it is, and what is known of it between two looks.
create table monitor (
    -- system/name
    monitor_key   text        primary key,
    -- What was seen so far: failures in a row, what is raised since when, the last value.
    state         jsonb       not null,
    -- Alerts that were decided together with the state and that Kafka has not acknowledged yet; null when there are none.
    -- The very signals, so that a repeat of one is the same: the inbox of whoever reads them drops it.
    pending       text,
    next_look_at  timestamptz not null,
    looked_at     timestamptz,
    -- When somebody last called; only heartbeats have that.
    beat_at       timestamptz,
    -- Held by one instance until then. An instance that dies holds it no longer than that.
    leased_until  timestamptz,
    leased_by     text,
    lease_millis  bigint      not null,
    -- Counts the claims: what an instance writes that lost its claim is written nowhere.
    fence         bigint      not null default 0,
    -- When an instance last found it in its catalogue: what nobody knows any more is retired.
    known_at      timestamptz not null,
    created_at    timestamptz not null default clock_timestamp()
);

create index monitor_due on monitor (next_look_at);
