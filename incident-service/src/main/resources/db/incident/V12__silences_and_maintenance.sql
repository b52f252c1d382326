-- What people do not want to hear of for a time; kept after its end, for who asks why.
create table silence (
    id         uuid primary key,
    matchers   text[]      not null,
    reason     text        not null,
    created_by jsonb       not null,
    created_at timestamptz not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    ended_by   jsonb
);

create index silence_by_end on silence (ends_at);

-- Maintenance that people announced; what recurs is in the catalogue.
create table maintenance (
    id         uuid primary key,
    system     text        not null,
    services   text[]      not null, -- empty: all
    title      text        not null,
    automation text        not null, -- frozen, running
    alerts     text        not null, -- held, handled
    created_by jsonb       not null,
    created_at timestamptz not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    ended_by   jsonb
);

create index maintenance_by_end on maintenance (ends_at);

alter table held_alert add column maintenance_id uuid;
create index held_alert_by_maintenance on held_alert (maintenance_id) where maintenance_id is not null;

-- Freezes that remediation-service was told of, once each, whichever instance was first.
create table freeze_told (
    window_id text        not null,
    opens_at  timestamptz not null,
    closes_at timestamptz not null,
    primary key (window_id, opens_at)
);
