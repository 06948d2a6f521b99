-- Tokens of the institution's own tools. Rows stay when a token has ended: the audit log names it, so its name is not given again.
CREATE TABLE api_token (
    name VARCHAR(64) PRIMARY KEY,
    -- SHA-256 of the token's text, in hexadecimal digits
    token_hash VARCHAR(64) NOT NULL UNIQUE,
    -- ids of roles, with a blank between
    roles VARCHAR(256) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    last_used_at TIMESTAMP WITH TIME ZONE
);

-- Requests that must not be carried out twice, by the key that their sender chose, and their answers once there are any. Kept for a day.
CREATE TABLE api_request (
    token_name VARCHAR(64) NOT NULL REFERENCES api_token (name),
    request_key VARCHAR(128) NOT NULL,
    request_hash VARCHAR(64) NOT NULL,
    begun_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status INTEGER,
    headers VARCHAR(1024),
    body TEXT,
    PRIMARY KEY (token_name, request_key)
);
CREATE INDEX api_request_by_time ON api_request (begun_at);
