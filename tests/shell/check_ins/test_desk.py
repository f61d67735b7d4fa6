"""Asked before a practice and after it, from the click to the log."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.core.written_sessions import written
from tests.practice.examples import a_practice, on_day
from tests.shell.asked import scale
from tests.shell.desks import Desk
from tests.shell.person import Person, buttons
from thaw.core.session import Category, Session
from thaw.practice.answers import answers
from thaw.practice.entry import Source
from thaw.settings import Settings
from thaw.shell.check_ins.answer_keeping import AnswerKeeping
from thaw.shell.check_ins.answer_sheet import Almanac
from thaw.shell.check_ins.desk import CheckInDesk
from thaw.shell.check_ins.question_page import QuestionPage
from thaw.shell.library.suggesting import Guidance
from thaw.shell.player.sitting import Wish
from thaw.shell.theme import Theme

DAY = date(2026, 11, 23)
LONG_AGO = date(2026, 3, 2)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MORE = {"steps": "move", "ground": "ground", "night": "sleep"}
"""Beside walks, as which the other sessions are written."""


class Room(Person):
    """A front desk that asks, on a library with more to choose from.

    Somebody has practised here before, long ago.
    """

    def __init__(
        self, qtbot: QtBot, theme: Theme, folder: Path, *, has_practised: bool = True
    ) -> None:
        self.at = at = Desk(qtbot, theme, folder)
        if has_practised:
            at.read().put([on_day(LONG_AGO)])
            at.desk.look_back()
        self.qtbot = qtbot
        for name, category in MORE.items():
            lengths = "{default: 10m, from: 3m, to: 45m}"
            rest = "rest: {min: 5s, ideal: 5m, max: 50m}"
            text = written(
                rest, id=name, title=f"A {name}", lengths=lengths, category=category, level="gentle"
            )
            (folder / "sessions" / f"{name}.yaml").write_text(text, "utf-8")
        catalogue = at.desk._records.catalogue
        catalogue.refresh()
        self.keeping = AnswerKeeping(at.read, at.background)
        almanac = Almanac(lambda: NOW, lambda: 0)
        self.desk = CheckInDesk(
            at.desk, at.sitting, catalogue, self.keeping, almanac, theme, at.desk
        )
        at.desk.ask_first(self.desk.asks)
        self.desk.connect_end(at.player.end)
        at.window.resize(700, 640)
        at.window.show()

    @property
    def sight(self) -> QWidget:
        return self.at.window

    @property
    def page(self) -> QuestionPage:
        page = self.at.window.current_view()
        assert isinstance(page, QuestionPage)
        return page

    def choose(self, session_id: str = "walk") -> None:
        self.at.library.session_chosen.emit(session_id, 3)

    def press(self, key: Qt.Key) -> None:
        view = self.at.window.current_view()
        assert view is not None
        self.qtbot.keyClick(view, key)

    def begin(self, session_id: str = "walk") -> None:
        """Choose a session, answer nothing, and have it begin."""
        self.choose(session_id)
        with self.qtbot.waitSignal(self.at.sitting.began):
            self.press(Qt.Key.Key_Return)

    def kept(self) -> list[tuple[str | None, str, str, int | str]]:
        """Every answer in the log."""
        done: list[None] = []
        self.at.background.run(lambda: None, done.append)
        self.qtbot.waitUntil(lambda: bool(done))
        return sorted(
            (one.practice_id, one.occasion, one.item, one.word or one.rating or 0)
            for one in answers(self.at.read(), DAY)
        )


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, theme, tmp_path)
    yield made
    made.at.shut()


def test_a_chosen_session_is_made_ready_while_one_is_asked(room: Room) -> None:
    made: list[Wish] = []
    rehearse = room.at.stage.rehearse
    room.at.stage.rehearse = lambda wish: (made.append(wish), rehearse(wish))[1]  # type: ignore[method-assign]  # noted on its way
    room.choose()
    assert room.at.window.windowTitle() == "A walk"
    assert "A walk is next. Answer what you like, or nothing." in room.words()
    room.qtbot.waitUntil(lambda: room.at.sitting._performance is not None)
    assert not room.at.sitting.is_on
    assert room.at.stage.begun == []
    # It is ready, so it begins with the very key.
    room.press(Qt.Key.Key_Return)
    assert room.at.stage.begun == made
    assert room.at.window.current_view() is room.at.player
    assert room.kept() == []


@pytest.fixture
def new_room(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Room]:
    """The same for somebody who has never practised."""
    made = Room(qtbot, theme, tmp_path, has_practised=False)
    yield made
    made.at.shut()


def test_the_very_first_practice_begins_at_once_and_the_second_is_asked_about(
    new_room: Room,
) -> None:
    room = new_room
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.choose()
    assert room.at.window.current_view() is room.at.player
    room.at.stage.output.turn(20)
    room.at.desk.stop()
    room.at.player.refresh()
    # After it one is asked as always.
    assert "After this practice I feel" in room.words()
    room.at.read().put([a_practice()])
    room.press(Qt.Key.Key_Escape)
    room.choose()
    assert room.page.accessibleName() == "How is it now?"


def test_a_first_practice_that_was_begun_elsewhere_counts(new_room: Room) -> None:
    room = new_room
    room.at.desk.guide(Guidance())
    # By another copy of Thaw, while the library was in sight here.
    room.at.read().put([a_practice()])
    room.choose()
    assert room.page.accessibleName() == "How is it now?"


def test_while_the_history_is_not_open_nobody_waits_to_be_asked(new_room: Room) -> None:
    room = new_room
    room.at.read().put([a_practice()])
    room.at.desk.refresh_library()
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.choose()
    assert room.at.window.current_view() is room.at.player


def test_what_was_answered_before_is_kept_with_the_practice_once_it_begins(room: Room) -> None:
    room.choose()
    scale(room.page.rows, "body").rate(4)
    scale(room.page.rows, "feeling").rate(2)
    scale(room.page.rows, "feeling").rate(None)
    scale(room.page.rows, "energy").rate(7)
    scale(room.page.rows, "energy").rate(6)
    assert room.kept() == []
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.press(Qt.Key.Key_Return)
    assert room.kept() == [
        ("practice-1", "before", "body", 4),
        ("practice-1", "before", "energy", 6),
    ]


@pytest.mark.parametrize(("heard_s", "practice_id"), [(0, None), (20, "practice-1")])
def test_whoever_stops_early_has_said_it_all_the_same(
    room: Room, heard_s: int, practice_id: str | None
) -> None:
    room.choose()
    scale(room.page.rows, "body").rate(1)
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.press(Qt.Key.Key_Return)
    room.at.stage.output.turn(heard_s)
    room.at.sitting.stop()
    assert room.kept() == [(practice_id, "before", "body", 1)]


def test_back_in_the_library_nothing_was_said_and_nothing_is_ready(room: Room) -> None:
    room.choose()
    scale(room.page.rows, "body").rate(1)
    room.press(Qt.Key.Key_Escape)
    assert room.at.window.current_view() is room.at.library
    assert room.kept() == []
    assert room.at.sitting._ahead is None
    room.begin()
    assert room.kept() == []


def test_one_click_is_never_asked(room: Room) -> None:
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.at.library.quick_chosen.emit("three-step-space", 5)
    assert room.at.window.current_view() is room.at.player
    room.at.sitting.stop()
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.at.desk.begin("walk", 3, Source.TRAY)
    assert room.at.window.current_view() is room.at.player


def test_a_quiet_moment_from_the_tray_takes_the_place_of_what_was_asked(room: Room) -> None:
    room.choose()
    scale(room.page.rows, "body").rate(1)
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.at.desk.begin("three-step-space", 5, Source.TRAY)
    assert [wish.session_id for wish in room.at.stage.begun] == ["three-step-space"]
    assert room.kept() == []


def test_it_can_be_switched_off_where_it_is_asked(room: Room) -> None:
    room.choose()
    room.click("Don't ask before a practice")
    assert room.at.saved.settings[-1].ask_before is False
    assert "From now on a practice begins at once." in room.words()
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.press(Qt.Key.Key_Return)
    room.at.sitting.stop()
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.choose()
    assert room.at.window.current_view() is room.at.player


def test_a_session_that_cannot_be_played_leads_back_before_anything_is_asked_of_it(
    room: Room,
) -> None:
    room.at.stage.error = ValueError("walk.yaml:3:8: …")
    with room.qtbot.waitSignal(room.at.sitting.refused):
        room.choose()
    assert room.at.notices.text() == "This session can't be played: walk.yaml:3:8: …"
    assert room.at.window.current_view() is room.at.library


@pytest.mark.parametrize(
    ("energy", "words", "taken"), [(1, "Move instead", "moment"), (9, "Ground instead", "ground")]
)
def test_with_very_little_or_much_energy_something_else_is_offered(
    room: Room, energy: int, words: str, taken: str
) -> None:
    room.choose("night")
    scale(room.page.rows, "energy").rate(energy)
    room.click(words)
    room.qtbot.waitUntil(lambda: bool(room.at.stage.begun))
    assert [wish.session_id for wish in room.at.stage.begun] == [taken]
    assert room.kept() == [("practice-1", "before", "energy", energy)]


def test_in_between_nothing_else_is_offered_and_begin_stays_as_it_was(room: Room) -> None:
    room.choose("night")
    scale(room.page.rows, "energy").rate(9)
    room.button("Move instead")
    scale(room.page.rows, "energy").rate(8)
    assert not buttons(room.sight, "Move instead")
    scale(room.page.rows, "energy").rate(1)
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.press(Qt.Key.Key_Return)
    assert room.at.stage.begun[0].session_id == "night"


def test_what_is_chosen_already_is_not_offered(room: Room) -> None:
    room.choose("walk")
    scale(room.page.rows, "energy").rate(0)
    room.button("Ground instead")
    assert not buttons(room.sight, "Move instead")


def test_after_a_practice_one_question_and_three_more_are_kept_at_once(room: Room) -> None:
    room.begin()
    room.at.stage.output.turn(20)
    room.at.desk.stop()
    room.at.player.refresh()
    assert "After this practice I feel" in room.words()
    assert "Energy" not in room.words()
    room.click("More upset")
    assert room.kept() == [("practice-1", "after", "after_effect", "upset")]
    room.click("How is it now?")
    after = room.desk._after
    assert after is not None
    room.qtbot.waitUntil(after.rows.rows["energy"].isVisible)
    scale(after.rows, "energy").rate(9)
    room.click("More upset")
    assert room.kept() == [("practice-1", "after", "energy", 9)]
    # Leaving waits for nothing.
    room.press(Qt.Key.Key_Escape)
    assert room.at.window.current_view() is room.at.library


def test_every_practice_is_asked_about_afresh(room: Room) -> None:
    for effect in ("Better", "The same"):
        room.begin()
        assert "After this practice I feel" not in room.words()
        room.at.stage.output.turn(20)
        room.at.desk.stop()
        room.at.player.refresh()
        after = room.desk._after
        assert after is not None
        assert not any(chip.isChecked() for chip in after.findChildren(QAbstractButton))
        room.click(effect)
        room.press(Qt.Key.Key_Escape)
    assert [said for *_, said in room.kept()] == ["same"]


@pytest.mark.parametrize(
    ("session_id", "settings", "heard_s"),
    [
        ("night", Settings(), 20),
        ("walk", Settings(ask_after=False), 20),
        ("walk", Settings(), 0),
    ],
)
def test_sleep_nothing_heard_and_a_wish_to_be_left_alone_ask_nothing(
    room: Room, session_id: str, settings: Settings, heard_s: int
) -> None:
    room.at.desk.change_settings(settings)
    room.begin(session_id)
    room.at.stage.output.turn(heard_s)
    room.at.sitting.stop()
    room.at.player.refresh()
    assert "After this practice I feel" not in room.words()


def test_answers_that_cannot_be_kept_are_told_of_once_and_kept_later(room: Room) -> None:
    log = room.at.log
    room.begin()
    room.at.stage.output.turn(20)
    room.at.desk.stop()
    room.at.player.refresh()
    room.at.log = None
    with room.qtbot.waitSignal(room.keeping.refused):
        room.click("Better")
    assert "Answers can't be kept just now" in room.at.notices.text()
    room.at.notices.put_away()
    room.at.log = log
    room.click("The same")
    assert room.kept() == [("practice-1", "after", "after_effect", "same")]


def test_free_breathing_is_asked_about_too(room: Room) -> None:
    session = room.at.desk._records.catalogue.session("night")
    assert isinstance(session, Session)
    wish = Wish(
        "free", "Breathe freely", room.at.desk.choices_for("walk", 3), Source.LIBRARY, session
    )
    room.at.desk.choose(wish)
    assert room.page.accessibleName() == "How is it now?"
    with room.qtbot.waitSignal(room.at.sitting.began):
        room.press(Qt.Key.Key_Return)
    room.at.stage.output.turn(20)
    room.at.sitting.stop()
    # Of what it is, not of what it is called.
    assert room.desk._category(wish) == Category.SLEEP
    assert room.desk._after is not None
    assert room.desk._after.isHidden()
