-- Alerts of incidents that mute others for as long as the incident is open.
create table inhibition_source (
    incident_id uuid  not null references incident (id),
    fingerprint text  not null,
    system      text  not null,
    alert       jsonb not null,
    primary key (incident_id, fingerprint)
);
