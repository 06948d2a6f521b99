-- Cases, what was looked up in them, and what takes a second person. Selectors and records stand here in clear: the database is protected as the case files are.

-- Whoever has worked with cases, by the name that pages call them.
CREATE TABLE case_person (
    id VARCHAR(128) PRIMARY KEY,
    name VARCHAR(128) NOT NULL
);

CREATE TABLE case_file (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference VARCHAR(128) NOT NULL UNIQUE,
    title VARCHAR(200) NOT NULL,
    legal_basis VARCHAR(256) NOT NULL,
    state VARCHAR(16) NOT NULL,
    owner_id VARCHAR(128) NOT NULL REFERENCES case_person (id),
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    retention_days INTEGER NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE case_member (
    case_id BIGINT NOT NULL REFERENCES case_file (id),
    person_id VARCHAR(128) NOT NULL REFERENCES case_person (id),
    PRIMARY KEY (case_id, person_id)
);

-- What happened in a case, the oldest first. The subject is the lookup or the batch that the event is about.
CREATE TABLE case_event (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES case_file (id),
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    person_id VARCHAR(128) NOT NULL REFERENCES case_person (id),
    kind VARCHAR(24) NOT NULL,
    subject_id BIGINT,
    text VARCHAR(4000) NOT NULL
);
CREATE INDEX case_event_by_case ON case_event (case_id, id);

CREATE TABLE lookup_batch (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES case_file (id),
    person_id VARCHAR(128) NOT NULL REFERENCES case_person (id),
    legal_basis VARCHAR(256) NOT NULL,
    uploaded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    state VARCHAR(16) NOT NULL,
    failure_kind VARCHAR(16),
    failure VARCHAR(2000),
    evaluations BIGINT NOT NULL,
    holders_asked VARCHAR(2000) NOT NULL,
    holders_answered VARCHAR(2000) NOT NULL,
    queries BIGINT NOT NULL,
    bytes_sent BIGINT NOT NULL,
    bytes_received BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX lookup_batch_by_case ON lookup_batch (case_id, id);

-- One selector that was asked for. The attempt is the form's one-time key: a form that is sent twice asks once.
CREATE TABLE case_lookup (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES case_file (id),
    batch_id BIGINT REFERENCES lookup_batch (id),
    attempt VARCHAR(64) UNIQUE,
    person_id VARCHAR(128) NOT NULL REFERENCES case_person (id),
    legal_basis VARCHAR(256) NOT NULL,
    region VARCHAR(2),
    selector_type VARCHAR(16) NOT NULL,
    selector VARCHAR(400) NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    state VARCHAR(16) NOT NULL,
    failure_kind VARCHAR(16),
    failure VARCHAR(2000),
    found INTEGER NOT NULL,
    unreadable INTEGER NOT NULL,
    evaluations BIGINT NOT NULL,
    holders_asked VARCHAR(2000) NOT NULL,
    holders_answered VARCHAR(2000) NOT NULL,
    queries BIGINT NOT NULL,
    bytes_sent BIGINT NOT NULL,
    bytes_received BIGINT NOT NULL
);
CREATE INDEX case_lookup_by_case ON case_lookup (case_id, id);
CREATE INDEX case_lookup_by_selector ON case_lookup (selector_type, selector);
CREATE INDEX case_lookup_by_batch ON case_lookup (batch_id);

-- What a lookup found, as its contributors wrote it.
CREATE TABLE found_record (
    lookup_id BIGINT NOT NULL REFERENCES case_lookup (id),
    number INTEGER NOT NULL,
    institution VARCHAR(400) NOT NULL,
    category VARCHAR(64) NOT NULL,
    record_date DATE NOT NULL,
    case_reference VARCHAR(400) NOT NULL,
    contact VARCHAR(400) NOT NULL,
    PRIMARY KEY (lookup_id, number)
);

-- The lines of an uploaded file that name a selector; the lookup that answers one, once there is one.
CREATE TABLE batch_line (
    batch_id BIGINT NOT NULL REFERENCES lookup_batch (id),
    line INTEGER NOT NULL,
    selector_type VARCHAR(16) NOT NULL,
    selector VARCHAR(400) NOT NULL,
    lookup_id BIGINT REFERENCES case_lookup (id),
    PRIMARY KEY (batch_id, line)
);

-- The lines that do not, and why; not their text.
CREATE TABLE batch_bad_line (
    batch_id BIGINT NOT NULL REFERENCES lookup_batch (id),
    line INTEGER NOT NULL,
    reason VARCHAR(400) NOT NULL,
    PRIMARY KEY (batch_id, line)
);

-- What a supervisor is asked to sign for a batch. Draft and approval are the texts that travel to the supervisor and back.
CREATE TABLE approval_request (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch_id BIGINT NOT NULL REFERENCES lookup_batch (id),
    person_id VARCHAR(128) NOT NULL REFERENCES case_person (id),
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    evaluations BIGINT NOT NULL,
    draft VARCHAR(2048) NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state VARCHAR(16) NOT NULL,
    decided_by VARCHAR(128) REFERENCES case_person (id),
    decided_at TIMESTAMP WITH TIME ZONE,
    refusal VARCHAR(1000) NOT NULL,
    approval VARCHAR(2048) NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX approval_request_by_batch ON approval_request (batch_id, id);
