-- Messages that Kafka did not acknowledge in time, until it does.
create table spill (
    -- Grows in the order of inserts; only for sorting, never "after the last one seen".
    position    bigserial   primary key,
    topic       text        not null,
    message_key text        not null,
    -- The very text that goes to Kafka, so no json type: jsonb would refuse \u0000, which alerts may contain.
    headers     text        not null,
    value       text        not null,
    spilled_at  timestamptz not null default clock_timestamp(),
    -- Why the broker will never take it; null while it may. Such a row stays until a person has looked at it.
    refused     text
);

create index spill_waiting on spill (position) where refused is null;
