-- Notes of ours that may stand on PagerDuty's incidents: written down before they leave, so that none is written twice
-- and each is known when PagerDuty tells of it.
create table pagerduty_note (
    pagerduty_id  text not null,
    mark          text not null, -- how the note begins there: our incident's number and the place in its timeline
    obligation_id uuid not null, -- whose delivery brings it: two receivers may call through one account
    begun_at      timestamptz not null default clock_timestamp(),
    primary key (pagerduty_id, mark)
);
