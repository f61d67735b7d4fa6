"""A quiet line or two above the view, for what a person ought to know and can leave."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label

MOST_NOTICES: Final = 3
"""More than this nobody reads: the oldest gives way."""


class NoticeBar(QFrame):
    """Hidden until something is said, and until all of it is dismissed again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._said: list[str] = []
        self._away: list[str] = []
        self._words = label("", Text.SMALL)
        self._words.setWordWrap(True)
        self._dismiss = Button(theme, self.tr("All right"), "quiet")
        self._dismiss.clicked.connect(self._on_dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.margin, theme.unit // 3, theme.margin, theme.unit // 3)
        row.addWidget(self._words, 1)
        row.addWidget(self._dismiss)
        self.hide()

    def text(self) -> str:
        """What is being said, a line for each notice; empty when nothing is."""
        return self._words.text()

    def say(self, text: str) -> None:
        """Say ``text`` below what has not been dismissed yet; never the same thing twice."""
        kept = [said for said in self._said if said != text]
        self._show([*kept, text][-MOST_NOTICES:])

    def take_back(self, text: str) -> None:
        """Leave ``text`` out from now on: it is no longer so."""
        self._away = [said for said in self._away if said != text]
        self._show([said for said in self._said if said != text])

    def put_away(self) -> None:
        """Leave the screen to a practice: what was said until now waits for ``bring_back``."""
        self._away = self._all()
        self._show([])

    def bring_back(self) -> None:
        """Say again what was put away, with what has been said since."""
        said, self._away = self._all(), []
        self._show(said[-MOST_NOTICES:])

    @Slot()
    def _on_dismissed(self) -> None:
        self._show([])

    def _all(self) -> list[str]:
        """What was put away, and after it what has been said since; nothing of it twice."""
        return [*(one for one in self._away if one not in self._said), *self._said]

    def _show(self, said: list[str]) -> None:
        self._said = said
        self._words.setText("\n".join(said))
        self.setAccessibleName(self._words.text())
        self.setVisible(bool(said))
