-- What is next is found without reading all that waits.
create index card_next on card (lane, urgency, severity, waiting_since) where wanted_version > handled_version;
create index card_thread_next on card (lane, severity, waiting_since) where ts is not null and lines_wanted > lines_done;
drop index card_waiting;
