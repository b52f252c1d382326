-- Alerts that count towards a threshold and made no incident yet, by their own time to the microsecond.
create table threshold_count (
    counter text        not null, -- runbook and correlation key
    at      timestamptz not null,
    bad     integer     not null, -- alerts that match the runbook
    good    integer     not null, -- what is only counted beside them
    primary key (counter, at)
);

create index threshold_count_by_age on threshold_count (at);

-- Traces were counted for thresholds before; nothing looks for them by key any more.
drop index alert_trace_by_key;

-- Alerts that fire and are held back: newest word on each fingerprint. A resolve takes them out; when what holds them
-- ends they are handled as new.
create table held_alert (
    fingerprint text primary key,
    held_by     text        not null, -- threshold, silence, maintenance, inhibition
    reason      text        not null,
    starts_at   timestamptz not null,
    held_at     timestamptz not null,
    due_at      timestamptz,          -- null: until the silence or the incident ends
    silence_id  uuid,
    incident_id uuid,
    alert       jsonb       not null
);

create index held_alert_due on held_alert (due_at) where due_at is not null;
create index held_alert_by_silence on held_alert (silence_id) where silence_id is not null;
create index held_alert_by_incident on held_alert (incident_id) where incident_id is not null;
