-- From one place to the next by the clock, without going through the rows between: for the
-- dates that a person's calendar jumped over. What was brought in or written down later
-- says only by guess where it was done.
CREATE INDEX practice_by_offset ON practice (utc_offset_start_min, started_utc_ms)
WHERE source NOT IN ('import', 'manual');
