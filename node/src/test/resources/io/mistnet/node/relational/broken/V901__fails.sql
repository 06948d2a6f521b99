ALTER TABLE local_account ADD COLUMN half_done INT;
INSERT INTO no_such_table VALUES (1);
