"""What a real practice leaves in a real log: every column that can be known by now is filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.core.written_sessions import loaded, written
from tests.player.by_hand import SetClock
from tests.player.stepped_output import SteppedOutput
from tests.practice.fresh_log import fresh_log
from thaw.audio.output import FaultKind, OutputFault
from thaw.core.compiling import compile_session
from thaw.core.plan import Choices, Plan
from thaw.core.units import Frames, frames
from thaw.player.performance import Performance
from thaw.player.player import Player
from thaw.player.preparing import practice_start
from thaw.practice.answers import Occasion, answered, answers, keep_answers
from thaw.practice.entry import Outcome, Pause, PauseReason, PracticeEntry, Skip, Source
from thaw.practice.recorder import PracticeRecorder
from thaw.practice.rows import COLUMNS, row_of

SESSION = written(
    "breathe: {pattern: soft-box, cycles: 6}",
    "rest: {min: 5s, ideal: 1m, max: 10m}",
    version='"3.1"',
    lengths="{default: 4m, from: 3m, to: 10m}",
)

BEGAN_UTC_MS = 1_792_889_507_000
"""51 minutes and 47 seconds past midnight on 25 October 2026, in UTC."""

ROW = {
    "session_id": "walk",
    "title": "A Walk",
    "category": "move",
    "level": "gentle",
    "anchor": "feet",
    "language": "en",
    "source": "tray",
    "app_version": "0.1.0",
    "session_version": "3.1",
    # Breathed as planned but for the last breath, which ends with the out-breath: 5 of 8 s, 1 of 7.
    "breath_pattern": "3/1/3/1",
    "breaths": 6,
    "breath_ms": round((5 * 8000 + 7000) / 6),
    "had_voice": 1,
    "had_holds": 1,
    # Asked for 1.25 s before, and half a second later the first frame was heard.
    "prepare_ms": 1750,
    "planned_ms": 240_000,
    # Ten seconds of it twice.
    "practised_ms": 250_000,
    "position_ms": 240_000,
    "paused_ms": 15_000,
    "wall_ms": 250_000 + 15_000 + 600_000 + 500,
    "pauses": '[[20000, 9000, "user"], [40000, 4000, "device"], [60000, 2000, "sleep"]]',
    "skips": "[[60000, 50000]]",
    "started_utc_ms": BEGAN_UTC_MS,
    "ended_utc_ms": BEGAN_UTC_MS + 865_500,
    "tz_name": "Europe/Lisbon",
    "utc_offset_start_min": 60,
    "utc_offset_end_min": 0,
    "local_date": "2026-10-24",
    "day_start_hour": 4,
    "outcome": "completed",
    "clock_suspect": 0,
    # By hand alone.
    "tags": "[]",
    "edited_utc_ms": None,
    # A programme that suggests a session.
    "programme": "",
    "programme_week": None,
    # A way to make a practice longer on the way; a session that offers a choice.
    "extensions": "[]",
    "choices": "[]",
}
"""What an eventful practice leaves, but for its id and the hash of what was played."""


@dataclass
class Lisbon(SetClock):
    """Shortly before two on the night the clocks go back, in a zone with a name."""

    def now(self) -> datetime:
        return super().now().astimezone(ZoneInfo("Europe/Lisbon"))


class Practice:
    """One practice with everything real but the sound and the clock."""

    def __init__(self, folder: Path) -> None:
        self.log = fresh_log(folder / "practice.sqlite")
        self.recorder = PracticeRecorder(lambda: self.log, [folder / "rescue"])
        self.output = SteppedOutput()
        self.clock = Lisbon(day=datetime(2026, 10, 25, 0, 50, tzinfo=UTC))
        session = loaded(SESSION)
        plan = compile_session(session, Choices(length=frames(240)))
        self.player = Player(_performed(plan), self.output, self.recorder, self.clock)
        start = practice_start(plan, Source.TRAY, self.clock, 4, "0.1.0")
        self.player.begin(start, waited_s=1.25)

    def turn(self, seconds: int) -> None:
        for _ in range(seconds * 2):
            self.output.turn(0.5)
            self.clock.running += 0.5
            self.player.tick()

    def stand(self, seconds: float) -> None:
        self.clock.running += seconds
        self.player.tick()

    def kept(self) -> PracticeEntry:
        assert self.recorder.flush(10)
        (entry,) = self.log.entries()
        return entry

    def shut(self) -> None:
        self.player.release()
        assert self.recorder.shut_down(10)
        self.log.shut()


def _performed(plan: Plan) -> Performance:
    end = Frames(plan.length + frames(5))
    return Performance(plan, lambda block, frame: None, end, replan=_performed)


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    made = Practice(tmp_path)
    yield made
    made.shut()


def an_eventful_one(practice: Practice) -> PracticeEntry:
    """Paused three times for three reasons, moved once, and heard to its end."""
    practice.stand(0.5)
    practice.turn(20)
    practice.player.pause()
    practice.stand(9)
    practice.player.resume()
    practice.turn(20)
    practice.output.lose(OutputFault(FaultKind.NO_DEVICE))
    practice.player.tick()
    practice.stand(4)
    practice.player.resume()
    practice.turn(20)
    practice.clock.asleep += 600
    practice.player.tick()
    practice.stand(2)
    practice.player.resume()
    practice.player.seek(frames(50))
    practice.turn(200)
    return practice.kept()


def test_no_column_is_left_out() -> None:
    assert {*ROW, "id", "content_hash"} == set(COLUMNS)


@pytest.fixture(scope="module")
def eventful(tmp_path_factory: pytest.TempPathFactory) -> PracticeEntry:
    practice = Practice(tmp_path_factory.mktemp("eventful"))
    try:
        return an_eventful_one(practice)
    finally:
        practice.shut()


@pytest.mark.parametrize("column", ROW)
def test_each_column_holds_what_happened(eventful: PracticeEntry, column: str) -> None:
    assert row_of(eventful)[column] == ROW[column]


def test_what_is_said_after_it_is_kept_beside_it_and_leaves_the_row_alone(
    practice: Practice,
) -> None:
    entry = an_eventful_one(practice)
    said = answered(
        Occasion.AFTER, "after_effect", "calmer", practice.clock.now(), entry.local_date, entry.id
    )
    keep_answers(practice.log, [said])

    assert answers(practice.log, entry.local_date) == [said]
    assert practice.kept() == entry


def test_until_something_is_heard_it_is_prepared_and_never_less_than_nothing(
    practice: Practice,
) -> None:
    practice.stand(3)
    practice.turn(10)
    assert practice.kept().progress.prepare_ms == 4250


def test_it_is_told_what_was_played(practice: Practice) -> None:
    start = an_eventful_one(practice).start
    session = loaded(SESSION)
    assert (start.session_id, start.title, start.session_version) == (
        session.id,
        session.title,
        "3.1",
    )
    assert start.content_hash == session.content_hash
    assert (start.category, start.level, start.anchor, start.language) == (
        session.category,
        session.level,
        session.anchor,
        session.language,
    )
    assert (start.source, start.app_version, start.planned_ms) == (Source.TRAY, "0.1.0", 240_000)


def test_it_is_told_how_it_was_breathed(practice: Practice) -> None:
    entry = an_eventful_one(practice)
    assert entry.start.breath_pattern == "3/1/3/1"
    assert entry.start.had_holds
    assert entry.progress.breaths > 0


def test_every_pause_has_its_place_its_length_and_its_reason(practice: Practice) -> None:
    progress = an_eventful_one(practice).progress
    assert progress.pauses == (
        Pause(20_000, 9_000, PauseReason.USER),
        Pause(40_000, 4_000, PauseReason.DEVICE),
        Pause(60_000, 2_000, PauseReason.SLEEP),
    )
    assert progress.paused_ms == 15_000
    assert progress.skips == (Skip(60_000, 50_000),)
    assert progress.wall_ms > progress.practised_ms + progress.paused_ms


def test_the_night_the_clocks_go_back_is_kept_as_it_was(practice: Practice) -> None:
    entry = an_eventful_one(practice)
    assert entry.start.tz_name == "Europe/Lisbon"
    assert (entry.utc_offset_start_min, entry.utc_offset_end_min) == (60, 0)
    assert entry.local_date.isoformat() == "2026-10-24"
    assert entry.start.day_start_hour == 4
    assert (entry.outcome, entry.clock_suspect) == (Outcome.COMPLETED, False)


def test_a_clock_that_was_set_on_the_way_is_marked(practice: Practice) -> None:
    practice.turn(10)
    practice.clock.day += timedelta(hours=3)
    practice.player.stop(Outcome.STOPPED_BY_CHOICE)
    entry = practice.kept()
    assert entry.clock_suspect
    assert entry.outcome is Outcome.STOPPED_BY_CHOICE
    assert entry.ended_utc is not None
    assert entry.ended_utc - entry.started_utc == timedelta(seconds=10)
