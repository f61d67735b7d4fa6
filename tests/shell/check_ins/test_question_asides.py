"""What is asked of yesterday, of the week and of the month, from the library to the log."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.practice.examples import MINUTE_MS, a_practice
from tests.shell.asked import chips, scale
from tests.shell.desks import Desk
from thaw.care import ons4
from thaw.care.items import MONTHLY, AfterEffect
from thaw.practice.answers import Answer, Occasion, answered, answers, keep_answers
from thaw.practice.log import PracticeLog
from thaw.settings import Settings
from thaw.shell.check_ins.answer_keeping import AnswerKeeping
from thaw.shell.check_ins.answer_sheet import Almanac
from thaw.shell.check_ins.asking_desk import AskingDesk
from thaw.shell.check_ins.question_asides import MonthlyQuestions, NextDayQuestion, WeeklyQuestions
from thaw.shell.check_ins.question_page import QuestionPage
from thaw.shell.library.aside import Aside, AsidePanel
from thaw.shell.library.aside_desk import AsideDesk
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
KINDS = (NextDayQuestion, WeeklyQuestions, MonthlyQuestions)


class Room:
    """A library that asks one thing beside it."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        self.qtbot = qtbot
        self.at = at = Desk(qtbot, theme, folder)
        self.now = NOW
        keeping = AnswerKeeping(at.read, at.background, at.desk)
        almanac = Almanac(lambda: self.now, lambda: 0)
        self.desk = AskingDesk(at.desk, keeping, almanac, theme, at.desk)
        self.asides = AsideDesk(at.read, at.background, at.desk)
        self.shown: Aside | None = None
        self.asides.shown.connect(self._on_shown)
        self.asides.shown.connect(at.library.show_aside)
        at.library.aside_answered.connect(self.asides.answer)
        at.desk.library_shown.connect(self.asides.refresh)
        at.window.resize(700, 640)
        at.window.show()

    def ask(self, *kinds: type) -> None:
        for kind in kinds:
            self.asides.add(kind(self.desk))
        self.look()

    def look(self) -> None:
        """Ask the sources again, and wait until they have answered."""
        self.asides.refresh()
        self.settle()

    def settle(self) -> None:
        done: list[None] = []
        self.at.background.run(lambda: None, done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def aside(self) -> str:
        """What the library was last told to show."""
        return "" if self.shown is None else self.shown.words

    def panel(self) -> AsidePanel | None:
        panels = self.at.library.findChildren(AsidePanel)
        return next((one for one in panels if one.aside == self.shown and one.isVisible()), None)

    def choose(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.panel() is not None)
        panel = self.panel()
        assert panel is not None
        (button,) = [one for one in panel.buttons if one.text() == words]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def _on_shown(self, aside: Aside | None) -> None:
        self.shown = aside

    @property
    def page(self) -> QuestionPage:
        page = self.at.window.current_view()
        assert isinstance(page, QuestionPage)
        return page

    def words(self) -> list[str]:
        return [one.text() for one in self.page.findChildren(QLabel) if one.isVisible()]

    def leave(self, key: Qt.Key = Qt.Key.Key_Return) -> None:
        self.qtbot.keyClick(self.page, key)
        self.settle()
        assert self.at.window.current_view() is self.at.library

    def kept(self) -> list[tuple[str | None, str, str, int | str]]:
        self.settle()
        return sorted(_plain(one) for one in answers(self.at.read(), TODAY))


def _plain(one: Answer) -> tuple[str | None, str, str, int | str]:
    return one.practice_id, one.occasion, one.item, one.word or one.rating or 0


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, theme, tmp_path)
    yield made
    made.at.shut()


def practised(
    log: PracticeLog, days_ago: int, effect: AfterEffect | None = None, category: str = "breath"
) -> str:
    day = NOW - timedelta(days=days_ago)
    entry = a_practice(day, 10 * MINUTE_MS, category=category)
    log.put([entry])
    if effect is not None:
        said = answered(Occasion.AFTER, "after_effect", effect, day, entry.local_date, entry.id)
        keep_answers(log, [said])
    return entry.id


def test_with_nothing_practised_nothing_is_asked(room: Room) -> None:
    room.ask(*KINDS)
    assert room.aside() == ""


def test_a_hard_practice_is_asked_about_on_the_next_day(room: Room) -> None:
    practice_id = practised(room.at.read(), 1, AfterEffect.NUMB)
    room.ask(NextDayQuestion)
    assert room.aside() == "Yesterday a practice was hard. How is it today?"
    room.choose("Answer")
    assert list(room.page.rows.rows) == ["next_day"]
    room.qtbot.mouseClick(
        chips(room.page.rows, "next_day").chip("still_worse"), Qt.MouseButton.LeftButton
    )
    assert (practice_id, "next_day", "next_day", "still_worse") in room.kept()
    room.leave()
    assert room.aside() == ""


def test_a_practice_for_sleep_is_asked_about_as_others_are_at_their_end(room: Room) -> None:
    practice_id = practised(room.at.read(), 1, category="sleep")
    room.ask(NextDayQuestion)
    assert room.aside() == "Yesterday you practised for sleep. How is it today?"
    room.choose("Answer")
    assert list(room.page.rows.rows) == ["after_effect", "body", "feeling", "energy"]
    assert "After last night's practice I feel" in room.words()
    scale(room.page.rows, "body").rate(7)
    assert room.kept() == [(practice_id, "next_day", "body", 7)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_can_be_waved_away_and_stays_away(room: Room, kind: type) -> None:
    practised(room.at.read(), 60)
    practised(room.at.read(), 1, category="sleep")
    room.ask(kind)
    room.choose("Not now")
    assert room.aside() == ""
    (said,) = room.kept()
    assert said[2:] == ("asked", "waved_away")
    room.look()
    assert room.aside() == ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_page_left_without_an_answer_is_waved_away(room: Room, kind: type, key: Qt.Key) -> None:
    practised(room.at.read(), 60)
    practised(room.at.read(), 1, category="sleep")
    room.ask(kind)
    room.choose("Answer")
    room.leave(key)
    assert room.aside() == ""
    (said,) = room.kept()
    assert said[2:] == ("asked", "waved_away")


@pytest.mark.parametrize(
    ("kind", "setting", "words"),
    [
        (NextDayQuestion, "ask_after", "Don't ask after practices"),
        (WeeklyQuestions, "ask_weekly", "Don't ask about the week"),
        (MonthlyQuestions, "ask_monthly", "Don't ask every month"),
    ],
)
def test_each_can_be_switched_off_there(room: Room, kind: type, setting: str, words: str) -> None:
    practised(room.at.read(), 60)
    practised(room.at.read(), 1, category="sleep")
    room.ask(kind)
    room.choose("Answer")
    assert room.page.stop.text() == words
    room.qtbot.mouseClick(room.page.stop, Qt.MouseButton.LeftButton)
    off = room.at.saved.settings[-1]
    assert [
        name for name in ("ask_after", "ask_weekly", "ask_monthly") if not getattr(off, name)
    ] == [setting]
    room.leave()
    room.now = NOW + timedelta(days=60)
    room.look()
    assert room.aside() == ""


def test_the_week_is_two_ratings_and_one_word(room: Room) -> None:
    practised(room.at.read(), 7)
    room.ask(WeeklyQuestions)
    assert room.aside() == "Another week has gone by. How was it?"
    room.choose("Answer")
    assert list(room.page.rows.rows) == ["contact", "liked", "amount"]
    scale(room.page.rows, "contact").rate(3)
    room.qtbot.mouseClick(
        chips(room.page.rows, "amount").chip("too_much"), Qt.MouseButton.LeftButton
    )
    assert room.kept() == [
        (None, "weekly", "amount", "too_much"),
        (None, "weekly", "contact", 3),
    ]
    room.leave()
    assert room.aside() == ""
    room.now = NOW + timedelta(days=7)
    room.look()
    assert room.aside() == "Another week has gone by. How was it?"


def test_the_month_is_in_the_standard_s_own_words_with_its_source(room: Room) -> None:
    practised(room.at.read(), 0)
    room.ask(MonthlyQuestions)
    room.choose("Answer")
    assert list(room.page.rows.rows) == list(MONTHLY)
    words = room.words()
    assert ons4.INTRODUCTION in words
    assert ons4.CREDIT in words
    assert [one for one in words if one in dict(ons4.QUESTIONS).values()] == [
        question for _, question in ons4.QUESTIONS
    ]
    scale(room.page.rows, "ons4_anxious").rate(2)
    assert room.kept() == [(None, "monthly", "ons4_anxious", 2)]


def test_yesterday_goes_before_the_week_and_the_week_before_the_month(room: Room) -> None:
    practised(room.at.read(), 60)
    practised(room.at.read(), 1, category="sleep")
    room.ask(*reversed(KINDS))
    seen: list[str] = []
    for _ in KINDS:
        room.qtbot.waitUntil(lambda: bool(room.aside()))
        seen.append(room.aside())
        room.choose("Not now")
    assert [words.split()[0] for words in seen] == ["Yesterday", "Another", "Once"]


def test_where_nothing_can_be_kept_nothing_is_asked(room: Room, tmp_path: Path) -> None:
    practised(room.at.read(), 60)
    room.at.read().shut()
    room.at.log = PracticeLog.open_to_read(tmp_path / "practice.sqlite")
    room.ask(*KINDS)
    assert room.aside() == ""


def test_who_switched_all_off_is_asked_nothing(room: Room) -> None:
    practised(room.at.read(), 60)
    practised(room.at.read(), 1, category="sleep")
    off = Settings(ask_after=False, ask_weekly=False, ask_monthly=False)
    room.at.desk.change_settings(off)
    room.ask(*KINDS)
    assert room.aside() == ""
