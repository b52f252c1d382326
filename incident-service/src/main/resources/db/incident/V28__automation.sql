-- What remediation-service tells, kept for readers.
alter table remediation
    add column system  text not null default '',
    add column service text not null default '',
    add column state   text not null default '';

update remediation set system = snapshot -> 'runbook' ->> 'system', service = snapshot ->> 'service',
    state = snapshot ->> 'state';

create index remediation_newest on remediation (started_at desc, id);

-- Each call that may have left, and what became of it as far as it was told.
create table remediation_attempt (
    remediation_id uuid        not null references remediation (id),
    step           text        not null,
    number         int         not null,
    is_undo        boolean     not null,
    plan           jsonb       not null,
    dispatched_at  timestamptz not null,
    ended_at       timestamptz,
    outcome        text        not null, -- under-way, applied, failed, unknown
    summary        text        not null,
    primary key (remediation_id, step, number)
);

create index remediation_attempt_by_time on remediation_attempt (dispatched_at);

-- What steps have earned and lost; the newest of a step is what counts.
create table trust_change (
    id             uuid        primary key,
    system         text        not null,
    runbook        text        not null,
    step           text        not null,
    from_mode      text        not null,
    to_mode        text        not null,
    proven         int         not null,
    reason         text        not null,
    remediation_id uuid        not null,
    changed_at     timestamptz not null
);

create index trust_change_by_step on trust_change (system, runbook, step, changed_at desc);

-- Dry runs that were asked for, with their answer once it came.
create table dry_run (
    id       uuid        primary key,
    asked_at timestamptz not null,
    asked_by text        not null,
    report   jsonb
);

create index dry_run_by_age on dry_run (asked_at);

-- Within which bounds automation acts, as remediation-service told at its last start; one row.
create table automation_bounds (
    one     boolean     primary key default true check (one),
    told_at timestamptz not null,
    bounds  jsonb       not null
);
