-- What was said of an incident and when, so that late words count where they belong. Null in rows from before this.
alter table incident add column testimony jsonb;
