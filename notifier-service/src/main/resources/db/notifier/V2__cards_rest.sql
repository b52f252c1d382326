-- A card that was changed just now rests for a moment, so that what comes in quick succession is one change.
alter table card add column rests_until timestamptz not null default clock_timestamp();
