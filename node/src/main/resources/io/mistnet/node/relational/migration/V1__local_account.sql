-- Users that sign in with a password of their own, where the institution has no provider.
CREATE TABLE local_account (
    name VARCHAR(64) PRIMARY KEY,
    display_name VARCHAR(128) NOT NULL,
    -- ids of roles, each followed by a blank
    roles VARCHAR(256) NOT NULL,
    -- Argon2id with its parameters and salt, in the form of its reference implementation
    password_hash VARCHAR(256) NOT NULL,
    created TIMESTAMP WITH TIME ZONE NOT NULL,
    password_changed TIMESTAMP WITH TIME ZONE NOT NULL,
    version BIGINT NOT NULL
);
