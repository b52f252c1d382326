-- Who came by way of an OpenID provider is no user of the settings. What the provider calls the person's roles is kept
-- in its words, so that what they mean here is asked of the settings each time, as it is for the settings' users.
alter table console_session
    add column subject text,
    add column words text[];
