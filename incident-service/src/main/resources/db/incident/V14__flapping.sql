-- When fingerprints ended lately that fire in incidents: many ends in a short time are flapping.
create table flap (
    fingerprint text primary key,
    ends        timestamptz[] not null,
    is_flapping boolean       not null,
    counted_at  timestamptz   not null
);

create index flap_by_age on flap (counted_at);
