-- Where an incident goes on that people merged into another one: the end of the chain, however long that is.
alter table incident add column merged_into uuid references incident (id);
create index incident_merged on incident (correlation_key) where merged_into is not null;
create index incident_merged_into on incident (merged_into) where merged_into is not null;

-- Fingerprints that people split off: what fires of them goes to that incident, whatever their correlation key.
create table split_alert (
    fingerprint text primary key,
    incident_id uuid not null references incident (id)
);
