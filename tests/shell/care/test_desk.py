"""What recent practice asks for, and what is seen of it: on real views and a real log."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.core.written_sessions import NAMES, written
from tests.practice.examples import MINUTE_MS, a_practice
from tests.practice.fresh_log import fresh_log
from tests.shell.person import Person
from tests.shell.stages import HandStage
from thaw.care.items import AfterEffect, NextDay, Question
from thaw.care.rules import Distress, Response
from thaw.core.catalogue import Catalogue
from thaw.practice.answers import Occasion, answered, keep_answers
from thaw.practice.entry import Source
from thaw.practice.errors import LogUnwritable
from thaw.practice.log import PracticeLog
from thaw.settings import Settings
from thaw.shell.background import Background
from thaw.shell.care.desk import CareDesk
from thaw.shell.front_desk import FrontDesk, Records, Views
from thaw.shell.history.view import HistoryView
from thaw.shell.library.aside_desk import AsideDesk
from thaw.shell.library.session_card import SessionCard
from thaw.shell.library.suggestion_panel import SuggestionPanel
from thaw.shell.library.view import LibraryView
from thaw.shell.main_window import MainWindow
from thaw.shell.notice_bar import NoticeBar
from thaw.shell.player.grounding import Grounding
from thaw.shell.player.sitting import Sitting
from thaw.shell.player.state import PlayerStatus
from thaw.shell.player.view import PlayerView
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BETTER, NUMB, UPSET = AfterEffect.BETTER, AfterEffect.NUMB, AfterEffect.UPSET
SESSIONS = (
    ("breath-awareness", "gentle", "breath", "breath", "feet-on-the-floor", "3m"),
    ("body-scan", "steady", "body", "body", "slow-steps", "10m"),
    ("long-scan", "deep", "body", "body", "slow-steps", "10m"),
    ("feet-on-the-floor", "gentle", "ground", "feet", "", "3m"),
    ("slow-steps", "gentle", "move", "movement", "", "5m"),
)
"""Id, level, category, anchor, twin and shortest length."""


def _sessions(folder: Path) -> Path:
    sessions = folder / "sessions"
    sessions.mkdir()
    rest = "rest: {min: 5s, ideal: 5m, max: 50m}"
    for name, level, category, anchor, twin, shortest in SESSIONS:
        text = written(
            rest,
            id=name,
            title=name.replace("-", " ").title(),
            level=level,
            category=category,
            anchor=anchor,
            lengths=f"{{default: {shortest}, from: {shortest}, to: 45m}}",
        )
        if twin:
            text = text.replace("steps:", f"twin: {twin}\nsteps:", 1)
        (sessions / f"{name}.yaml").write_text(text, "utf-8")
    return sessions


class Desk(Person):
    """The care desk with all that it has an effect on."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        self.qtbot = qtbot
        self.stage = HandStage()
        self.now = NOON
        self.kept: list[Settings] = []
        self.can_be_read = True
        self.log = fresh_log(folder / "practice.sqlite")
        self.background = Background()
        self.sitting = Sitting(self.stage, self.background)
        self.window = MainWindow(theme)
        qtbot.addWidget(self.window)
        self.library = LibraryView(theme)
        self.player = PlayerView(theme, self.sitting.state)
        qtbot.addWidget(self.player)
        notices = NoticeBar(theme)
        self.window.setMenuWidget(notices)
        catalogue = Catalogue([_sessions(folder)], None, NAMES)
        catalogue.refresh()
        views = Views(self.window, self.library, notices, self._player, self._history)
        self.front = FrontDesk(
            views, Records(catalogue, self.read, self.kept.append), Settings(), self.sitting
        )
        self.care = CareDesk(
            self.front, self.sitting, theme, self.read, lambda: self.now, self.background
        )
        self.player.end.put(self.care.end_part)
        self.asides = AsideDesk(self.read, self.background)
        self.asides.add(self.care)
        self.asides.shown.connect(self.library.show_aside)
        self.library.aside_answered.connect(self.asides.answer)
        self.front.library_shown.connect(self.asides.refresh)
        self.care.changed.connect(self.asides.refresh)
        self.window.resize(900, 1200)
        self.window.show()

    @property
    def sight(self) -> QWidget:
        return self.window

    def read(self) -> PracticeLog:
        if not self.can_be_read:
            raise LogUnwritable(Path("practice.sqlite"), "gone")
        return self.log

    def practised(self, days_ago: int, effect: AfterEffect | None, minutes: int = 10) -> str:
        day = self.now - timedelta(days=days_ago)
        entry = a_practice(day, minutes * MINUTE_MS, session_id="body-scan")
        self.log.put([entry])
        self.said(entry.id, effect, entry.local_date)
        return entry.id

    def said(self, practice_id: str, effect: AfterEffect | None, day: date) -> None:
        if effect is None:
            return
        item = Question.AFTER_EFFECT.value
        answer = answered(Occasion.AFTER, item, effect.value, self.now, day, practice_id)
        keep_answers(self.log, [answer])

    def still_worse(self, practice_id: str) -> None:
        word, today = NextDay.STILL_WORSE.value, self.now.date()
        item = Question.NEXT_DAY.value
        keep_answers(
            self.log,
            [answered(Occasion.NEXT_DAY, item, word, self.now, today, practice_id)],
        )

    def come(self) -> None:
        """The library comes to the front, and what is asked beside it is answered."""
        self.front.show_library()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is asked of the log any more."""
        done: list[None] = []
        self.background.run(lambda: None, done.append)
        self.qtbot.waitUntil(lambda: bool(done))
        self.background.run(lambda: None, done.append)
        self.qtbot.waitUntil(lambda: len(done) == 2)

    def suggested(self) -> tuple[str | None, int]:
        panels = [p for p in self.library.findChildren(SuggestionPanel) if p.isVisible()]
        return self.library.suggested(), panels[0].length.minutes()

    def buttons(self) -> set[str]:
        shown = [b for b in self.window.findChildren(Button) if b.isVisible()]
        return {b.text() for b in shown} & WAYS

    def noted(self) -> set[str]:
        """The sessions whose cards say that they aren't suggested."""
        cards = self.library.findChildren(SessionCard)
        shown = [card.card for card in cards if card.isVisible()]
        assert len(shown) == len(SESSIONS)
        return {card.id for card in shown if card.note}

    def shut(self) -> None:
        self.sitting.leave()
        self.background.close()
        self.log.shut()

    def _history(self) -> HistoryView:
        raise AssertionError("nobody looks back here")

    def _player(self) -> PlayerView:
        self.front.connect_player(self.player)
        return self.player


HELP, GROUND, WALK = "Where to find help", "A short grounding", "Begin a slow walk"
PASSED, LEAVE = "This has passed", "Close this"
WAYS = {HELP, GROUND, WALK, PASSED, LEAVE}


@pytest.fixture
def at(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, theme, tmp_path)
    yield made
    made.shut()


@pytest.mark.parametrize(
    ("effects", "minutes", "suggested", "ways"),
    [
        ([], 10, ("breath-awareness", 3), set()),
        ([BETTER], 10, ("body-scan", 10), set()),
        ([None, None], 10, ("body-scan", 10), set()),
        ([NUMB], 10, ("slow-steps", 5), {GROUND, LEAVE}),
        ([UPSET, BETTER], 10, ("body-scan", 10), set()),
        ([UPSET, UPSET, BETTER], 10, ("slow-steps", 5), {WALK, GROUND, LEAVE}),
        ([NUMB, NUMB], 10, ("slow-steps", 5), {WALK, GROUND, LEAVE}),
        ([NUMB, NUMB, UPSET], 10, ("slow-steps", 5), {HELP, GROUND, LEAVE}),
        ([BETTER], 60, ("body-scan", 10), {LEAVE}),
    ],
)
def test_what_was_said_of_practices_shows_in_what_is_suggested_and_said(
    at: Desk,
    effects: list[AfterEffect | None],
    minutes: int,
    suggested: tuple[str, int],
    ways: set[str],
) -> None:
    for number, effect in enumerate(effects):
        at.practised(len(effects) - 1 - number, effect, minutes)

    at.come()

    assert at.suggested() == suggested
    assert at.buttons() == ways


def test_still_worse_the_next_day_leads_to_help_and_pauses_a_programme(at: Desk) -> None:
    at.still_worse(at.practised(1, NUMB))
    at.come()
    assert {Response.PAUSE_PROGRAMME, Response.SHOW_HELP} <= at.care.asked

    with at.qtbot.waitSignal(at.care.help_asked):
        at.click(HELP)
    at.settle()
    assert at.buttons() == set()
    assert at.kept[-1].care_answered == {"it_happens": date(2026, 11, 22)}


def test_what_was_answered_stays_away_until_something_is_new(at: Desk) -> None:
    at.practised(2, NUMB)
    at.practised(1, NUMB)
    at.come()
    at.click(LEAVE)
    at.settle()
    at.come()
    assert at.buttons() == set()

    at.practised(0, UPSET)
    at.come()
    assert at.buttons() == {HELP, GROUND, LEAVE}


def test_a_grounding_is_one_click_away_and_leads_back_to_the_library(at: Desk) -> None:
    at.practised(0, NUMB)
    at.come()
    at.click(GROUND)
    view = at.window.current_view()
    assert isinstance(view, Grounding)
    at.qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert at.window.current_view() is at.library


def test_a_slow_walk_is_one_click_away(at: Desk) -> None:
    at.practised(1, NUMB)
    at.practised(0, NUMB)
    at.come()
    with at.qtbot.waitSignal(at.sitting.began):
        at.click(WALK)
    assert [wish.session_id for wish in at.stage.begun] == ["slow-steps"]


def test_help_is_one_click_away_from_that_grounding(at: Desk) -> None:
    at.care.ground()
    grounding = at.window.current_view()
    assert isinstance(grounding, Grounding)
    help_button = next(one for one in grounding.findChildren(Button) if one.text() == "Help")
    with at.qtbot.waitSignal(at.care.help_asked):
        at.qtbot.mouseClick(help_button, Qt.MouseButton.LeftButton)


def test_after_a_hard_practice_a_grounding_is_offered_right_there(at: Desk) -> None:
    with at.qtbot.waitSignal(at.sitting.began):
        at.front.begin("body-scan", 10, Source.LIBRARY)
    with at.qtbot.waitSignal(at.sitting.ended) as ended:
        at.stage.output.turn(60)
        at.front.stop()
        at.stage.output.turn(5)
        at.player.refresh()
    at.settle()
    assert at.buttons() == set()

    assert ended.args is not None
    practice_id = ended.args[0].practice_id
    at.log.put([replace(a_practice(at.now, MINUTE_MS), id=practice_id)])
    at.said(practice_id, UPSET, at.now.date())
    at.care.refresh()
    at.settle()
    assert at.buttons() == {GROUND}
    at.click(GROUND)
    assert isinstance(at.window.current_view(), Grounding)
    # Whoever has grounded is not asked to in the library.
    at.qtbot.keyClick(at.window.current_view(), Qt.Key.Key_Escape)
    at.settle()
    assert at.window.current_view() is at.library
    assert GROUND not in at.buttons()

    with at.qtbot.waitSignal(at.sitting.began):
        at.front.begin("body-scan", 10, Source.LIBRARY)
    assert at.care.end_part.isHidden()


def test_stop_and_ground_is_asked_for_while_somebody_grounds(at: Desk) -> None:
    with at.qtbot.waitSignal(at.sitting.began):
        at.front.begin("body-scan", 10, Source.LIBRARY)
    at.stage.output.turn(60)
    at.qtbot.keyClick(at.player, Qt.Key.Key_Escape)
    assert Response.STOP_AND_GROUND in at.care.asked
    assert at.sitting.status is PlayerStatus.STOPPED
    assert at.player.findChildren(Grounding)[0].isVisible()

    at.front.show_library()
    assert Response.STOP_AND_GROUND not in at.care.asked


@pytest.mark.parametrize("energy", [0, 1, 9, 10])
def test_very_little_energy_or_far_too_much_offers_movement_and_blocks_nothing(
    at: Desk, energy: int
) -> None:
    at.care.tell_energy(energy)
    assert {Response.OFFER_MOVEMENT, Response.OFFER_GROUNDING} <= at.care.asked
    with at.qtbot.waitSignal(at.sitting.began):
        at.front.begin("body-scan", 10, Source.LIBRARY)
    at.front.show_library()
    at.settle()
    assert Response.OFFER_MOVEMENT not in at.care.asked


def test_what_a_person_marks_brings_help_first_and_grounding_alone_until_it_has_passed(
    at: Desk,
) -> None:
    at.care.mark(frozenset({Distress.UNREALITY}))
    at.come()
    assert at.suggested() == ("feet-on-the-floor", 3)
    assert at.buttons() == {HELP, GROUND, PASSED}

    at.click(PASSED)
    at.settle()
    assert at.kept == []
    assert at.suggested()[0] == "breath-awareness"
    assert at.buttons() == set()


def test_a_night_after_a_hard_practice_is_dim(at: Desk) -> None:
    at.practised(0, NUMB)
    at.come()
    assert not at.care.is_dim

    at.now = NOON.replace(hour=22)
    at.come()
    assert at.care.is_dim


def test_a_log_that_cannot_be_read_suggests_as_without_one(at: Desk) -> None:
    at.can_be_read = False
    at.come()
    assert at.suggested() == ("breath-awareness", 3)
    assert at.front.is_guided


def test_something_deep_is_suggested_after_twenty_practices_and_begun_at_any_time(
    at: Desk,
) -> None:
    at.come()
    assert at.noted() == {"long-scan"}
    with at.qtbot.waitSignal(at.sitting.began):
        at.front.begin("long-scan", 10, Source.LIBRARY)

    for number in range(20):
        at.log.put([a_practice(at.now - timedelta(days=number), MINUTE_MS, session_id="long-scan")])
    at.come()
    assert at.suggested() == ("long-scan", 10)
    assert at.noted() == set()


def test_gentle_mode_begins_outside_and_short_and_can_be_undone(at: Desk) -> None:
    at.practised(0, BETTER)
    at.front.change_settings(replace(at.front.settings, gentle=True))
    at.come()
    assert at.suggested() == ("slow-steps", 5)

    at.front.change_settings(replace(at.front.settings, gentle=False))
    at.come()
    assert at.suggested() == ("body-scan", 10)
