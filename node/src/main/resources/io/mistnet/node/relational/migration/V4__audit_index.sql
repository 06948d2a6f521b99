-- The audit log's lines, for searching. The log's files are the truth: this table is filled from them, and made anew where it differs.
CREATE TABLE audit_line (
    sequence BIGINT PRIMARY KEY,
    kind VARCHAR(16) NOT NULL,
    written_at TIMESTAMP WITH TIME ZONE NOT NULL,
    hash VARCHAR(64) NOT NULL,
    user_id VARCHAR(256) NOT NULL,
    case_reference VARCHAR(256) NOT NULL,
    legal_basis VARCHAR(256) NOT NULL,
    action VARCHAR(256) NOT NULL,
    subject VARCHAR(256) NOT NULL,
    size BIGINT NOT NULL,
    outcome VARCHAR(256) NOT NULL,
    found BIGINT NOT NULL
);
CREATE INDEX audit_line_by_time ON audit_line (written_at);
CREATE INDEX audit_line_by_user ON audit_line (user_id, sequence);
CREATE INDEX audit_line_by_case ON audit_line (case_reference, sequence);
