-- Same text on SQLite and PostgreSQL. Times are epoch milliseconds, ids are text, truth values 0/1.

CREATE TABLE calls (
    id                   TEXT PRIMARY KEY,
    pbx                  TEXT NOT NULL,
    pbx_call_id          TEXT,
    direction            TEXT NOT NULL,
    caller               TEXT,
    caller_name          TEXT,
    callee               TEXT,
    agent_extension      TEXT,
    agent_email          TEXT,
    started_at           BIGINT NOT NULL,
    ended_at             BIGINT,
    duration_seconds     BIGINT NOT NULL,
    state                TEXT NOT NULL,
    trust                TEXT NOT NULL,
    missed               INTEGER NOT NULL,
    recording_url        TEXT,
    transcript_state     TEXT NOT NULL,
    transcript_reason_fr TEXT,
    transcript_reason_en TEXT,
    updated_at           BIGINT NOT NULL
);
CREATE INDEX calls_by_pbx ON calls (pbx, pbx_call_id);
CREATE INDEX calls_by_start ON calls (started_at);
CREATE INDEX calls_by_end ON calls (ended_at);
CREATE INDEX calls_by_transcript_state ON calls (transcript_state);

-- One party's path in a call: told by the PBX or by an agent's program.
CREATE TABLE legs (
    id              TEXT PRIMARY KEY,
    call_id         TEXT NOT NULL REFERENCES calls (id),
    ordinal         INTEGER NOT NULL,
    source          TEXT NOT NULL,
    source_ref      TEXT NOT NULL,
    extension       TEXT,
    email           TEXT,
    started_at      BIGINT NOT NULL,
    ended_at        BIGINT,
    UNIQUE (call_id, ordinal),
    UNIQUE (source, source_ref)
);

-- Sound of one channel of one leg. Positions are milliseconds from the stream's first sample.
CREATE TABLE streams (
    leg_id           TEXT NOT NULL REFERENCES legs (id),
    channel          TEXT NOT NULL,
    committed_millis BIGINT NOT NULL,
    next_utterance   BIGINT NOT NULL,
    ended            INTEGER NOT NULL,
    missing_millis   BIGINT NOT NULL,
    PRIMARY KEY (leg_id, channel)
);

-- Utterances of leg n of a call are numbered from n million on.
CREATE TABLE segments (
    call_id      TEXT NOT NULL REFERENCES calls (id),
    revision     TEXT NOT NULL,
    channel      TEXT NOT NULL,
    utterance    BIGINT NOT NULL,
    start_millis BIGINT NOT NULL,
    end_millis   BIGINT NOT NULL,
    text         TEXT NOT NULL,
    language     TEXT NOT NULL,
    confidence   DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (call_id, revision, channel, utterance)
);

-- Which revisions of a call are complete, also when nothing was said.
CREATE TABLE revisions (
    call_id   TEXT NOT NULL REFERENCES calls (id),
    revision  TEXT NOT NULL,
    stored_at BIGINT NOT NULL,
    PRIMARY KEY (call_id, revision)
);

-- Every distinct event a PBX told, as it came.
CREATE TABLE webhook_events (
    fingerprint TEXT PRIMARY KEY,
    call_id     TEXT REFERENCES calls (id),
    pbx         TEXT NOT NULL,
    sender      TEXT NOT NULL,
    trust       TEXT NOT NULL,
    body        TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    times       BIGINT NOT NULL
);

-- Recordings to fetch and read.
CREATE TABLE recordings (
    call_id    TEXT PRIMARY KEY REFERENCES calls (id),
    url        TEXT NOT NULL,
    state      TEXT NOT NULL,
    attempts   INTEGER NOT NULL,
    due_at     BIGINT NOT NULL
);
CREATE INDEX recordings_by_due ON recordings (state, due_at);

CREATE TABLE api_keys (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    hash         TEXT NOT NULL UNIQUE,
    start        TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    extension    TEXT,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at   BIGINT
);

CREATE TABLE login_tokens (
    hash       TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    scopes     TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    hash       TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    scopes     TEXT NOT NULL,
    key_id     TEXT REFERENCES api_keys (id),
    expires_at BIGINT NOT NULL
);

-- Values encrypted with SECRET_KEY.
CREATE TABLE secrets (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
