-- The bank's own accounts that an alert was ever raised for. Whoever changes an alert locks its account's row first, so that two never change one alert at once, and intake and analysts never wait for each other in a ring.
CREATE TABLE alert_accounts (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_number VARCHAR(34) NOT NULL UNIQUE,
    -- The alert of this account that is not closed: one at most
    open_alert BIGINT
);

CREATE TABLE alerts (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES alert_accounts (id),
    account_number VARCHAR(34) NOT NULL,
    rule VARCHAR(32) NOT NULL,
    measure VARCHAR(8) NOT NULL,
    risk DOUBLE PRECISION NOT NULL,
    epoch BIGINT NOT NULL,
    raised_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_raised_at TIMESTAMP WITH TIME ZONE NOT NULL,
    occurrences INTEGER NOT NULL,
    state VARCHAR(8) NOT NULL,
    assignee VARCHAR(128),
    assignee_name VARCHAR(128),
    disposition VARCHAR(32),
    closed_at TIMESTAMP WITH TIME ZONE,
    version BIGINT NOT NULL
);

-- A page of the queue is read from one of these in its order, for each state. The columns after the order are those that people filter by: a row that does not match is passed over without being fetched.
CREATE INDEX alerts_by_risk ON alerts (state, risk DESC, id, rule, assignee, raised_at, account_number);
CREATE INDEX alerts_by_age ON alerts (state, raised_at, id, rule, assignee, risk, account_number);
CREATE INDEX alerts_by_youth ON alerts (state, raised_at DESC, id DESC, rule, assignee, risk, account_number);
CREATE INDEX alerts_of_account ON alerts (account, id);
CREATE INDEX alerts_of_assignee ON alerts (assignee, state);
CREATE INDEX alerts_by_outcome ON alerts (state, rule, disposition);

-- What an epoch said of an account counts once, however often it is delivered
CREATE TABLE alert_occurrences (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES alert_accounts (id),
    epoch BIGINT NOT NULL,
    rule VARCHAR(32) NOT NULL,
    alert BIGINT NOT NULL REFERENCES alerts (id),
    measure VARCHAR(8) NOT NULL,
    risk DOUBLE PRECISION NOT NULL,
    cut_off TIMESTAMP WITH TIME ZONE NOT NULL,
    raised_at TIMESTAMP WITH TIME ZONE NOT NULL,
    UNIQUE (account, epoch, rule)
);
CREATE INDEX occurrences_of_alert ON alert_occurrences (alert, id);

-- What the bank knew of the account's transfers when the alert was raised
CREATE TABLE alert_transfers (
    alert BIGINT NOT NULL REFERENCES alerts (id),
    uetr UUID NOT NULL,
    amount NUMERIC(22, 4) NOT NULL,
    currency VARCHAR(3) NOT NULL,
    debtor_account VARCHAR(34) NOT NULL,
    debtor_agent VARCHAR(11) NOT NULL,
    creditor_account VARCHAR(34) NOT NULL,
    creditor_agent VARCHAR(11) NOT NULL,
    settled_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (alert, uetr)
);

-- Every change of an alert, by the version that it made. Rows are added and never changed
CREATE TABLE alert_history (
    alert BIGINT NOT NULL REFERENCES alerts (id),
    version BIGINT NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    what VARCHAR(16) NOT NULL,
    actor VARCHAR(128),
    actor_name VARCHAR(128),
    assignee VARCHAR(128),
    assignee_name VARCHAR(128),
    disposition VARCHAR(32),
    epoch BIGINT,
    remark VARCHAR(4000),
    PRIMARY KEY (alert, version)
);

-- Those who work alerts, so that others can give them some
CREATE TABLE alert_people (
    id VARCHAR(128) PRIMARY KEY,
    name VARCHAR(128) NOT NULL
);

-- Up to where the topic of alerts was taken in
CREATE TABLE alert_intake (
    topic VARCHAR(249) NOT NULL,
    topic_partition INTEGER NOT NULL,
    next_offset BIGINT NOT NULL,
    PRIMARY KEY (topic, topic_partition)
);
