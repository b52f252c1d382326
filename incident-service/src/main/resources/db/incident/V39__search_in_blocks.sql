-- Searching a large past from its newest end. The index of words knows no order, so the words of each incident say as well in
-- which block of numbers it lies, and of what system and service it is. Words of people are in small letters: these are
-- found by no question of theirs.
drop index incident_search_document;

alter table incident_search drop column document, add column number bigint, add column system text, add column service text;

update incident_search set number = i.number, system = i.system, service = i.service from incident i where i.id = incident_id;

alter table incident_search alter column number set not null, alter column system set not null,
    alter column service set not null,
    add column document tsvector not null generated always as (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', words), 'B')
            || setweight(to_tsvector('simple', notes), 'C') || array_to_tsvector(array['B' || (number / 65536)::text,
            'SYSTEM ' || left(system, 200), 'SERVICE ' || left(service, 200)])) stored;

create unique index incident_search_newest_first on incident_search (number desc);
-- What is not in order yet is read by each search, once for each block: little of it.
create index incident_search_document on incident_search using gin (document) with (gin_pending_list_limit = 64);
