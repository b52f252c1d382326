-- What people name when they type: a number, or nothing when little is open.
create index subject_number on subject (((snapshot ->> 'number')::bigint));
create index subject_open on subject ((snapshot ->> 'openedAt')) where open and snapshot is not null;
create index card_channel on card (channel_id, incident_id);
