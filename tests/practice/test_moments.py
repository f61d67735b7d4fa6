"""Moments on their way into the log and back."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given

from tests.practice.examples import times
from thaw.practice.moments import as_kept, moment, utc_ms


@given(times)
def test_a_moment_comes_back_within_a_millisecond_and_in_utc(when):
    kept = as_kept(when)

    assert timedelta(0) <= when - kept < timedelta(milliseconds=1)
    assert kept.tzinfo is UTC
    assert moment(utc_ms(when)) == as_kept(kept) == kept


def test_what_is_kept_counts_from_1970():
    assert utc_ms(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    west = timezone(timedelta(hours=-1))
    assert utc_ms(datetime(1969, 12, 31, 23, 0, 1, 999_999, tzinfo=west)) == 1999
