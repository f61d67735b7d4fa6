"""The help page on screen: in a small window, with large text, and by keyboard alone."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from thaw.care.help_files import Service, ServiceKind
from thaw.care.own_help import Contact, OwnHelp, Side
from thaw.care.rules import Distress
from thaw.core.problems import Place
from thaw.shell.help.contact_list import ContactList
from thaw.shell.help.state import HelpState
from thaw.shell.help.view import HelpView
from thaw.shell.settings.state import Choice
from thaw.shell.theme import Theme
from thaw.shell.widgets.selectable_text import SelectableText

LONG = "somebody.with.a.very.long.name@a-place-far-away.with-a-long-name.example"
SERVICE = Service(
    service="Somebody Listens",
    kind=ServiceKind.PHONE,
    contact="00 000",
    hours="every day",
    languages=("en",),
    url="https://listens.example/a/very/long/address/that/has/no/blanks/at/all",
    source="https://listens.example/contact",
    verified_on=date(2026, 3, 1),
    verified_by="A. Tester",
    expires=date(2026, 6, 1),
    place=Place(Path("QZ.yaml")),
)
FULL = HelpState(
    own=OwnHelp((Contact("Mira", LONG, "a walk"), Contact("Jo")), (Contact("Dr Lind", "00 1"),)),
    countries=(Choice("", "None"), Choice("QZ", "QZ")),
    country="QZ",
    country_name="QZ",
    services=(SERVICE,),
)


def shown(qtbot: QtBot, theme: Theme, state: HelpState, width: int = 860) -> HelpView:
    view = HelpView(theme)
    qtbot.addWidget(view)
    view.show_state(state)
    view.resize(width, 640)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.mark.parametrize("is_writing", [False, True])
def test_it_fits_a_small_window_with_large_text(
    qtbot: QtBot, theme: Theme, qapp: QApplication, is_writing: bool
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(20.0)
    qapp.setFont(font)
    theme.refresh()
    view = shown(qtbot, theme, FULL, 360)
    if is_writing:
        for part in view.lists.values():
            part.add.click()
    for mark in view.marks.boxes.values():
        mark.box.click()
    for widget in view.findChildren(QWidget):
        if widget.isVisible():
            right = widget.mapTo(view, QPoint(widget.width(), 0)).x()
            assert right <= 360, f"{type(widget).__name__} reaches {right}"
    for text in view.findChildren(SelectableText):
        assert text.document().size().height() <= text.height()


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, FULL)
    nameless = [
        widget
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_all_of_it_is_reached_by_tab(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, FULL)
    wanted = {
        widget
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    }
    reached: set[QWidget] = set()
    for _ in range(len(wanted) + 5):
        qtbot.keyClick(view.focusWidget() or view, Qt.Key.Key_Tab)
        at = view.focusWidget()
        assert at is not None
        reached.add(at)
    assert wanted <= reached


def test_a_box_is_ticked_by_key_and_what_follows_is_said(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, FULL)
    box = view.marks.boxes[Distress.NO_SLEEP].box
    with qtbot.waitSignal(view.marked) as told:
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert told.args == [frozenset({Distress.NO_SLEEP})]
    assert view.marks.marks() == {Distress.NO_SLEEP}


def test_without_a_choice_of_countries_nothing_is_said_of_them(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, HelpState())
    assert not view.services.isVisible()
    view.show_state(FULL)
    assert view.services.isVisible()


def test_a_list_takes_no_more_than_it_keeps(qtbot: QtBot, theme: Theme) -> None:
    many = OwnHelp(tuple(Contact(f"N{n}") for n in range(40)))
    view = shown(qtbot, theme, HelpState(own=many))
    people = view.lists[Side.PEOPLE]
    assert isinstance(people, ContactList)
    assert not people.add.isVisible()
    assert view.lists[Side.SUPPORT].add.isVisible()
