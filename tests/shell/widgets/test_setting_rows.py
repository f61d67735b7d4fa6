"""Rows for settings, as a screen reader is told of them."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from thaw.shell.settings.state import Choice
from thaw.shell.theme import Theme
from thaw.shell.widgets.setting_rows import ChoiceRow, SwitchRow


def test_a_list_belongs_to_the_words_beside_it(qtbot: QtBot, theme: Theme) -> None:
    row = ChoiceRow(theme, "week_start", "A week begins", [Choice(0, "Monday")])
    qtbot.addWidget(row)
    told = QAccessible.queryAccessibleInterface(row.combo)
    assert told.text(QAccessible.Text.Value) == "Monday"
    labels = [label for label in row.findChildren(QLabel) if label.buddy() is row.combo]
    assert [label.text() for label in labels] == ["A week begins"]


def test_a_box_is_read_once_with_its_words_and_its_note(qtbot: QtBot, theme: Theme) -> None:
    row = SwitchRow(theme, "holds", "Leave out holds", "The breath flows on.")
    qtbot.addWidget(row)
    row.show_value(True)
    told = list(_told(QAccessible.queryAccessibleInterface(row)))
    names = [one.text(QAccessible.Text.Name) for one in told]
    assert [name for name in names if name] == ["Leave out holds"]
    box = told[names.index("Leave out holds")]
    assert box.role() is QAccessible.Role.CheckBox
    assert box.state().checked
    assert box.text(QAccessible.Text.Description) == "The breath flows on."


def _told(above: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that a screen reader meets, line by line."""
    yield above
    for index in range(above.childCount()):
        yield from _told(above.child(index))


def test_the_words_of_a_box_wrap_and_a_click_on_their_last_line_ticks_it(
    qtbot: QtBot, theme: Theme
) -> None:
    row = SwitchRow(theme, "holds", "Leave out holds " * 6, "The breath flows on. " * 4)
    qtbot.addWidget(row)
    wide = row.heightForWidth(2000)
    narrow = row.heightForWidth(300)
    assert narrow > 2 * wide
    row.resize(300, narrow)
    row.show()
    with qtbot.waitSignal(row.chosen):
        at = QPoint(row.box.width() - 20, row.box.height() - 4)
        qtbot.mouseClick(row.box, Qt.MouseButton.LeftButton, pos=at)
    assert row.box.isChecked()


def test_the_words_of_a_box_are_on_its_other_side_where_one_reads_from_the_right(
    qtbot: QtBot, theme: Theme
) -> None:
    row = SwitchRow(theme, "holds", "Leave out holds")
    qtbot.addWidget(row)
    row.resize(400, row.heightForWidth(400))
    row.show()
    there = row.grab().toImage()
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    side, half = round(theme.unit * 1.5), row.width() // 2
    mirrored = row.grab().toImage()
    assert there.copy(0, 0, side, side) == mirrored.copy(row.width() - side, 0, side, side)
    assert there.copy(half, 0, half, side) != mirrored.copy(half, 0, half, side)
