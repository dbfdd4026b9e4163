-- What a person wants beside the ticket itself; null = as the settings say.
CREATE TABLE delivery_wishes (
    draft_id         TEXT PRIMARY KEY REFERENCES drafts (id),
    append_to        INTEGER,
    attach_recording INTEGER,
    final_status     INTEGER
);

-- Time of work that is on a ticket, or on its way there: no minute of a worker twice.
CREATE TABLE booked_time (
    entry_id TEXT NOT NULL REFERENCES outbox (id),
    call_id  TEXT NOT NULL,
    worker   TEXT NOT NULL,
    from_at  BIGINT NOT NULL,
    to_at    BIGINT NOT NULL,
    seconds  BIGINT NOT NULL,
    PRIMARY KEY (entry_id, from_at)
);
CREATE INDEX booked_time_by_worker ON booked_time (worker, from_at);
CREATE INDEX booked_time_by_call ON booked_time (call_id);

-- Numbers the outbox remembers: how many requests were begun, when the server was last alive, when
-- an older database was put in place.
CREATE TABLE outbox_marks (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Our tickets as NinjaOne last showed them.
CREATE TABLE ticket_states (
    ticket_id   INTEGER PRIMARY KEY,
    status_id   INTEGER NOT NULL,
    status_name TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    changed_at  BIGINT NOT NULL,
    checked_at  BIGINT NOT NULL
);
CREATE INDEX drafts_by_ticket ON drafts (ticket_id);
