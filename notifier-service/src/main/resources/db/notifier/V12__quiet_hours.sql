-- Until when somebody is left in peace. Afterwards what was held is told in one message.
alter table obligation add column held_until timestamptz;
alter table card add column held_until timestamptz;
