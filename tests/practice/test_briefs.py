"""Practices in brief: the same as the whole entries, in the order they were practised in."""

from dataclasses import replace
from datetime import date, timedelta

from tests.practice.examples import A_MORNING, MINUTE_MS, a_practice, progress
from tests.practice.fresh_log import fresh_log
from thaw.practice.briefs import Brief, briefs


def test_they_say_what_the_entries_say_oldest_first(tmp_path):
    log = fresh_log(tmp_path / "practice.sqlite")
    days = (3, 0, 7, 0, 1)
    entries = [
        a_practice(A_MORNING - timedelta(days=ago, minutes=at), (at + 1) * MINUTE_MS)
        for at, ago in enumerate(days)
    ]
    unheard = replace(a_practice(A_MORNING, MINUTE_MS), progress=progress(0))
    log.put([*entries, unheard])
    try:
        since = A_MORNING.date() - timedelta(days=3)
        expected = [
            Brief(one.id, one.local_date, one.progress.practised_ms)
            for one in reversed(log.entries(since))
            if one.progress.practised_ms > 0
        ]
        assert len(expected) == 4
        assert briefs(log, since) == expected
        assert briefs(log, date.max) == []
    finally:
        log.shut()
