-- On SQLite every transaction rewrites this row: it tells which write-ahead log belongs to the file.
CREATE TABLE seal (
    id   INTEGER PRIMARY KEY,
    mark TEXT NOT NULL
);
