"""The one window: the library, a practice, or the history."""

from PySide6.QtCore import QByteArray, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from thaw.shell.history_view import HistoryView
from thaw.shell.library_view import LibraryView
from thaw.shell.player_view import PlayerView
from thaw.shell.theme import Theme


class MainWindow(QMainWindow):
    """Shows one view at a time; whoever composes the app says which.

    Closing it only tells: whether that quits is decided where the tray is known.
    """

    closed = Signal()
    quit_asked = Signal()
    """Ctrl+Q, or what this system uses for it."""

    def __init__(
        self, theme: Theme, library: LibraryView, player: PlayerView, history: HistoryView
    ) -> None:
        super().__init__()
        self._theme = theme
        self._library = library
        self._player = player
        self._history = history
        self._current: QWidget = library
        self._stack = QStackedWidget()
        self._stack.setObjectName("page")
        for view in (library, player, history):
            self._stack.addWidget(view)
        self.setCentralWidget(self._stack)
        self.setWindowTitle(self.tr("Thaw"))
        self.setWindowIcon(theme.app_icon())
        self.setMinimumSize(360, 480)
        self.resize(theme.unit * 52, theme.unit * 42)
        quit_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self)
        quit_key.activated.connect(self.quit_asked)

    def show_library(self) -> None:
        self._show(self._library, self.tr("Thaw"))

    def show_player(self, title: str = "") -> None:
        self._show(self._player, title or self.tr("Thaw"))

    def show_history(self) -> None:
        self._show(self._history, self.tr("History"))

    def current_view(self) -> QWidget:
        return self._current

    def bring_forward(self) -> None:
        """Show the window, from the tray or from behind others, and give it the keyboard."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def geometry_bytes(self) -> bytes:
        """Where the window stands, to be kept until the next start."""
        return bytes(self.saveGeometry().data())

    def restore_geometry_bytes(self, geometry: bytes) -> bool:
        """Stand where it stood; False when ``geometry`` says nothing that can be used."""
        return self.restoreGeometry(QByteArray(geometry))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._theme.refresh()

    def _show(self, view: QWidget, title: str) -> None:
        self._current = view
        self.setWindowTitle(title)
        self._stack.setCurrentWidget(view)
