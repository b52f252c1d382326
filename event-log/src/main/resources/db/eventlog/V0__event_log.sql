-- The log of one service: timeline, audit log and outbox at once. Runs in that service's own schema.
create table event_log (
    subject_id      uuid        not null,
    seq             bigint      not null,
    event_id        uuid        not null unique,
    type            text        not null,
    topic           text        not null,
    message_key     text        not null,
    -- json, not jsonb: Kafka gets the very bytes that were appended, and jsonb refuses \u0000, which alerts may contain.
    headers         json        not null,
    value           json        not null,
    occurred_at     timestamptz not null,
    actor           json        not null,
    origin          text        not null,
    catalog_version text        not null,
    -- Grows in the order of inserts. Only for sorting: a transaction that commits late shows up behind larger ones.
    position        bigserial   not null,
    published_at    timestamptz,
    primary key (subject_id, seq)
);

create index event_log_unpublished on event_log (position) where published_at is null;

create table inbox (
    consumer    text        not null,
    message_key text        not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (consumer, message_key)
);

create index inbox_received_at on inbox (received_at);
