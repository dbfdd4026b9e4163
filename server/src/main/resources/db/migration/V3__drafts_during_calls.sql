-- The device a ticket is about, and the form it is filed with.
ALTER TABLE drafts ADD COLUMN node_id BIGINT;
ALTER TABLE drafts ADD COLUMN node_name TEXT;
ALTER TABLE drafts ADD COLUMN form_id BIGINT;

-- Who changed which field last, in which version, as JSON.
ALTER TABLE drafts ADD COLUMN edits TEXT NOT NULL DEFAULT '{}';

-- When the server saw that the call was over.
ALTER TABLE drafts ADD COLUMN over_at BIGINT;
