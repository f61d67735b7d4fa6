"""Rows for settings, as a screen reader is told of them."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from thaw.shell.settings.state import Choice
from thaw.shell.theme import Theme
from thaw.shell.widgets.setting_rows import ChoiceRow


def test_a_list_belongs_to_the_words_beside_it(qtbot: QtBot, theme: Theme) -> None:
    row = ChoiceRow(theme, "week_start", "A week begins", [Choice(0, "Monday")])
    qtbot.addWidget(row)
    told = QAccessible.queryAccessibleInterface(row.combo)
    assert told.text(QAccessible.Text.Value) == "Monday"
    labels = [label for label in row.findChildren(QLabel) if label.buddy() is row.combo]
    assert [label.text() for label in labels] == ["A week begins"]
