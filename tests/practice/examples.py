"""Practices to test with, and how hypothesis makes more of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4

from hypothesis import strategies as st

from thaw.practice.entry import (
    ChoiceMade,
    Extension,
    Outcome,
    Pause,
    PauseReason,
    PracticeEntry,
    PracticeStart,
    Progress,
    Skip,
    Source,
    closed,
    opened,
    whole_ms,
)

LISBON_WINTER = timezone(timedelta(0))
A_MORNING = datetime(2026, 11, 21, 8, 15, tzinfo=LISBON_WINTER)
MINUTE_MS = 60_000


def a_start(started=A_MORNING, **changes):
    start = PracticeStart(
        session_id="breath-awareness",
        content_hash="9f2c" * 16,
        title="Breath Awareness",
        category="breath",
        level="gentle",
        anchor="breath",
        language="en",
        source=Source.LIBRARY,
        planned_ms=10 * MINUTE_MS,
        started=started,
        tz_name="Europe/Lisbon",
        day_start_hour=0,
        app_version="0.1.0",
    )
    return replace(start, **changes)


def progress(ms, paused_ms=0):
    return Progress(practised_ms=ms, position_ms=ms, paused_ms=paused_ms, wall_ms=ms + paused_ms)


def a_practice(started=A_MORNING, ms=10 * MINUTE_MS, outcome=Outcome.COMPLETED, **changes):
    """A practice that is over."""
    entry = opened(str(uuid4()), a_start(started, **changes))
    return closed(entry, progress(ms), outcome, started + timedelta(milliseconds=ms))


def on_day(day: date, ms=10 * MINUTE_MS):
    return a_practice(datetime(day.year, day.month, day.day, 8, 15, tzinfo=UTC), ms)


DAY_MS = 24 * 60 * MINUTE_MS

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
# What spreadsheets and CSV readers trip over, more often than chance would have it.
tricky_texts = st.one_of(
    texts,
    st.sampled_from(["=1+1", "'=1", "+1", "-1", "@A1", "\tx", "\r\n", 'a"b', "a,b", "'", "", "–"]),
)
part_of_a_day = st.integers(0, DAY_MS - 1)
zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# hypothesis takes its bounds without a zone.
times = st.datetimes(
    datetime(1971, 1, 1),  # noqa: DTZ001
    datetime(2099, 12, 31),  # noqa: DTZ001
    timezones=zones,
)


def few(kind):
    return st.lists(kind, max_size=4).map(tuple)


pauses = few(
    st.builds(
        Pause,
        at_ms=part_of_a_day,
        length_ms=st.integers(0, 30 * DAY_MS),
        reason=st.sampled_from(PauseReason),
    )
)

starts = st.builds(
    PracticeStart,
    session_id=tricky_texts,
    content_hash=texts,
    title=tricky_texts,
    category=texts,
    level=texts,
    anchor=texts,
    language=texts,
    source=st.sampled_from(Source),
    planned_ms=part_of_a_day,
    started=times,
    tz_name=tricky_texts,
    day_start_hour=st.integers(0, 6),
    app_version=texts,
    had_voice=st.booleans(),
    had_holds=st.booleans(),
    session_version=tricky_texts,
    programme=tricky_texts,
    programme_week=st.none() | st.integers(1, 60),
    breath_pattern=tricky_texts,
)

progresses = st.builds(
    Progress,
    practised_ms=part_of_a_day,
    position_ms=part_of_a_day,
    paused_ms=st.integers(0, 30 * DAY_MS),
    wall_ms=st.integers(0, 31 * DAY_MS),
    pauses=pauses,
    skips=few(st.builds(Skip, part_of_a_day, part_of_a_day)),
    extensions=few(st.builds(Extension, part_of_a_day, part_of_a_day)),
    choices=few(st.builds(ChoiceMade, part_of_a_day, tricky_texts, tricky_texts)),
    prepare_ms=part_of_a_day,
    breaths=st.integers(0, 5_000),
    breath_ms=part_of_a_day,
)


@st.composite
def practices(draw) -> PracticeEntry:
    """A practice of any kind that is over."""
    entry = opened(str(draw(st.uuids())), draw(starts))
    far_off = st.timedeltas(timedelta(hours=-2), timedelta(days=31))
    ended = entry.start.started + draw(far_off)
    outcome = draw(st.sampled_from([kind for kind in Outcome if kind is not Outcome.OPEN]))
    entry = closed(entry, draw(progresses), outcome, ended)
    edited = draw(st.none() | times)
    return replace(
        entry,
        tags=tuple(draw(st.lists(tricky_texts, max_size=3))),
        edited_utc=None if edited is None else whole_ms(edited).astimezone(UTC),
    )
