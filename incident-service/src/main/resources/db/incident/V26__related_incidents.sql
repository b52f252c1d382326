-- Which incidents suspect the same deployment.
alter table incident add column suspect text;
update incident set suspect = snapshot -> 'suspect' ->> 'id' where snapshot -> 'suspect' ->> 'id' is not null;
create index incident_by_suspect on incident (suspect) where suspect is not null;

-- Incidents of alerts that another one had explained while it was open.
create table inhibited_incident (
    incident_id uuid not null references incident (id),
    parent_id   uuid not null references incident (id),
    primary key (incident_id, parent_id)
);

create index inhibited_incident_by_parent on inhibited_incident (parent_id);
