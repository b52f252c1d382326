-- A channel of its own for an incident whose level asks for one: what has been done there so far.
create table incident_channel (
    incident_id   uuid primary key,
    name          text not null,
    channel_id    text,
    introduced    boolean not null default false,
    invited       text[] not null default '{}',
    closed_with   text, -- what was said when it was closed
    postmortem_ts text,
    pinned        boolean not null default false,
    archived      boolean not null default false,
    failure       text,
    attempts      integer not null default 0,
    changes       bigint not null default 0, -- of the incident, so that what changes during a look is looked at again
    due_at        timestamptz default clock_timestamp(), -- null when there is nothing to do
    claimed_until timestamptz,
    wanted_at     timestamptz not null default clock_timestamp()
);
create index incident_channel_due on incident_channel (due_at) where due_at is not null;
create index incident_channel_wanted on incident_channel (wanted_at);
