-- Messages that are about no single incident: said once, and changed in place when what they say changes.
create table notice (
    id            uuid primary key,
    lane          text not null,
    channel       text not null,             -- as the catalogue names it, or a person's id
    text          text not null,
    blocks        text not null,
    version       bigint not null default 1, -- of what it should show
    shown_version bigint not null default 0, -- of what was sent or given up
    channel_id    text,
    ts            text,
    posting_since timestamptz,               -- a first post left whose answer is not known
    due_at        timestamptz not null default clock_timestamp(),
    claimed_until timestamptz,
    attempts      int not null default 0,
    fence         bigint not null default 0,
    failure       text
);
create index notice_waiting on notice (lane, due_at) where version > shown_version;

-- Up to where each list of the catalogue has been posted: who moves it on, posts.
create table checklist (
    system text not null,
    name   text not null,
    slot   timestamptz not null,
    primary key (system, name)
);

create table checklist_post (
    id          uuid primary key,
    system      text not null,
    name        text not null,
    title       text not null,
    channels    text[] not null,
    due_at      timestamptz not null,
    posted_at   timestamptz not null,
    missed      int not null,              -- earlier times that nobody was there to post it
    last_week   text,
    asked_at    timestamptz,               -- when the checks were asked for last
    again_at    timestamptz,               -- when somebody wanted them made once more
    answered_at timestamptz,
    closed_at   timestamptz,               -- the next one is there: nothing is ticked here any more
    unique (system, name, due_at)
);

create table checklist_item (
    post_id     uuid not null references checklist_post on delete cascade,
    position    int not null,
    text        text not null,
    automatic   boolean not null,
    open_since  timestamptz not null,      -- the first list in a row on which it was left open
    ticked_at   timestamptz,
    ticked_by   text,
    seen        text,                      -- what the check saw
    primary key (post_id, position)
);
