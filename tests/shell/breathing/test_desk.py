"""Breathing freely, from the library to a practice and to a session file of one's own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.shell.breathing.by_hand import SPACE, own
from tests.shell.person import button, click, words
from thaw.audio.names import BEDS
from thaw.core.catalogue import Catalogue
from thaw.core.free_breathing import FREE_ID, FreeBreathing
from thaw.core.names import KnownNames
from thaw.core.patterns import PATTERNS
from thaw.core.session import Category, Session
from thaw.core.units import frames
from thaw.practice.entry import Source
from thaw.settings import Settings, Voice
from thaw.shell.breathing.desk import BreathingDesk, Shelf
from thaw.shell.breathing.view import BreathingView
from thaw.shell.player.sitting import Wish
from thaw.shell.theme import Theme

NAMES = KnownNames(frozenset({"small-rin"}), frozenset({*BEDS, "my-sea"}))


@dataclass
class Front:
    """The front desk as far as breathing needs it."""

    settings: Settings = field(default_factory=Settings)
    view: BreathingView | None = None
    wishes: list[Wish] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    went_back: int = 0

    def show_other(self, view: QWidget, title: str) -> None:
        assert isinstance(view, BreathingView)
        assert title == "Breathe freely"
        self.view = view

    def show_library(self) -> None:
        self.went_back += 1

    def choose(self, wish: Wish) -> None:
        self.wishes.append(wish)

    def say(self, text: str) -> None:
        self.said.append(text)

    def change_settings(self, settings: Settings) -> None:
        self.settings = settings


class Room:
    """A breathing screen on a real folder of sessions."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, folder: Path, settings: Settings | None = None
    ) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.names = NAMES
        self.front = Front()
        self.front.settings = settings or Settings()
        self.catalogue = Catalogue([folder], None, NAMES)
        shelf = Shelf(self.catalogue, lambda: self.names, lambda: self.folder)
        self.desk = BreathingDesk(self.front, shelf, theme, theme)  # type: ignore[arg-type]  # as far as is needed
        self.desk.files_changed.connect(self.look)
        self.desk.show()
        assert self.front.view is not None
        self.view = self.front.view
        qtbot.addWidget(self.view)
        self.view.resize(860, 1600)
        with qtbot.waitExposed(self.view):
            self.view.show()

    def look(self) -> None:
        """The folder is watched: what was written is read, and shown."""
        self.catalogue.refresh()
        self.desk.refresh()

    def keep(self, title: str) -> None:
        self.view.kept.name.setText(title)
        click(self.qtbot, self.view, "Keep this pattern")

    def files(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())

    def read(self, session_id: str) -> Session:
        session = self.catalogue.session(session_id)
        assert isinstance(session, Session), session
        return session


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, theme, tmp_path / "sessions")
    yield made
    made.view.hide()


def test_what_is_chosen_is_played_like_any_session(qtbot: QtBot, room: Room) -> None:
    click(qtbot, room.view, "Box", "Spoken words")
    qtbot.mouseClick(room.view.summary.begin, Qt.MouseButton.LeftButton)
    (wish,) = room.front.wishes
    assert (wish.session_id, wish.title) == (FREE_ID, "Breathe freely: Box")
    assert wish.session is not None
    assert wish.session.category is Category.BREATHING
    assert (wish.source, wish.choices.length) == (Source.LIBRARY, frames(300))
    assert (wish.choices.holds, wish.choices.spoken) == (False, True)


def test_what_was_set_holds_here_too(qtbot: QtBot, room: Room) -> None:
    room.front.settings = Settings(holds=True, voice=Voice.CAPTIONS)
    room.desk.show()
    click(qtbot, room.view, "Rounds")
    qtbot.mouseClick(room.view.summary.begin, Qt.MouseButton.LeftButton)
    choices = room.front.wishes[0].choices
    assert (choices.rounds, choices.holds, choices.spoken) == (5, True, False)


def test_what_was_chosen_is_there_again_after_a_restart(
    qtbot: QtBot, room: Room, theme: Theme, tmp_path: Path
) -> None:
    click(qtbot, room.view, "Coherent", "Rounds", "Ocean")
    chosen = room.view.chosen
    room.view.hide()
    again = Room(qtbot, theme, tmp_path / "sessions", room.front.settings)
    assert again.view.chosen == chosen
    again.view.hide()


def test_a_soundscape_that_has_gone_is_not_chosen_again(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    settings = Settings(breathing={"pattern": "box", "bed": "gone"})
    room = Room(qtbot, theme, tmp_path / "sessions", settings)
    assert (room.view.chosen.pattern.name, room.view.chosen.bed) == ("box", None)
    room.view.hide()


def test_a_pace_that_was_told_is_where_the_practice_begins(qtbot: QtBot, room: Room) -> None:
    follow = room.view.follow
    follow.pad._now_ms = iter(range(0, 10**6, 1000)).__next__  # a clock that each look moves on
    while follow.pad.pace is None:
        qtbot.keyPress(follow.pad, SPACE)
        qtbot.keyRelease(follow.pad, SPACE)
    click(qtbot, room.view, "Begin from this pace")
    assert room.front.wishes[0].choices.pace == follow.pad.pace


def test_the_persons_own_soundscapes_are_offered_and_one_that_has_gone_is_named(
    qtbot: QtBot, room: Room
) -> None:
    click(qtbot, room.view, "my sea")
    room.names = KnownNames(NAMES.bells, frozenset(BEDS))
    qtbot.mouseClick(room.view.summary.begin, Qt.MouseButton.LeftButton)
    assert room.front.wishes == []
    assert "my-sea" in room.front.said[0]


def test_holds_are_brought_in_and_left_out_everywhere_from_here(qtbot: QtBot, room: Room) -> None:
    click(qtbot, room.view, "Box", "Breathe with holds")
    assert room.front.settings.holds
    assert "In 3, hold 1, out 3, wait 1" in words(room.view)
    click(qtbot, room.view, "Breath holds")
    assert not room.front.settings.holds
    assert "In 3, out 5" in words(room.view)


def test_what_is_kept_is_in_the_library_at_once(qtbot: QtBot, room: Room) -> None:
    click(qtbot, room.view, "Side to side", "Ocean")
    with qtbot.waitSignal(room.desk.files_changed):
        room.keep("For the evening")
    assert room.files() == ["for-the-evening.yaml"]
    assert "For the evening is in the library." in words(room.view)
    assert button(room.view, "Change For the evening").isVisible()
    session = room.read("for-the-evening")
    assert (session.title, session.bed) == ("For the evening", "ocean")
    assert room.view.kept.name.text() == ""


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(qtbot: QtBot, room: Room) -> None:
    room.keep("Evening")
    before = (room.folder / "evening.yaml").read_bytes()
    click(qtbot, room.view, "Box")
    for title in ("Evening", "EVENING!", "Breathe freely"):
        room.keep(title)
        assert f"{title} is too much like the name of another session." in words(room.view)
        assert room.view.kept.name.text() == title
    assert (room.folder / "evening.yaml").read_bytes() == before
    assert room.files() == ["evening.yaml"]


def test_a_kept_pattern_is_changed_under_its_id(qtbot: QtBot, room: Room) -> None:
    room.keep("Evening")
    click(qtbot, room.view, "Change Evening", "How many: more")
    room.view.kept.name.setText("Night")
    click(qtbot, room.view, "Save the change")
    assert room.files() == ["evening.yaml"]
    session = room.read("evening")
    assert (session.title, session.lengths.default) == ("Night", frames(360))


def test_a_file_changed_by_hand_meanwhile_is_left_as_it_is(qtbot: QtBot, room: Room) -> None:
    room.keep("Evening")
    click(qtbot, room.view, "Change Evening")
    file = room.folder / "evening.yaml"
    file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")
    click(qtbot, room.view, "Save the change")
    assert "was changed or taken away meanwhile" in words(room.view)
    assert file.read_text("utf-8").endswith("# mine\n")
    room.look()
    shown = [w.accessibleName() for w in room.view.findChildren(QWidget) if w.isVisible()]
    assert "Change Evening" not in shown


def test_what_is_removed_comes_back_with_one_click(qtbot: QtBot, room: Room) -> None:
    room.view.choose(FreeBreathing(PATTERNS["longer-exhale"], 7))
    room.keep("Evening")
    before = (room.folder / "evening.yaml").read_bytes()
    click(qtbot, room.view, "Even breath", "Remove Evening")
    assert room.files() == []
    assert "Evening is out of the library." in words(room.view)
    click(qtbot, room.view, "Keep this pattern")
    assert (room.folder / "evening.yaml").read_bytes() == before


def test_a_folder_that_cannot_be_written_to_is_said_plainly(qtbot: QtBot, room: Room) -> None:
    room.folder = room.folder.parent / "file" / "sessions"
    room.folder.parent.write_text("in the way")
    room.keep("Evening")
    assert f"It can't be kept in {room.folder}: Not a directory" in words(room.view)
    assert room.view.kept.name.text() == "Evening"


def test_after_keeping_by_key_the_keyboard_is_at_the_name(qtbot: QtBot, room: Room) -> None:
    room.keep("Evening")
    room.view.kept.name.setText("Morning")
    room.view.kept.keep.setFocus()
    qtbot.keyClick(room.view.kept.keep, Qt.Key.Key_Space)

    assert "Morning is in the library." in words(room.view)
    assert room.view.kept.name.hasFocus()


def test_after_a_removal_by_key_the_keyboard_is_at_the_way_back(qtbot: QtBot, room: Room) -> None:
    room.keep("Evening")
    room.keep("Morning")
    button(room.view, "Remove Evening").setFocus()
    qtbot.keyClick(button(room.view, "Remove Evening"), Qt.Key.Key_Return)

    assert "Evening is out of the library." in words(room.view)
    assert room.view.kept.keep.hasFocus()


def test_a_file_that_was_written_into_by_hand_is_not_removed(qtbot: QtBot, room: Room) -> None:
    room.keep("Evening")
    file = room.folder / "evening.yaml"
    file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")
    click(qtbot, room.view, "Remove Evening")
    assert "Its file was changed or taken away meanwhile" in words(room.view)
    assert file.exists()


def test_what_cannot_be_removed_stays_and_says_so(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.keep("Evening")

    def refuse(_file: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    click(qtbot, room.view, "Remove Evening")
    assert "It can't be removed: Permission denied" in words(room.view)
    assert room.files() == ["evening.yaml"]


def test_a_pattern_of_ones_own_survives_being_kept(qtbot: QtBot, room: Room) -> None:
    own(qtbot, room.view, in_ms="4.3", out_ms="7.1", hold_ms="2")
    chosen = room.view.chosen
    room.keep("Mine")
    click(qtbot, room.view, "Even breath", "Change Mine")
    assert room.view.chosen == chosen


def test_escape_goes_back_to_the_library(qtbot: QtBot, room: Room) -> None:
    qtbot.keyClick(room.view, Qt.Key.Key_Escape)
    assert room.front.went_back == 1
