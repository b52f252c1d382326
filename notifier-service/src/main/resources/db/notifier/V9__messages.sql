-- What a message needs, whoever sends it: the receiver as it was configured when it was obliged, how much it matters
-- (calls for help come first, the worst before the rest) and the words that go with the fact.
alter table obligation
    add column told_to   jsonb,
    add column rank      smallint not null default 10,
    add column words     text,
    add column raised_at timestamptz; -- somebody else was asked, because proof was missing past the deadline

update obligation due set told_to = receiver.value
from subject, jsonb_array_elements(subject.snapshot -> 'receivers') as receiver (value)
where due.state in ('PENDING', 'SENDING', 'FAILED') and subject.incident_id = due.incident_id
    and receiver.value ->> 'name' = due.receiver;

create index obligation_message on obligation (lane, rank, position) where proof = 'EVENT' and state in ('PENDING', 'SENDING');
create index obligation_late on obligation (deadline) where raised_at is null and state in ('PENDING', 'SENDING', 'FAILED');
