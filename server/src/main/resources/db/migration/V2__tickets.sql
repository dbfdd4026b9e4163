-- Work that one node at a time may do.
CREATE TABLE leases (
    name       TEXT PRIMARY KEY,
    owner      TEXT NOT NULL,
    number     BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- NinjaOne's organisations and people, as last synchronised.
CREATE TABLE directory_organizations (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE directory_people (
    uid             TEXT PRIMARY KEY,
    kind            TEXT NOT NULL,
    id              INTEGER NOT NULL,
    organization_id INTEGER,
    first_name      TEXT NOT NULL,
    last_name       TEXT NOT NULL,
    email           TEXT,
    phone           TEXT
);
CREATE INDEX directory_people_by_email ON directory_people (email);
CREATE TABLE directory_numbers (
    uid    TEXT NOT NULL REFERENCES directory_people (uid),
    number TEXT NOT NULL,
    tail   TEXT NOT NULL,
    PRIMARY KEY (uid, number)
);
CREATE INDEX directory_numbers_by_number ON directory_numbers (number);
CREATE INDEX directory_numbers_by_tail ON directory_numbers (tail);

-- One for each call, and one for each ticket asked for through the API.
CREATE TABLE drafts (
    id                TEXT PRIMARY KEY,
    call_id           TEXT UNIQUE REFERENCES calls (id),
    reference         TEXT NOT NULL UNIQUE,
    state             TEXT NOT NULL,
    version           BIGINT NOT NULL,
    title             TEXT NOT NULL,
    description       TEXT NOT NULL,
    summary           TEXT NOT NULL,
    category          TEXT NOT NULL,
    priority          TEXT NOT NULL,
    requester_uid     TEXT,
    requester_name    TEXT,
    organization_id   INTEGER,
    organization_name TEXT,
    candidates        TEXT NOT NULL,
    touched           TEXT NOT NULL,
    missing           TEXT NOT NULL,
    deadline          BIGINT,
    note_fr           TEXT NOT NULL,
    note_en           TEXT NOT NULL,
    revision          TEXT NOT NULL,
    transcript_hash   TEXT NOT NULL,
    board_id          INTEGER,
    status_id         INTEGER,
    ticket_id         INTEGER,
    ticket_url        TEXT,
    created_at        BIGINT NOT NULL,
    updated_at        BIGINT NOT NULL
);
CREATE INDEX drafts_by_state ON drafts (state, deadline);

-- What is to be written to NinjaOne, in order for each draft.
CREATE TABLE outbox (
    id              TEXT PRIMARY KEY,
    draft_id        TEXT NOT NULL REFERENCES drafts (id),
    call_id         TEXT,
    ordinal         INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    marker          TEXT NOT NULL UNIQUE,
    payload         TEXT NOT NULL,
    state           TEXT NOT NULL,
    sends           INTEGER NOT NULL,
    searches        INTEGER NOT NULL,
    due_at          BIGINT NOT NULL,
    uncertain_since BIGINT,
    lease_owner     TEXT,
    lease_number    BIGINT NOT NULL,
    lease_until     BIGINT NOT NULL,
    ticket_id       INTEGER,
    reason_fr       TEXT NOT NULL,
    reason_en       TEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    UNIQUE (draft_id, ordinal)
);
CREATE INDEX outbox_by_due ON outbox (state, due_at);

CREATE TABLE outbox_attempts (
    entry_id TEXT NOT NULL REFERENCES outbox (id),
    number   INTEGER NOT NULL,
    at       BIGINT NOT NULL,
    what     TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    detail   TEXT NOT NULL,
    PRIMARY KEY (entry_id, number)
);

-- Answers to repeated requests with the same Idempotency-Key.
CREATE TABLE idempotency (
    key_hash     TEXT PRIMARY KEY,
    request_hash TEXT NOT NULL,
    draft_id     TEXT NOT NULL REFERENCES drafts (id),
    created_at   BIGINT NOT NULL
);
