-- Correlation groups that began lately, while the number of incidents is bounded; the one of a storm is not among them.
create table storm_group (
    correlation_key text primary key,
    system          text        not null,
    seen_at         timestamptz not null,
    is_absorbed     boolean     not null -- its alerts went to the storm's incident
);

create index storm_group_by_system on storm_group (system, seen_at);
create index storm_group_by_age on storm_group (seen_at);
