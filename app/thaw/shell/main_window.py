"""The one window, with one view in front."""

from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget

from thaw.shell.theme import Theme
from thaw.shell.widgets.second_click import SecondClick

_HELP_KEY: Final = "help key"


class MainWindow(QMainWindow):
    """Shows one view at a time, and takes in each when it is first shown, or before.

    Closing it only tells: whether that quits is decided where the tray is known.
    """

    closed = Signal()
    quit_asked = Signal()
    """Ctrl+Q was pressed (on macOS, Command and Q)."""

    help_asked = Signal()
    """F1 was pressed, whatever is in front."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._second_click = SecondClick(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("page")
        self.setCentralWidget(self._stack)
        self.setWindowTitle(self.tr("Thaw"))
        self.setWindowIcon(theme.app_icon())
        self.setMinimumSize(QSize(360, 480).boundedTo(self._room()))
        self.resize(QSize(theme.unit * 52, theme.unit * 42).boundedTo(self._room()))
        # The standard key for quitting is empty outside GNOME, KDE and macOS.
        quit_key = QShortcut(QKeySequence("Ctrl+Q"), self)
        quit_key.activated.connect(self.quit_asked)
        help_key = QShortcut(QKeySequence("F1"), self)
        # A menu or a popup in front has a window of its own, and takes the keys meanwhile.
        help_key.setContext(Qt.ShortcutContext.ApplicationShortcut)
        help_key.activated.connect(self.help_asked)

    def show_view(self, view: QWidget, title: str = "") -> None:
        """Put ``view`` in front, under ``title`` where it has one of its own."""
        self.setWindowTitle(title or self.tr("Thaw"))
        if title and not view.accessibleName():
            # It takes the keyboard, and a screen reader says where that is.
            view.setAccessibleName(title)
        self.take_in(view)
        if view is not self._stack.currentWidget():
            _close_popups()
            self._second_click.ward_off()
        self._stack.setCurrentWidget(view)

    def take_in(self, view: QWidget) -> None:
        """Have ``view`` in the window, behind what is in front: it takes on its look once."""
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)

    def make_way(self) -> None:
        """Put away what is asked in front of the view, and would keep its keys from it.

        What is being read or written there goes on, out of sight.
        """
        shown = [one for one in self.findChildren(QDialog) if one.isVisible() and one.isModal()]
        below = {one.parentWidget() for one in shown}
        in_front = [one for one in shown if one not in below]
        for dialog in in_front:
            if _is_running(dialog):
                dialog.hide()
            else:
                dialog.reject()
        if in_front and below.intersection(shown):
            # One may run inside of a slot of the dialog below it, which has to end first.
            QTimer.singleShot(0, self, self.make_way)

    def current_view(self) -> QWidget | None:
        return self._stack.currentWidget()

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

    def _room(self) -> QSize:
        """What a window may take of the screen, with something over for its frame."""
        return self.screen().availableGeometry().size() * 0.9

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._theme.refresh()
        elif event.type() is QEvent.Type.ActivationChange:
            # Not by event(): that hears several things for every picture drawn.
            self._answer_help_key()

    def _answer_help_key(self) -> None:
        """Have F1 answered in the dialog that keeps the window's own keys from it."""
        dialog = QApplication.activeModalWidget()
        if dialog is None or dialog.findChild(QShortcut, _HELP_KEY) is not None:
            return
        key = QShortcut(QKeySequence("F1"), dialog)
        key.setObjectName(_HELP_KEY)
        key.activated.connect(self.help_asked)


def _close_popups() -> None:
    """Close menus and the like: they would lie on the next view, and keep its keys from it."""
    popup = QApplication.activePopupWidget()
    while popup is not None and popup.close():
        popup = QApplication.activePopupWidget()


def _is_running(dialog: QDialog) -> bool:
    from thaw.shell.widgets.step_dialog import StepDialog  # Not needed before the window stands.

    return isinstance(dialog, StepDialog) and dialog.is_running
