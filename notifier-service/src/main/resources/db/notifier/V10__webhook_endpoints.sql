-- How a webhook's receiver has been doing: one that fails for days is switched off until its address changes.
create table webhook_endpoint (
    lane          text primary key,
    address_hash  text not null,      -- of the address it failed at; the address itself is a secret
    failing_since timestamptz,
    disabled_at   timestamptz,
    reason        text
);
