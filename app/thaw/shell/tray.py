"""The icon in the system tray: begin, pause, end, open, quit."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from thaw.shell.tray_state import TrayState, TrayStatus
from thaw.shell.wording import minutes_text


class Tray(QObject):
    """A menu made anew each time it is opened, from the state at that moment.

    Where the desktop has no tray (``is_available``) it must not be shown, and the
    window stays the way in.
    """

    quick_chosen = Signal(str, int)
    pause_asked = Signal()
    resume_asked = Signal()
    stop_asked = Signal()
    ground_asked = Signal()
    """Stop, and show a grounding."""
    help_asked = Signal()
    window_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self, icon: QIcon, read_state: Callable[[], TrayState], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read_state = read_state
        # A menu has to be kept by its owner: the icon only points to it.
        self.menu = QMenu()
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setContextMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill)
        self._icon.activated.connect(self._on_activated)
        # Some desktops never ask for a menu that is empty.
        self._fill()
        self.show_state(read_state())

    @staticmethod
    def is_available() -> bool:
        """True where this desktop shows tray icons."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        self._icon.show()

    def hide(self) -> None:
        self._icon.hide()

    def is_shown(self) -> bool:
        return self._icon.isVisible()

    def tooltip(self) -> str:
        return self._icon.toolTip()

    def show_icon(self, icon: QIcon) -> None:
        self._icon.setIcon(icon)

    def show_state(self, state: TrayState) -> None:
        """Say in the tooltip what is going on."""
        words = self._tooltip(state)
        if words != self._icon.toolTip():
            self._icon.setToolTip(words)

    def _tooltip(self, state: TrayState) -> str:
        match state.status:
            case TrayStatus.RESTING:
                return self.tr("Thaw")
            case TrayStatus.PLAYING if state.is_preparing:
                return state.title
            case TrayStatus.PLAYING:
                return self.tr("{0} · {1} left").format(
                    state.title, minutes_text(state.minutes_left)
                )
            case TrayStatus.PAUSED:
                return self.tr("{0} · paused").format(state.title)

    def _fill(self) -> None:
        state = self._read_state()
        self.menu.clear()
        if state.status is TrayStatus.RESTING:
            self._offer_quick(state)
        else:
            self._offer_playing(state)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Help")).triggered.connect(self.help_asked)
        self.menu.addAction(self.tr("Open Thaw")).triggered.connect(self.window_asked)
        self.menu.addAction(self.tr("Quit")).triggered.connect(self.quit_asked)
        self.show_state(state)

    def _offer_quick(self, state: TrayState) -> None:
        if state.quick_id is None:
            return
        words = self.tr("Begin: {0} · {1}").format(
            state.quick_title.replace("&", "&&"), minutes_text(state.quick_minutes)
        )
        self.menu.addAction(words).triggered.connect(self._on_quick_triggered)

    def _offer_playing(self, state: TrayState) -> None:
        if state.status is TrayStatus.PAUSED:
            self.menu.addAction(self.tr("Go on")).triggered.connect(self.resume_asked)
        elif not state.is_preparing:
            # Before its first sound there would be nothing to pause.
            self.menu.addAction(self.tr("Pause")).triggered.connect(self.pause_asked)
        self.menu.addAction(self.tr("End here")).triggered.connect(self.stop_asked)
        self.menu.addAction(self.tr("Stop and ground")).triggered.connect(self.ground_asked)

    def _on_quick_triggered(self) -> None:
        state = self._read_state()
        if state.quick_id is not None:
            self.quick_chosen.emit(state.quick_id, state.quick_minutes)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.window_asked.emit()
