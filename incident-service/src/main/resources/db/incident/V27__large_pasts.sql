-- Lists of a large past: what people filter by comes first, then the number, so that a page of it is read and no more.
create index incident_open_newest_first on incident (number desc) where is_open;
create index incident_by_system on incident (system, number desc);
create index incident_by_service on incident (service, number desc);
create index incident_by_severity on incident (severity, number desc);

-- The index under the unique number does the same, read backwards.
drop index incident_newest_first;
