-- Records that no consumer could handle, from all <topic>.dlt. Kafka forgets them after its retention; this does not.
create table dead_letter (
    id               uuid primary key, -- made of position, consumer and content: read twice is one row
    number           bigint      not null unique generated always as identity,
    state            text        not null default 'open',
    topic            text        not null, -- where it was read and where a replay goes
    partition_number integer     not null,
    offset_number    bigint      not null,
    consumer         text        not null,
    type             text        not null,
    cause            text        not null,
    failed_at        timestamptz not null,
    replay_of        uuid,                 -- the letter that was sent again and came back as this one
    changed_at       timestamptz,
    record_key       bytea,
    headers          jsonb       not null, -- name to base64
    value            bytea
);

create index dead_letter_by_state on dead_letter (state, number desc);
create index dead_letter_replay_of on dead_letter (replay_of) where replay_of is not null;

-- Who did what with a letter, and why; written before it is done.
create table dead_letter_act (
    number    bigint primary key generated always as identity,
    letter_id uuid        not null references dead_letter (id) on delete cascade,
    act       text        not null,
    actor     jsonb       not null,
    reason    text,
    at        timestamptz not null
);

create index dead_letter_act_by_letter on dead_letter_act (letter_id, number);
