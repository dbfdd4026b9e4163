-- When the next request to an outer system may leave, for all nodes together.
CREATE TABLE pace (
    name    TEXT PRIMARY KEY,
    next_at BIGINT NOT NULL
);
