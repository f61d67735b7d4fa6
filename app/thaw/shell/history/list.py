"""Practices one below the other: what and how long, then when and how it ended."""

from thaw.shell.history.model import Column, HistoryModel
from thaw.shell.theme import Theme
from thaw.shell.widgets.row_list import Index, RowDelegate, RowList, RowWords


class PracticeDelegate(RowDelegate):
    """Paints one practice."""

    def words(self, index: Index) -> RowWords:
        cell = {column: str(index.sibling(index.row(), column).data()) for column in Column}
        when = self.tr("{0}, {1} · {2}").format(
            cell[Column.DAY], cell[Column.TIME], cell[Column.ENDED]
        )
        return RowWords(cell[Column.TITLE], cell[Column.PRACTISED], when)


class PracticeList(RowList):
    """Shows a ``HistoryModel``, and tells which practice a person wants."""

    def __init__(self, theme: Theme, model: HistoryModel, name: str) -> None:
        super().__init__(theme, model, model, name)
        self.setItemDelegate(PracticeDelegate(theme, self))
