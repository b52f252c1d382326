-- PagerDuty's own ids of the incidents that we opened there: a note names only those.
create table pagerduty_incident (
    pagerduty_id text primary key,
    incident_id  uuid not null,
    seen_at      timestamptz not null default clock_timestamp()
);
