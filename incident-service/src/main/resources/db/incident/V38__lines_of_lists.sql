-- What a list shows of an incident, beside the whole state: that is many times as large, and lies outside the row.
-- A drill is known by its correlation key, as in the code.
alter table incident add column line jsonb not null generated always as ((snapshot - array['correlationKey', 'trigger',
    'alerts', 'suspect', 'lastGood', 'receivers', 'resolvedBy', 'splitFrom', 'splitInto'])
    || case when starts_with(correlation_key, 'drill:') then jsonb '{"drill": true}' else jsonb '{"drill": false}' end) stored;
