-- Words to single people: said once or dropped, never owed.
create table whisper (
    fact_id     uuid primary key,
    incident_id uuid not null,
    user_id     text not null,
    text        text not null,
    at          timestamptz not null default clock_timestamp()
);

-- Who acknowledged it, by the id of the edge that heard them: a name is not enough to find somebody's incidents.
alter table subject add column owner text;
