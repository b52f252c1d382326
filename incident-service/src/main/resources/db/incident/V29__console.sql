-- People who are logged in at the console. The key in their cookie is never stored: it is random, so a plain hash is
-- enough.
create table console_session (
    hash       bytea primary key,
    user_name  text        not null,
    expires_at timestamptz not null
);

create index console_session_by_age on console_session (expires_at);
