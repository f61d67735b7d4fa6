-- What a person wrote, apart from the practices: exported and erased by itself. A note
-- belongs to a practice; a page was written at a session's prompt, or at no prompt.
CREATE TABLE journal (
    id             TEXT PRIMARY KEY NOT NULL CHECK (length(id) > 0),
    practice_id    TEXT,
    kind           TEXT NOT NULL,
    prompt         TEXT NOT NULL,
    words          TEXT NOT NULL,
    local_date     TEXT NOT NULL CHECK (length(local_date) = 10),
    written_utc_ms INTEGER NOT NULL,
    edited_utc_ms  INTEGER
);
CREATE INDEX journal_by_day ON journal (local_date, written_utc_ms);
CREATE INDEX journal_by_practice ON journal (practice_id);
CREATE UNIQUE INDEX journal_one_note ON journal (practice_id) WHERE kind = 'note';

-- What a person answered when they were asked how it is: a rating from 0 to 10, or a word.
CREATE TABLE answer (
    id              TEXT PRIMARY KEY NOT NULL CHECK (length(id) > 0),
    practice_id     TEXT,
    occasion        TEXT NOT NULL,
    item            TEXT NOT NULL,
    rating          INTEGER CHECK (rating BETWEEN 0 AND 10),
    word            TEXT NOT NULL,
    local_date      TEXT NOT NULL CHECK (length(local_date) = 10),
    answered_utc_ms INTEGER NOT NULL,
    CHECK ((rating IS NULL) <> (word = ''))
);
CREATE INDEX answer_by_day ON answer (local_date, answered_utc_ms);
CREATE UNIQUE INDEX answer_once ON answer (practice_id, occasion, item)
WHERE practice_id IS NOT NULL;
CREATE UNIQUE INDEX answer_once_a_day ON answer (local_date, occasion, item)
WHERE practice_id IS NULL;
