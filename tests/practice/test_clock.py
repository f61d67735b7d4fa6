from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from thaw.practice.clock import local_now, zone_name


def test_the_time_here_is_now_and_has_a_zone():
    before = datetime.now(UTC)
    now = local_now()

    assert now.utcoffset() is not None
    assert before <= now <= datetime.now(UTC)


def test_the_zone_of_the_environment_is_named(monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")

    import time

    time.tzset()
    try:
        assert zone_name(local_now()) == "Pacific/Auckland"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("name", ["Not/AZone", "../../etc/passwd", "EST5EDT4,M1.1.0,M2.1.0", ""])
def test_a_zone_that_cannot_be_read_leaves_the_plain_offset(monkeypatch, name):
    monkeypatch.setenv("TZ", name)

    assert local_now().utcoffset() is not None


def test_a_zone_without_a_name_is_its_offset():
    when = datetime(2026, 5, 1, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))

    assert zone_name(when) == "UTC-03:30"
    assert zone_name(datetime(2026, 5, 1, tzinfo=UTC)) == "UTC"
    assert zone_name(datetime(2026, 5, 1, tzinfo=ZoneInfo("Asia/Tokyo"))) == "Asia/Tokyo"
