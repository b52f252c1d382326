-- Keys for programs. The key itself is shown once and never stored: it is random, so a plain hash is enough.
create table api_token (
    id           uuid primary key,
    name         text        not null,
    hash         bytea       not null unique,
    role         text        not null,
    system       text,                 -- null: all systems
    created_by   jsonb       not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_by   jsonb,
    revoked_at   timestamptz,
    last_used_at timestamptz           -- to the minute
);

-- Each change asked for and each request refused.
create table audit_entry (
    number  bigint primary key generated always as identity,
    at      timestamptz not null,
    kind    text        not null,
    actor   jsonb,       -- null when nobody could be told
    address text        not null,
    method  text        not null,
    path    text        not null,
    status  integer,     -- null: the change was begun and its answer is not known
    detail  text
);

create index audit_entry_by_age on audit_entry (at);
create index audit_entry_by_actor on audit_entry ((actor ->> 'id'), number desc);
