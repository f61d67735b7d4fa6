"""Help: at most two actions away from anywhere, a practice waits, and nothing is lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from tests.shell.help.person import Helped, click
from tests.shell.person import opens_popup
from thaw.practice.entry import Source
from thaw.shell.player.grounding import Grounding
from thaw.shell.player.state import PlayerStatus

pytestmark = opens_popup


def from_the_library_by_pointer(helped: Helped) -> int:
    click(helped, helped.at.library, "More pages")
    menu = helped.at.library.findChild(QMenu)
    assert menu is not None
    entry = next(one for one in menu.actions() if one.text() == "Help")
    helped.at.qtbot.mouseClick(
        menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center()
    )
    return 2


def by_f1(helped: Helped) -> int:
    helped.at.qtbot.keyClick(helped.at.window, Qt.Key.Key_F1)
    return 1


def from_the_tray(helped: Helped) -> int:
    helped.tray.menu.aboutToShow.emit()
    next(one for one in helped.tray.menu.actions() if one.text() == "Help").trigger()
    return 2


def from_the_practice_by_pointer(helped: Helped) -> int:
    helped.at.begin()
    click(helped, helped.at.player, "Help (F1)")
    return 1


def from_the_practice_by_key(helped: Helped) -> int:
    helped.at.begin()
    return by_f1(helped)


def from_the_grounding_by_pointer(helped: Helped) -> int:
    helped.at.begin()
    helped.at.desk.ground()
    click(helped, helped.at.player, "Help")
    return 1


def from_the_grounding_by_key(helped: Helped) -> int:
    helped.at.begin()
    helped.at.desk.ground()
    return by_f1(helped)


def from_the_end_by_key(helped: Helped) -> int:
    helped.at.begin()
    helped.at.desk.stop()
    return by_f1(helped)


def from_a_question_by_key(helped: Helped) -> int:
    helped.at.window.show()
    question = QDialog(helped.at.window)
    with helped.at.qtbot.waitExposed(question):
        question.open()
    question.activateWindow()
    helped.at.qtbot.keyClick(question, Qt.Key.Key_F1)
    return 1


def from_the_tray_with_a_question_open(helped: Helped) -> int:
    QDialog(helped.at.window).open()
    return from_the_tray(helped)


def from_the_history_by_key(helped: Helped) -> int:
    helped.at.desk.show_history()
    return by_f1(helped)


@pytest.mark.parametrize(
    "way",
    [
        from_the_library_by_pointer,
        by_f1,
        from_the_tray,
        from_the_practice_by_pointer,
        from_the_practice_by_key,
        from_the_grounding_by_pointer,
        from_the_grounding_by_key,
        from_the_end_by_key,
        from_the_history_by_key,
        from_a_question_by_key,
        from_the_tray_with_a_question_open,
    ],
)
def test_help_is_at_most_two_actions_away(helped: Helped, way: Callable[[Helped], int]) -> None:
    assert way(helped) <= 2
    helped.at.qtbot.waitUntil(helped.has_help)
    assert helped.at.window.windowTitle() == "Help"
    assert QApplication.activeModalWidget() is None


def test_a_practice_waits_and_is_still_there_afterwards(helped: Helped) -> None:
    helped.at.begin()
    by_f1(helped)
    assert helped.at.sitting.status is PlayerStatus.PAUSED
    helped.at.qtbot.keyClick(helped.shown(), Qt.Key.Key_Escape)
    assert helped.at.window.current_view() is helped.at.player
    assert helped.at.window.windowTitle() == "A walk"
    assert helped.at.sitting.status is PlayerStatus.PAUSED
    helped.at.qtbot.keyClick(helped.at.player, Qt.Key.Key_Space)
    assert helped.at.sitting.status is PlayerStatus.PLAYING


def test_a_practice_that_is_still_being_prepared_waits_too(helped: Helped) -> None:
    with helped.at.qtbot.waitSignal(helped.at.sitting.began):
        helped.at.desk.begin("walk", 3, Source.LIBRARY)
        by_f1(helped)
    assert helped.has_help()
    assert helped.at.sitting.status is PlayerStatus.PAUSED


def test_a_grounding_is_where_it_was(helped: Helped) -> None:
    helped.at.begin()
    helped.at.desk.ground()
    grounding = helped.at.player.findChild(Grounding)
    assert grounding is not None
    helped.at.qtbot.keyClick(grounding, Qt.Key.Key_Space)
    line = grounding.caption.text()
    by_f1(helped)
    click(helped, helped.shown(), "Back to where you were (Esc)")
    assert grounding.isVisible()
    assert grounding.caption.text() == line


def test_a_practice_that_ended_meanwhile_leads_to_the_library(helped: Helped) -> None:
    helped.at.begin()
    by_f1(helped)
    helped.at.sitting.leave()
    helped.at.qtbot.keyClick(helped.shown(), Qt.Key.Key_Escape)
    assert helped.at.window.current_view() is helped.at.library


def test_help_within_help_leads_back_to_the_same_place(helped: Helped) -> None:
    helped.at.desk.show_history()
    by_f1(helped)
    by_f1(helped)
    helped.at.qtbot.keyClick(helped.shown(), Qt.Key.Key_Escape)
    assert helped.at.window.current_view() is helped.at.history


def test_a_grounding_from_here_leads_back_here_and_then_on(helped: Helped) -> None:
    helped.at.begin()
    by_f1(helped)
    click(helped, helped.shown(), "A short grounding")
    grounding = helped.at.window.current_view()
    assert isinstance(grounding, Grounding)
    helped.at.qtbot.keyClick(grounding, Qt.Key.Key_Escape)
    assert helped.has_help()
    helped.at.qtbot.keyClick(helped.shown(), Qt.Key.Key_Escape)
    assert helped.at.window.current_view() is helped.at.player


def test_from_that_grounding_the_library_ends_what_waited(helped: Helped) -> None:
    helped.at.begin()
    by_f1(helped)
    click(helped, helped.shown(), "A short grounding")
    grounding = helped.at.window.current_view()
    assert isinstance(grounding, Grounding)
    helped.at.qtbot.keyClick(grounding, Qt.Key.Key_Backspace)
    assert helped.at.window.current_view() is helped.at.library
    assert not helped.at.sitting.is_on
