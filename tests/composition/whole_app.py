"""The whole app, composed without a screen, with the test at the crank of the sound."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.core.written_sessions import written
from tests.player.stepped_output import ChoosingOutput, SteppedOutput
from tests.shell.person import Person
from thaw.composition.app import App
from thaw.composition.launch import Launch
from thaw.devices.single_instance import SingleInstance
from thaw.devices.sound_devices import SoundDevice
from thaw.paths import Paths
from thaw.practice.entry import PracticeEntry
from thaw.services import Services
from thaw.shell.library.session_card import SessionCard
from thaw.shell.main_window import MainWindow
from thaw.shell.settings.view import SettingsView
from thaw.shell.theme import Theme
from thaw.shell.tray import Tray

CONTROL = Qt.KeyboardModifier.ControlModifier
SHORT = written(
    "rest: {min: 5s, ideal: 8s, max: 60s}",
    lengths="{default: 12s, from: 10s, to: 60s}",
    category="timer",
    closing="",
)


@dataclass
class HandSound:
    """The output that the test turns, and the devices there are."""

    output: ChoosingOutput = field(default_factory=ChoosingOutput)
    there: list[SoundDevice] = field(default_factory=list)
    is_open: bool = False
    """Whether the output was asked for."""

    def open_sounding(self) -> SteppedOutput:
        self.is_open = True
        return self.output

    def devices(self) -> list[SoundDevice]:
        return self.there


@dataclass
class Thaw(Person):
    """One composed app, and the ways a person has with it."""

    qtbot: QtBot
    services: Services
    sound: HandSound = field(default_factory=HandSound)
    quits: list[bool] = field(default_factory=list)

    @property
    def output(self) -> ChoosingOutput:
        return self.sound.output

    @property
    def window(self) -> MainWindow:
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return next(one for one in shown if isinstance(one, MainWindow))

    @property
    def sight(self) -> MainWindow:
        return self.window

    def front(self) -> str:
        """What a screen reader calls the view in front."""
        view = self.window.current_view()
        return "" if view is None else view.accessibleName()

    def press(self, key: Qt.Key) -> None:
        view = self.window.current_view()
        assert view is not None
        self.qtbot.keyClick(view, key)

    def cards(self) -> list[str]:
        """The sessions in the library that were drawn."""
        cards = self.window.findChildren(SessionCard)
        return sorted(card.card.id for card in cards if not card.isHidden())

    def turn_to(self, page: str) -> None:
        """Choose a page in the library's menu. The test says that a popup opens."""
        self.click("More pages")
        (menu,) = [one for one in self.window.findChildren(QMenu) if one.isVisible()]
        next(one for one in menu.actions() if one.text() == page).trigger()
        menu.close()

    def begin(self, name: str) -> None:
        """Click on a session, and wait for its first sound."""
        self.until(lambda: "breath-awareness" in self.cards())
        self.click(name)
        self.until(lambda: self.output.is_running)

    def hear(self, seconds: float) -> None:
        self.output.turn(seconds)

    def log(self) -> list[PracticeEntry]:
        return self.services.history.log_to_read().entries()


class Start:
    """Composes the app, and takes it apart again on the window's thread."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, paths: Paths, folder: Path) -> None:
        self._qtbot, self._qapp, self._paths, self._folder = qtbot, qapp, paths, folder
        self._ends = ExitStack()
        self._app: App | None = None

    def __call__(self, launch: Launch | None = None) -> Thaw:
        instance = SingleInstance("thaw", self._folder)
        assert instance.claim()
        self._ends.callback(instance.release)
        thaw = Thaw(self._qtbot, Services(self._paths))
        self._app = app = App(
            self._qapp,
            thaw.services,
            instance,
            launch or Launch(),
            self._ends,
            thaw.sound,
        )
        app.quit_asked.connect(lambda: thaw.quits.append(True))
        app.open()
        self._ends.callback(app.close)
        return thaw

    def choose_in_tray(self, words: str) -> None:
        """Open the tray's menu, and choose a line of it."""
        assert self._app is not None
        menu = self._app.findChildren(Tray)[0].menu
        menu.aboutToShow.emit()
        next(one for one in menu.actions() if one.text() == words).trigger()

    def theme(self) -> Theme:
        return self._qapp.findChildren(Theme)[-1]

    def end(self) -> None:
        self._ends.close()
        # While Python still holds all of it, and on this thread: neither is sure later.
        for left in (*self._qapp.topLevelWidgets(), self._app):
            if left is not None:
                left.deleteLater()
        self._qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._app = None


def personal(paths: Paths, text: str, name: str = "walk.yaml") -> Path:
    paths.personal_sessions.mkdir(parents=True, exist_ok=True)
    file = paths.personal_sessions / name
    file.write_text(text, "utf-8")
    return file


def settings_view(thaw: Thaw) -> SettingsView:
    """Go to the settings by their key."""
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.qtbot.keyClick(thaw.window.current_view(), Qt.Key.Key_Comma, CONTROL)
    view = thaw.window.current_view()
    assert isinstance(view, SettingsView)
    return view
