-- What incidents can be found by. Beside the incident, not in it: it is written after the fact, from the log, so that
-- taking alerts in does not wait for an index of words.
create table incident_search (
    incident_id uuid primary key references incident (id) on delete cascade,
    title       text not null,
    words       text not null, -- names, labels and titles of its alerts
    notes       text not null default '',
    document    tsvector not null generated always as (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', words), 'B')
            || setweight(to_tsvector('simple', notes), 'C')) stored
);

create index incident_search_document on incident_search using gin (document);

-- How far the log has been read for it; one row.
create table incident_search_place (
    only_row   boolean primary key default true check (only_row),
    written_by bigint not null,
    position   bigint not null
);

insert into incident_search_place (written_by, position) values (0, 0);

insert into incident_search (incident_id, title, words, notes)
select i.id, i.snapshot ->> 'title',
    concat_ws(' ', i.system, i.service, i.snapshot ->> 'level', i.snapshot -> 'trigger' ->> 'name',
        i.snapshot -> 'trigger' ->> 'description'),
    coalesce((select left(string_agg(e.value -> 'event' ->> 'text', E'\n' order by e.seq), 100000) from event_log e
        where e.subject_id = i.id and e.type = 'incident.noteAdded.v1'), '')
from incident i;

-- Answers to requests that came with an Idempotency-Key.
create table kept_answer (
    actor        text        not null,
    key          text        not null,
    request      bytea       not null, -- hash of what was asked
    asked_at     timestamptz not null,
    status       integer,              -- null: being worked on, or it was never finished
    content_type text,
    body         bytea,
    primary key (actor, key)
);

create index kept_answer_by_age on kept_answer (asked_at);
