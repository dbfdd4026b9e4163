-- The device a ticket is about, and the form it is filed with.
ALTER TABLE drafts ADD COLUMN node_id BIGINT;
ALTER TABLE drafts ADD COLUMN node_name TEXT;
ALTER TABLE drafts ADD COLUMN form_id BIGINT;

-- Who changed which field last, in which version, as JSON.
ALTER TABLE drafts ADD COLUMN edits TEXT NOT NULL DEFAULT '{}';

-- When the server saw that the call was over.
ALTER TABLE drafts ADD COLUMN over_at BIGINT;

-- `national` is a number without country code and trunk zeros; `shared` = an extension stood behind it.
-- What was copied before is copied anew.
DELETE FROM directory_numbers;
DELETE FROM directory_people;
DELETE FROM directory_organizations;
ALTER TABLE directory_numbers ADD COLUMN national TEXT NOT NULL DEFAULT '';
ALTER TABLE directory_numbers ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;
ALTER TABLE directory_people ADD COLUMN search TEXT NOT NULL DEFAULT '';
ALTER TABLE directory_people ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
ALTER TABLE directory_organizations ADD COLUMN search TEXT NOT NULL DEFAULT '';

CREATE TABLE directory_devices (
    id              BIGINT PRIMARY KEY,
    organization_id BIGINT NOT NULL,
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    owner_uid       TEXT,
    offline         INTEGER NOT NULL
);
CREATE INDEX directory_devices_by_owner ON directory_devices (owner_uid);

CREATE TABLE directory_state (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
