CREATE TABLE half_done (id BIGINT PRIMARY KEY);
ALTER TABLE local_account DROP COLUMN display_name;
