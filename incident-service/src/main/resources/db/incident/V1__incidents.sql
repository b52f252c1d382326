create sequence incident_number;

-- The newest state of each incident. The log (event_log) is the truth; this is written in the same transaction.
create table incident (
    id              uuid primary key,
    number          bigint      not null unique,
    correlation_key text        not null,
    is_open         boolean     not null,
    state           text        not null,
    severity        text        not null,
    system          text        not null,
    service         text        not null,
    opened_at       timestamptz not null,
    resolved_at     timestamptz,
    updated_at      timestamptz not null,
    next_due_at     timestamptz,          -- when time alone moves it; null when it only waits for messages
    seq             bigint      not null, -- of its newest log entry
    snapshot        jsonb       not null,
    terms           jsonb       not null,
    escalation      jsonb       not null
);

-- The one guard against a second incident for the same thing, whatever instance, batch or partition it comes from.
create unique index incident_one_open_per_key on incident (correlation_key) where is_open;
create index incident_due on incident (next_due_at) where next_due_at is not null;
create index incident_by_key on incident (correlation_key, resolved_at desc);
create index incident_newest_first on incident (number desc) include (state, system, service);

-- The newest word on each fingerprint of an incident: what still fires, exactly, however many there are.
create table incident_alert (
    incident_id uuid    not null references incident (id),
    fingerprint text    not null,
    is_firing   boolean not null,
    word        jsonb   not null,
    primary key (incident_id, fingerprint)
);

create index incident_alert_firing on incident_alert (fingerprint) where is_firing;

-- Resolves that came before what they resolve, so that the late firing is known to be over.
create table early_resolve (
    fingerprint text primary key,
    ended_at    timestamptz not null,
    received_at timestamptz not null
);

-- How each alert was decided on, silence included.
create table alert_trace (
    id              uuid primary key,
    received_at     timestamptz not null,
    source          text        not null,
    name            text        not null,
    service         text        not null,
    fingerprint     text        not null,
    status          text        not null,
    outcome         text        not null,
    correlation_key text,
    incident_id     uuid,
    catalog_version text        not null,
    stages          jsonb       not null
);

create index alert_trace_by_key on alert_trace (correlation_key, received_at) where status = 'firing';
create index alert_trace_by_age on alert_trace (received_at);

create table deployment (
    provider     text  not null,
    id           text  not null,
    project      text  not null,
    data         jsonb not null,
    withdrawn_at timestamptz, -- when a rollback took production traffic away from it, the last time
    primary key (provider, id)
);

create table deployment_live (
    provider      text        not null,
    project       text        not null,
    deployment_id text        not null,
    live_at       timestamptz not null,
    by_rollback   boolean     not null,
    primary key (provider, project, live_at, deployment_id)
);

-- The newest snapshot of each remediation, for readers of the API; remediation-service owns the state.
create table remediation (
    id          uuid primary key,
    incident_id uuid        not null references incident (id),
    seq         bigint      not null,
    verified    boolean     not null,
    started_at  timestamptz not null,
    snapshot    jsonb       not null
);

create index remediation_by_incident on remediation (incident_id, started_at);

-- Where automation is paused, as remediation-service told; scopes never touched are not listed.
create table automation (
    scope      text primary key,
    paused     boolean     not null,
    reason     text        not null,
    changed_by text        not null,
    changed_at timestamptz not null
);
