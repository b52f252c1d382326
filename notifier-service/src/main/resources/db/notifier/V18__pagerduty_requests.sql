-- What may have been asked of PagerDuty's incidents: written down before it is asked, so that a lost answer escalates no
-- further than meant, and PagerDuty's word of our own reassignment is known.
create table pagerduty_request (
    pagerduty_id  text not null,
    transition    text not null, -- of the incident here
    obligation_id uuid not null, -- whose delivery asks for it: two receivers may call through one account
    level         int,           -- the escalation level; null for a reassignment, and when there is no such level
    user_id       text,          -- whose it is to be, by PagerDuty's id; null for a level
    echo          text,          -- the id of the event by which PagerDuty told us of it; null until it did
    begun_at      timestamptz not null default clock_timestamp(),
    primary key (pagerduty_id, transition)
);
create index pagerduty_request_begun on pagerduty_request (begun_at);
create index pagerduty_note_begun on pagerduty_note (begun_at);
