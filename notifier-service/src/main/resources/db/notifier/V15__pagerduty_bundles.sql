-- Incidents that a storm called for by one alert of PagerDuty's, which has the bundle's id as its key.
create table pagerduty_bundle (
    bundle_id   uuid not null,
    incident_id uuid not null,
    state       text not null default 'OPEN', -- OPEN, ACKNOWLEDGED, OVER; LEFT when it has an alert of its own since
    formed_at   timestamptz not null default clock_timestamp(),
    primary key (bundle_id, incident_id)
);
create index pagerduty_bundle_of on pagerduty_bundle (incident_id);

-- The key that PagerDuty's incident was opened with is an incident's id or a bundle's.
alter table pagerduty_incident rename column incident_id to dedup_key;
-- When a person last changed it there: what was done before that and is heard later is overtaken.
alter table pagerduty_incident add column changed_at timestamptz;
