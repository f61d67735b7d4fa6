-- What a row did not say yet: which version of the session, whose programme, what the
-- person did on the way, how it was breathed, and whether the row was changed by hand.
ALTER TABLE practice ADD COLUMN session_version TEXT NOT NULL DEFAULT '';
ALTER TABLE practice ADD COLUMN programme TEXT NOT NULL DEFAULT '';
ALTER TABLE practice ADD COLUMN programme_week INTEGER CHECK (programme_week > 0);
ALTER TABLE practice ADD COLUMN prepare_ms INTEGER NOT NULL DEFAULT 0 CHECK (prepare_ms >= 0);
-- One breath of the pattern at its full length; 0 where nothing was paced.
ALTER TABLE practice ADD COLUMN breath_pattern TEXT NOT NULL DEFAULT '';
ALTER TABLE practice ADD COLUMN breath_ms INTEGER NOT NULL DEFAULT 0 CHECK (breath_ms >= 0);
ALTER TABLE practice ADD COLUMN breaths INTEGER NOT NULL DEFAULT 0 CHECK (breaths >= 0);
-- JSON: lists of [at_ms, to_ms], of [at_ms, by_ms], and of [at_ms, question, answer].
ALTER TABLE practice ADD COLUMN skips TEXT NOT NULL DEFAULT '[]';
ALTER TABLE practice ADD COLUMN extensions TEXT NOT NULL DEFAULT '[]';
ALTER TABLE practice ADD COLUMN choices TEXT NOT NULL DEFAULT '[]';
-- NULL until a person changed the row or wrote it themselves.
ALTER TABLE practice ADD COLUMN edited_utc_ms INTEGER;

-- Sums by category, level and anchor over any stretch of days, read from here alone.
CREATE INDEX practice_by_kind
ON practice (category, level, anchor, local_date, practised_ms, outcome);
