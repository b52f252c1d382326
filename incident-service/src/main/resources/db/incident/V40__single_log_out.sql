-- The provider ends its own session when it is shown the token that began ours. Sealed with the key that only the browser
-- has, so that nobody who reads this table can pass for anybody.
alter table console_session
    add column id_token bytea;
