-- What is known of an incident. Its row is the lock under which everything that is due for it is written down.
create table subject (
    incident_id uuid primary key,
    snapshot    jsonb,                      -- null while only its remediation has been heard of
    seq         bigint  not null default 0, -- of the newest fact about the incident
    round       int     not null default 0, -- reopenings so far: "resolved" is told once a round
    version     bigint  not null default 0, -- counts what a card would show differently
    open        boolean not null default true
);

create table subject_remediation (
    remediation_id uuid   primary key,
    incident_id    uuid   not null,
    seq            bigint not null,
    snapshot       jsonb  not null
);
create index subject_remediation_incident on subject_remediation (incident_id);

-- Who must be told what. Proven, given up or overtaken: never deleted, never sent twice on purpose.
create table obligation (
    id            uuid   primary key,
    incident_id   uuid   not null,
    transition    text   not null,
    receiver      text   not null,
    vendor        text   not null,
    lane          text   not null,
    position      bigint generated always as identity,
    fact_id       uuid   not null,
    version       bigint not null, -- the subject's, from which on a card tells it
    proof         text   not null check (proof in ('CARD', 'REPLY', 'EVENT')),
    occurred_at   timestamptz not null,
    deadline      timestamptz not null,
    state         text   not null default 'PENDING'
        check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'SUPERSEDED')),
    reason        text,
    detail        text,
    attempts      int    not null default 0,
    due_at        timestamptz not null default clock_timestamp(),
    claimed_until timestamptz,
    fence         bigint not null default 0,
    settled_at    timestamptz,
    unique (incident_id, transition, receiver)
);
create index obligation_unsettled on obligation (lane, position) where state in ('PENDING', 'SENDING');
create index obligation_failed on obligation (settled_at) where state = 'FAILED';

-- A destination's budget, kept here so that it holds across restarts and instances.
create table lane (
    name          text             primary key,
    tokens        double precision not null,
    refilled_at   timestamptz      not null,
    blocked_until timestamptz,
    address       text -- what the vendor calls it, once known: a channel's id
);

create table card (
    incident_id     uuid     not null,
    receiver        text     not null,
    lane            text     not null,
    channel         text     not null, -- as the catalogue names it
    channel_id      text,              -- as Slack does
    ts              text,              -- null until posted
    posted_hash     text,
    wanted_version  bigint   not null,
    handled_version bigint   not null default 0, -- shown, or given up with a failure
    urgency         smallint not null,
    severity        smallint not null,
    waiting_since   timestamptz not null default clock_timestamp(),
    due_at          timestamptz not null default clock_timestamp(),
    posting_since   timestamptz, -- a first post may have left and its answer is not known
    lines_wanted    int      not null default 0,
    lines_done      int      not null default 0,
    reply_due_at    timestamptz not null default clock_timestamp(),
    attempts        int      not null default 0,
    claimed_until   timestamptz,
    fence           bigint   not null default 0,
    failure         text,
    primary key (incident_id, receiver)
);
create index card_waiting on card (lane) where wanted_version > handled_version or lines_wanted > lines_done;
create index card_failed on card (incident_id) where failure is not null;

create table thread_line (
    incident_id uuid    not null,
    fact_id     uuid    not null,
    position    bigint  generated always as identity,
    text        text    not null,
    broadcast   boolean not null,
    primary key (incident_id, fact_id)
);

-- Which lines a card's thread has; SENDING: may or may not be there, its batch is in the message's metadata.
create table posted_line (
    incident_id uuid not null,
    receiver    text not null,
    fact_id     uuid not null,
    batch       uuid not null,
    state       text not null check (state in ('SENDING', 'SENT', 'FAILED')),
    sending_since timestamptz not null default clock_timestamp(),
    primary key (incident_id, receiver, fact_id)
);
