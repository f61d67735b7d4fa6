-- One row for each practice. Lengths are milliseconds, *_utc_ms are milliseconds since
-- 1970-01-01 UTC, offsets are minutes east of UTC. local_date is the practice day as it
-- was when the practice began, and is never worked out again.
CREATE TABLE practice (
    id                   TEXT PRIMARY KEY NOT NULL CHECK (length(id) > 0),
    session_id           TEXT NOT NULL,
    content_hash         TEXT NOT NULL,
    title                TEXT NOT NULL,
    category             TEXT NOT NULL,
    level                TEXT NOT NULL,
    anchor               TEXT NOT NULL,
    language             TEXT NOT NULL,
    source               TEXT NOT NULL,
    app_version          TEXT NOT NULL,
    started_utc_ms       INTEGER NOT NULL,
    ended_utc_ms         INTEGER CHECK (ended_utc_ms >= started_utc_ms),
    local_date           TEXT NOT NULL CHECK (length(local_date) = 10),
    day_start_hour       INTEGER NOT NULL CHECK (day_start_hour BETWEEN 0 AND 23),
    tz_name              TEXT NOT NULL,
    utc_offset_start_min INTEGER NOT NULL,
    utc_offset_end_min   INTEGER,
    planned_ms           INTEGER NOT NULL CHECK (planned_ms >= 0),
    practised_ms         INTEGER NOT NULL CHECK (practised_ms >= 0),
    position_ms          INTEGER NOT NULL CHECK (position_ms >= 0),
    paused_ms            INTEGER NOT NULL CHECK (paused_ms >= 0),
    wall_ms              INTEGER NOT NULL CHECK (wall_ms >= 0),
    outcome              TEXT NOT NULL,
    had_voice            INTEGER NOT NULL CHECK (had_voice IN (0, 1)),
    had_holds            INTEGER NOT NULL CHECK (had_holds IN (0, 1)),
    clock_suspect        INTEGER NOT NULL CHECK (clock_suspect IN (0, 1)),
    -- JSON: a list of [at_ms, length_ms, reason], and a list of words.
    pauses               TEXT NOT NULL,
    tags                 TEXT NOT NULL,
    -- The running copy of Thaw that is writing this row; NULL once it is closed.
    writer               TEXT
);

-- Totals of a day are read from this index alone, and the newest rows from its end.
CREATE INDEX practice_by_day ON practice (local_date, started_utc_ms, practised_ms);

-- Almost always empty: what a start looks through for practices that were cut off.
CREATE INDEX practice_open ON practice (writer) WHERE outcome = 'open';
