"""What stands above the library: its name, and the ways to everything else."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button, IconButton, label


class LibraryTop(QWidget):
    """A row of buttons, and a menu of the pages that have none."""

    history_asked = Signal()
    settings_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages: list[tuple[str, Callable[[], None]]] = []
        self._mark = QLabel()
        self._name = label(self.tr("Thaw"), is_quiet=True)
        self._history = Button(theme, self.tr("History"), "quiet", "history")
        self._settings = IconButton(theme, "settings", self.tr("Settings (Ctrl and comma)"))
        self._more = IconButton(theme, "more", self.tr("More pages"))
        self._more.hide()
        self._lay_out()
        self._history.clicked.connect(self.history_asked)
        self._settings.clicked.connect(self.settings_asked)
        self._more.clicked.connect(self._on_more_clicked)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def offer_page(self, words: str, asked: Callable[[], None]) -> None:
        """Let ``asked`` be called by an entry of the menu, called ``words``."""
        self._pages.append((words, asked))
        self._more.show()

    def fit(self, width: int) -> None:
        """Where large text meets a narrow window, what only decorates makes way for words."""
        lines = width / self._theme.unit
        self._name.setVisible(lines > 16)
        self._mark.setVisible(lines > 14)
        if lines > 12:
            self._history.show_icon("history")
        else:
            self._history.setIcon(QIcon())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(min(round(self._theme.unit * 0.8), 12))
        row.addWidget(self._mark)
        row.addWidget(self._name)
        row.addStretch(1)
        for button in (self._history, self._settings, self._more):
            row.addWidget(button)

    def _on_theme_changed(self) -> None:
        size = round(self._theme.unit * 1.3)
        self._mark.setPixmap(self._theme.pixmap("thaw-symbolic", "accent", size))

    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, asked in self._pages:
            menu.addAction(words).triggered.connect(asked)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
