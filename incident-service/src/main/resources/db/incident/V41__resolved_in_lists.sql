-- Resolved and not closed yet are few: without an index of their own a list of them reads all that is closed.
create index incident_resolved_newest_first on incident (number desc) where state = 'resolved';
