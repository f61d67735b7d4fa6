"""The pages of the journal as a list."""

from datetime import date

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from thaw.shell.day_words import past_day_text
from thaw.shell.journal.state import JournalRow, JournalState
from thaw.shell.journal.words import excerpt_text, title_text
from thaw.shell.theme import Theme
from thaw.shell.widgets.row_list import Index, RowDelegate, RowList, RowWords


class JournalModel(QAbstractListModel):
    """Newest page first; words are made for the rows in sight alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = JournalState(date.min, is_read=False)
        self.is_again = False
        """Whether what was shown last was sought by the same words."""

    def show_state(self, state: JournalState) -> None:
        """Show other rows."""
        if state == self._state:
            return
        self.is_again = state.sought == self._state.sought
        self.beginResetModel()
        self._state = state
        self.endResetModel()

    def row(self, index: Index) -> JournalRow:
        return self._state.rows[index.row()]

    def id_of(self, index: Index) -> str:
        return self.row(index).id

    def words(self, index: Index) -> RowWords:
        """What is painted of a row."""
        row = self.row(index)
        return RowWords(
            excerpt_text(row), past_day_text(row.local_date, self._state.today), title_text(row)
        )

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._state.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return excerpt_text(self.row(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.words(index)
            return self.tr("{0}, {1}: {2}").format(words.aside, words.second, words.first)
        return None


class JournalDelegate(RowDelegate):
    """Paints how a page begins and its day, and below that what it belongs to."""

    def __init__(self, theme: Theme, model: JournalModel, parent: RowList) -> None:
        super().__init__(theme, parent)
        self._model = model

    def words(self, index: Index) -> RowWords:
        return self._model.words(index)


class JournalList(RowList):
    """Shows a ``JournalModel``, and tells which page a person wants."""

    def __init__(self, theme: Theme, model: JournalModel, name: str) -> None:
        super().__init__(theme, model, model, name)
        self.setItemDelegate(JournalDelegate(theme, model, self))
