-- A passphrase for the journal and the answers. Under it, what was written or answered is
-- in "sealed", and words, prompt, rating and word are empty.
CREATE TABLE lock (
    only_one    INTEGER PRIMARY KEY NOT NULL CHECK (only_one = 1),
    -- What scrypt makes a key of the passphrase with.
    salt        BLOB NOT NULL,
    scrypt_n    INTEGER NOT NULL,
    scrypt_r    INTEGER NOT NULL,
    scrypt_p    INTEGER NOT NULL,
    -- The key of all that is sealed, under the passphrase's.
    data_key    BLOB NOT NULL,
    -- What is written while nobody has unlocked is sealed to this.
    public_key  BLOB NOT NULL,
    private_key BLOB NOT NULL,
    CHECK (typeof(salt) = 'blob' AND typeof(data_key) = 'blob'
        AND typeof(public_key) = 'blob' AND typeof(private_key) = 'blob')
);

ALTER TABLE journal ADD COLUMN sealed BLOB;

-- Made anew: a sealed answer shows neither rating nor word.
CREATE TABLE answer_or_sealed (
    id              TEXT PRIMARY KEY NOT NULL CHECK (length(id) > 0),
    practice_id     TEXT,
    occasion        TEXT NOT NULL,
    item            TEXT NOT NULL,
    rating          INTEGER CHECK (rating BETWEEN 0 AND 10),
    word            TEXT NOT NULL,
    local_date      TEXT NOT NULL CHECK (length(local_date) = 10),
    answered_utc_ms INTEGER NOT NULL,
    sealed          BLOB,
    CHECK ((rating IS NULL) + (word = '') + (sealed IS NULL) = 2)
);
INSERT INTO answer_or_sealed
SELECT id, practice_id, occasion, item, rating, word, local_date, answered_utc_ms, NULL
FROM answer;
DROP TABLE answer;
ALTER TABLE answer_or_sealed RENAME TO answer;
CREATE INDEX answer_by_day ON answer (local_date, answered_utc_ms);
CREATE UNIQUE INDEX answer_once ON answer (practice_id, occasion, item)
WHERE practice_id IS NOT NULL;
CREATE UNIQUE INDEX answer_once_a_day ON answer (local_date, occasion, item)
WHERE practice_id IS NULL;
