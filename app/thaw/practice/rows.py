"""A practice as a row of the ``practice`` table, and back."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final, TypeAlias

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
)
from thaw.practice.moments import moment, utc_ms

Value: TypeAlias = str | int | None


COLUMNS: Final = (
    "id",
    "session_id",
    "content_hash",
    "title",
    "category",
    "level",
    "anchor",
    "language",
    "source",
    "app_version",
    "started_utc_ms",
    "ended_utc_ms",
    "local_date",
    "day_start_hour",
    "tz_name",
    "utc_offset_start_min",
    "utc_offset_end_min",
    "planned_ms",
    "practised_ms",
    "position_ms",
    "paused_ms",
    "wall_ms",
    "outcome",
    "had_voice",
    "had_holds",
    "clock_suspect",
    "pauses",
    "tags",
    "session_version",
    "programme",
    "programme_week",
    "prepare_ms",
    "breath_pattern",
    "breath_ms",
    "breaths",
    "skips",
    "extensions",
    "choices",
    "edited_utc_ms",
)

MOVING_COLUMNS: Final = (
    "ended_utc_ms",
    "utc_offset_end_min",
    "practised_ms",
    "position_ms",
    "paused_ms",
    "wall_ms",
    "outcome",
    "clock_suspect",
    "pauses",
    "prepare_ms",
    "breath_ms",
    "breaths",
    "skips",
    "extensions",
    "choices",
)
"""What changes between a practice's start and its end."""


def row_of(entry: PracticeEntry) -> dict[str, Value]:
    """Return the values of ``COLUMNS`` by name."""
    start, progress = entry.start, entry.progress
    return {
        "id": entry.id,
        "session_id": start.session_id,
        "content_hash": start.content_hash,
        "title": start.title,
        "category": start.category,
        "level": start.level,
        "anchor": start.anchor,
        "language": start.language,
        "source": start.source.value,
        "app_version": start.app_version,
        "started_utc_ms": utc_ms(entry.started_utc),
        "ended_utc_ms": None if entry.ended_utc is None else utc_ms(entry.ended_utc),
        "local_date": entry.local_date.isoformat(),
        "day_start_hour": start.day_start_hour,
        "tz_name": start.tz_name,
        "utc_offset_start_min": entry.utc_offset_start_min,
        "utc_offset_end_min": entry.utc_offset_end_min,
        "planned_ms": start.planned_ms,
        "practised_ms": progress.practised_ms,
        "position_ms": progress.position_ms,
        "paused_ms": progress.paused_ms,
        "wall_ms": progress.wall_ms,
        "outcome": entry.outcome.value,
        "had_voice": int(start.had_voice),
        "had_holds": int(start.had_holds),
        "clock_suspect": int(entry.clock_suspect),
        "pauses": _json([(one.at_ms, one.length_ms, one.reason.value) for one in progress.pauses]),
        "tags": _json(entry.tags),
        "session_version": start.session_version,
        "programme": start.programme,
        "programme_week": start.programme_week,
        "prepare_ms": progress.prepare_ms,
        "breath_pattern": start.breath_pattern,
        "breath_ms": progress.breath_ms,
        "breaths": progress.breaths,
        "skips": _json([(skip.at_ms, skip.to_ms) for skip in progress.skips]),
        "extensions": _json([(more.at_ms, more.by_ms) for more in progress.extensions]),
        "choices": _json([(made.at_ms, made.question, made.answer) for made in progress.choices]),
        "edited_utc_ms": None if entry.edited_utc is None else utc_ms(entry.edited_utc),
    }


def entry_of(row: sqlite3.Row) -> PracticeEntry:
    """Return the practice in a row that has all ``COLUMNS``."""
    started_utc = moment(row["started_utc_ms"])
    offset = row["utc_offset_start_min"]
    return PracticeEntry(
        id=row["id"],
        start=_start_of(row, started_utc.astimezone(timezone(timedelta(minutes=offset)))),
        progress=_progress_of(row),
        outcome=Outcome(row["outcome"]),
        started_utc=started_utc,
        ended_utc=None if row["ended_utc_ms"] is None else moment(row["ended_utc_ms"]),
        local_date=date.fromisoformat(row["local_date"]),
        utc_offset_start_min=offset,
        utc_offset_end_min=row["utc_offset_end_min"],
        clock_suspect=bool(row["clock_suspect"]),
        tags=tuple(json.loads(row["tags"])),
        edited_utc=None if row["edited_utc_ms"] is None else moment(row["edited_utc_ms"]),
    )


def _start_of(row: sqlite3.Row, started: datetime) -> PracticeStart:
    return PracticeStart(
        session_id=row["session_id"],
        content_hash=row["content_hash"],
        title=row["title"],
        category=row["category"],
        level=row["level"],
        anchor=row["anchor"],
        language=row["language"],
        source=Source(row["source"]),
        planned_ms=row["planned_ms"],
        started=started,
        tz_name=row["tz_name"],
        day_start_hour=row["day_start_hour"],
        app_version=row["app_version"],
        had_voice=bool(row["had_voice"]),
        had_holds=bool(row["had_holds"]),
        session_version=row["session_version"],
        programme=row["programme"],
        programme_week=row["programme_week"],
        breath_pattern=row["breath_pattern"],
    )


def _progress_of(row: sqlite3.Row) -> Progress:
    return Progress(
        practised_ms=row["practised_ms"],
        position_ms=row["position_ms"],
        paused_ms=row["paused_ms"],
        wall_ms=row["wall_ms"],
        pauses=_pauses(row["pauses"]),
        skips=tuple(Skip(*pair) for pair in _lists(row["skips"])),
        extensions=tuple(Extension(*pair) for pair in _lists(row["extensions"])),
        choices=tuple(ChoiceMade(*made) for made in _lists(row["choices"])),
        prepare_ms=row["prepare_ms"],
        breaths=row["breaths"],
        breath_ms=row["breath_ms"],
    )


def _pauses(text: str) -> tuple[Pause, ...]:
    return tuple(Pause(at, length, PauseReason(reason)) for at, length, reason in _lists(text))


def _json(items: Sequence[object]) -> str:
    # Mostly there is nothing to write, and a million rows have five of these each.
    return json.dumps(items, ensure_ascii=False) if items else "[]"


def _lists(text: str) -> list[list[Any]]:
    # Any: what JSON holds; only row_of writes it. Mostly there is nothing to read.
    return [] if text == "[]" else json.loads(text)
