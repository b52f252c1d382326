-- Lets the live stream read the log in an order that nothing can come in before: by the transaction that wrote it, as
-- long as no older transaction is still running. Positions alone do not do: one that commits late has a smaller one.
-- Rows from before this have none and are not streamed.
alter table event_log add column written_by xid8;
alter table event_log alter column written_by set default pg_current_xact_id();

create index event_log_stream on event_log (written_by, position) where topic = 'firebreak.incidents';
