"""A list to choose from, in less room than its words need."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.person import opens_popup
from thaw.shell.theme import Theme
from thaw.shell.widgets.form_style import form_stylesheet
from thaw.shell.widgets.setting_controls import PlainCombo

LONG = "A column with a name that nobody would write who has to read it"


def tip(combo: PlainCombo) -> str:
    """What is shown to whoever rests the pointer on it."""
    at = QPoint(5, 5)
    QApplication.sendEvent(combo, QHelpEvent(QEvent.Type.ToolTip, at, combo.mapToGlobal(at)))
    return combo.toolTip()


def test_what_has_no_room_ends_in_an_ellipsis_and_is_told_whole(qtbot: QtBot, theme: Theme) -> None:
    combo = PlainCombo(theme)
    qtbot.addWidget(combo)
    combo.addItems(["Date", LONG])
    combo.setFixedWidth(150)
    combo.show()

    assert (combo.shown_text(), tip(combo)) == ("Date", "")
    combo.setCurrentIndex(1)
    assert combo.shown_text().endswith("…")
    assert LONG.startswith(combo.shown_text()[:-1].strip())
    assert (combo.currentText(), tip(combo)) == (LONG, LONG)
    combo.setFixedWidth(900)
    assert (combo.shown_text(), tip(combo)) == (LONG, "")


@opens_popup
def test_in_the_list_that_opens_long_words_go_on_in_another_line(
    qtbot: QtBot, theme: Theme
) -> None:
    combo = PlainCombo(theme)
    qtbot.addWidget(combo)
    combo.addItems(["Date", LONG])
    combo.setStyleSheet(form_stylesheet(theme))
    combo.setFixedWidth(200)
    combo.show()
    combo.showPopup()
    shown = combo.view()
    rows = [shown.visualRect(combo.model().index(n, 0)) for n in range(2)]
    assert rows[1].height() > rows[0].height()
    combo.hidePopup()
