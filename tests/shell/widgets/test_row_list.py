"""Rows one below the other, at every size of text."""

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from thaw.shell.theme import Theme
from thaw.shell.widgets.row_list import Index, RowDelegate, RowList, RowWords, placed


class Names(QStringListModel):
    """Rows that are no more than their names."""

    is_again = False

    def id_of(self, index: Index) -> str:
        return str(index.data())


class NameDelegate(RowDelegate):
    def words(self, index: Index) -> RowWords:
        return RowWords(str(index.data()), "", "")


def test_rows_are_as_high_as_their_text_when_it_grows(
    qtbot: QtBot, theme: Theme, qapp: QApplication
) -> None:
    names = Names([f"{number}" for number in range(50)])
    rows = RowList(theme, names, names, "Names")
    rows.setItemDelegate(NameDelegate(theme, rows))
    qtbot.addWidget(rows)
    with qtbot.waitExposed(rows):
        rows.show()
    first = names.index(0, 0)
    before = rows.visualRect(first).height()

    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    theme.refresh()

    assert rows.row_height() > before
    qtbot.waitUntil(lambda: rows.visualRect(first).height() == rows.row_height())


DAY = "Thu 19 November"
LONG = "quiet today, a little closer than yesterday"


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        (RowWords(LONG, DAY, "note"), 60, RowWords(LONG, DAY, "note")),
        (RowWords(LONG, DAY, "note"), 20, RowWords(LONG, "", f"{DAY} · note")),
        (RowWords(LONG, DAY, ""), 20, RowWords(LONG, "", DAY)),
        (RowWords("so", DAY, "note"), 20, RowWords("so", DAY, "note")),
        (RowWords(LONG, "", "note"), 5, RowWords(LONG, "", "note")),
    ],
)
def test_what_stands_at_the_end_makes_way_for_the_words(
    words: RowWords, width: int, expected: RowWords
) -> None:
    assert placed(words, width, len, 1) == expected
