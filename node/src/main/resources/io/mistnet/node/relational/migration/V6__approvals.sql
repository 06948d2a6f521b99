-- Who answers for a token: what takes two people is not decided by them. Tokens of earlier versions have nobody.
ALTER TABLE api_token ADD COLUMN owner_id VARCHAR(128);

-- Who answered for the token that asked, where one did; and the list that was asked for, as an HMAC under a key that the database has not.
ALTER TABLE approval_request ADD COLUMN owner_id VARCHAR(128);
ALTER TABLE approval_request ADD COLUMN list_seal VARCHAR(64);
