"""Something said beside the library: one thing at a time, the weightiest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from tests.practice.fresh_log import fresh_log
from tests.shell.person import opens_popup
from tests.shell.samples import LIBRARY
from thaw.practice.errors import LogDamaged
from thaw.practice.log import PracticeLog
from thaw.shell.background import Background
from thaw.shell.library.aside import Aside, AsideChoice
from thaw.shell.library.aside_desk import AsideDesk
from thaw.shell.library.offer_card import OfferCard
from thaw.shell.library.view import LibraryView
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button, IconButton

REST = Aside("rest", "That was a lot for one day.", (AsideChoice("well", "All right"),))
WEEK = Aside(
    "week", "How was the week?", (AsideChoice("yes", "Tell"), AsideChoice("no", "Not now"))
)


@dataclass
class Source:
    """Offers one thing until it is answered."""

    order: int
    aside: Aside | None
    answers: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return "" if self.aside is None else self.aside.key

    def offer(self, log: PracticeLog) -> Aside | None:
        assert log.count() == 0
        return None if self.answers else self.aside

    def answer(self, name: str) -> None:
        self.answers.append(name)


@dataclass
class SlowSource(Source):
    """Finds what it offers, and hands it over once ``goes_on`` lets it."""

    goes_on: Event = field(default_factory=Event)
    has_looked: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.goes_on.set()

    def offer(self, log: PracticeLog) -> Aside | None:
        found = super().offer(log)
        if not self.goes_on.is_set():
            self.has_looked.set()
        assert self.goes_on.wait(20)
        return found


@pytest.fixture
def log(tmp_path: Path) -> Iterator[PracticeLog]:
    made = fresh_log(tmp_path / "practice.sqlite")
    yield made
    made.shut()


@pytest.fixture
def library(qtbot: QtBot, theme: Theme) -> LibraryView:
    view = LibraryView(theme)
    qtbot.addWidget(view)
    view.resize(900, 900)
    view.show()
    return view


@pytest.fixture
def desk(background: Background, log: PracticeLog, library: LibraryView) -> AsideDesk:
    made = AsideDesk(lambda: log, background)
    made.shown.connect(library.show_aside)
    library.aside_answered.connect(made.answer)
    return made


def buttons(library: LibraryView) -> dict[str, Button]:
    """The answers that can be seen, by their words."""
    words = {choice.words for aside in (REST, WEEK) for choice in aside.choices}
    found = library.findChildren(Button)
    return {one.text(): one for one in found if one.text() in words and one.isVisible()}


def test_the_weightiest_is_shown_first_and_the_next_once_it_is_answered(
    qtbot: QtBot, desk: AsideDesk, library: LibraryView
) -> None:
    week, rest = Source(40, WEEK), Source(10, REST)
    for source in (week, rest, Source(1, None)):
        desk.add(source)
    desk.refresh()
    qtbot.waitUntil(lambda: set(buttons(library)) == {"All right"})
    qtbot.mouseClick(buttons(library)["All right"], Qt.MouseButton.LeftButton)
    assert rest.answers == ["well"]
    qtbot.waitUntil(lambda: set(buttons(library)) == {"Tell", "Not now"})
    buttons(library)["Not now"].setFocus()
    qtbot.keyClick(buttons(library)["Not now"], Qt.Key.Key_Return)
    assert week.answers == ["no"]
    qtbot.waitUntil(lambda: not buttons(library))


def test_the_same_aside_is_not_drawn_anew(
    qtbot: QtBot, desk: AsideDesk, library: LibraryView
) -> None:
    desk.add(Source(10, REST))
    desk.refresh()
    qtbot.waitUntil(lambda: bool(buttons(library)))
    before = buttons(library)
    with qtbot.waitSignal(desk.shown):
        desk.refresh()
    assert buttons(library) == before


def test_what_was_found_before_an_answer_is_not_shown_after_it(
    qtbot: QtBot, desk: AsideDesk, library: LibraryView
) -> None:
    source = SlowSource(10, REST)
    desk.add(source)
    desk.refresh()
    qtbot.waitUntil(lambda: bool(buttons(library)))
    source.goes_on.clear()
    desk.refresh()
    qtbot.waitUntil(source.has_looked.is_set)
    shown: list[object] = []
    desk.shown.connect(shown.append)

    qtbot.mouseClick(buttons(library)["All right"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(desk.shown):
        source.goes_on.set()

    assert shown == [None, None]


def test_an_aside_is_reached_by_key_before_the_row_at_the_top(
    qtbot: QtBot, library: LibraryView
) -> None:
    library.show_state(LIBRARY)
    library.show_aside(WEEK)
    qtbot.waitUntil(lambda: bool(buttons(library)))
    free = next(one for one in library.findChildren(OfferCard) if one.text() == "Breathe freely")
    free.setFocus()
    reached: list[str] = []
    for _ in range(3):
        focused = library.window().focusWidget()
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = library.window().focusWidget()
        assert isinstance(focused, QAbstractButton)
        reached.append(focused.text())

    assert reached == ["Tell", "Not now", "History"]


def test_nothing_is_said_where_the_log_cannot_be_read(
    qtbot: QtBot, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    def read() -> PracticeLog:
        raise LogDamaged(Path("log"), "no")

    made = AsideDesk(read, background)
    shown: list[object] = []
    made.shown.connect(shown.append)
    made.add(Source(10, REST))
    caplog.set_level("INFO")
    made.refresh()
    qtbot.waitUntil(lambda: "beside the library" in caplog.text)
    assert shown == []


@opens_popup
def test_other_pages_are_reached_from_the_row_at_the_top(
    qtbot: QtBot, library: LibraryView
) -> None:
    asked: list[str] = []
    library.offer_page("Plan", lambda: asked.append("plan"))
    library.offer_page("Help", lambda: asked.append("help"))
    more = next(b for b in library.findChildren(IconButton) if b.accessibleName() == "More pages")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    menu = library.findChild(QMenu)
    assert [entry.text() for entry in menu.actions()] == ["Plan", "Help"]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert asked == ["help"]
