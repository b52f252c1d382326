-- Post-mortems as people keep them; what nobody has changed yet is drafted from the log each time.
create table postmortem (
    incident_id uuid        not null references incident (id),
    version     integer     not null,
    text        text        not null,
    actor       jsonb       not null,
    at          timestamptz not null,
    primary key (incident_id, version)
);

-- For statistics over a time; small, and costs an opening next to nothing.
create index incident_by_opening on incident using brin (opened_at);
