-- When the sound kept of a call was deleted.
ALTER TABLE calls ADD COLUMN audio_removed_at BIGINT;
