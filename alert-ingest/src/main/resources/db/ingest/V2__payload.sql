-- Bodies as they came in, redacted, for replay and backtest. Bounded: the oldest go first.
create table payload (
    id            bigserial   primary key,
    source        text        not null,
    -- The variable part of the path, empty when it has none.
    name          text        not null,
    received_at   timestamptz not null,
    -- Only headers that say what the body means; never one that proves who sent it.
    headers       text        not null,
    body          text        not null,
    size          integer     not null,
    delivery_keys text[]      not null
);

create index payload_received_at on payload (received_at);
create index payload_delivery_keys on payload using gin (delivery_keys);
