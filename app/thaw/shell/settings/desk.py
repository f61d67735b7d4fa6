"""What happens when a person sets something: used at once, kept at once, shown as it is."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from thaw.core.catalogue import Catalogue
from thaw.settings import SYSTEM_VOICE_PLATFORMS
from thaw.shell.front_desk import FrontDesk
from thaw.shell.settings.own_sounds_desk import OwnSoundsDesk
from thaw.shell.settings.sound_preview import SoundPreview
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.shell.settings.view import SettingsView

_PATHS = frozenset({"voice_file", "sessions_folder"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is set outside of the settings' own file, and what there is to choose from."""

    catalogue: Catalogue
    devices: Callable[[], Sequence[Choice]]
    """Ids and names of what can be played on now."""
    sessions_folder: Callable[[], Path]
    open_folder: Callable[[Path], bool]
    """Show a folder in the desktop's own way; False where that can't be."""
    has_tray: Callable[[], bool]
    starts_at_login: Callable[[], bool | None]
    start_at_login: Callable[[bool], None]
    """Raises OSError."""


class SettingsDesk(QObject):
    """Answers the view of the settings, and the levels in the player."""

    view_made = Signal(object)
    """The ``SettingsView`` stands: what it holds for others may be served."""
    levels_placed = Signal(QRect)
    """Where the levels are on the screen; an empty rectangle once they have gone."""

    def __init__(
        self,
        desk: FrontDesk,
        surroundings: Surroundings,
        preview: SoundPreview,
        own_sounds: OwnSoundsDesk,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._surroundings = surroundings
        self._preview = preview
        self._own_sounds = own_sounds
        self._theme = theme
        self._view: SettingsView | None = None
        self._devices: tuple[Choice, ...] = ()
        self._missed = ""

    @Slot()
    def show(self) -> None:
        """Put the settings in front."""
        view = self._view or self._made_view()
        self._desk.show_other(view, self.tr("Settings"))
        self._devices = tuple(self._surroundings.devices())
        self.refresh()

    @Slot()
    def say_of_substitute(self) -> None:
        """Say once of each device that it was chosen and isn't there."""
        chosen = self._desk.settings
        if chosen.output_device != self._missed:
            self._missed = chosen.output_device
            words = self.tr("Not connected: {0}. Sound plays on the system's default device.")
            self._desk.say(words.format(chosen.output_name or chosen.output_device))

    @Slot(QWidget)
    def show_levels(self, anchor: QWidget) -> None:
        """Open the levels over the practice, below ``anchor``."""
        from thaw.shell.player.levels_popup import LevelsPopup

        popup = LevelsPopup(self._theme, self._desk.settings, anchor)
        popup.setting_turned.connect(self._on_turned)
        popup.setting_changed.connect(self._on_changed)
        popup.placed.connect(self.levels_placed)
        popup.open_below(anchor)

    def _made_view(self) -> "SettingsView":
        from thaw.shell.settings.view import SettingsView

        self._view = view = SettingsView(self._theme)
        view.setting_turned.connect(self._on_turned)
        view.setting_changed.connect(self._on_changed)
        view.hear_asked.connect(self._preview.hear)
        view.left.connect(self._preview.stop)
        self._preview.said.connect(view.say_of_sample)
        view.login_chosen.connect(self._on_login_chosen)
        view.folder_asked.connect(self._on_folder_asked)
        view.back_asked.connect(self._desk.show_library)
        self._own_sounds.serve(view.own_sounds)
        self.view_made.emit(view)
        return view

    def refresh(self) -> None:
        """Show the settings as they are now, where they were asked for before."""
        if self._view is not None:
            self._view.show_state(self._state())
            self._own_sounds.refresh(is_practising=self._desk.is_practising)

    def _state(self) -> SettingsState:
        from thaw.shell.settings.reading import settings_state

        around, desk = self._surroundings, self._desk
        return replace(
            settings_state(around.catalogue.entries(), desk.settings),
            devices=self._devices,
            sessions_folder=around.sessions_folder(),
            is_practising=desk.is_practising,
            has_tray=around.has_tray(),
            has_system_voice=sys.platform in SYSTEM_VOICE_PLATFORMS,
            starts_at_login=around.starts_at_login(),
        )

    @Slot(str, object)
    def _on_turned(self, name: str, value: object) -> None:
        # The rows name a setting, and a value of its kind.
        self._desk.use_settings(replace(self._desk.settings, **{name: value}))  # type: ignore[arg-type]
        self._preview.turn()

    @Slot(str, object)
    def _on_changed(self, name: str, value: object) -> None:
        if name in _PATHS and value is not None:
            value = Path(str(value))
        changes = {name: value}
        if name == "output_device":
            named = {choice.value: choice.words for choice in self._devices}
            was = self._desk.settings
            missed = was.output_name if value == was.output_device else ""
            changes["output_name"] = named.get(value, missed)
        if name == "gentle":
            # Whoever left the first page unanswered has said it now.
            changes["welcome_waits"] = False
        self._desk.change_settings(replace(self._desk.settings, **changes))  # type: ignore[arg-type]  # as above
        self._preview.turn()
        self.refresh()

    @Slot(bool)
    def _on_login_chosen(self, is_wanted: bool) -> None:
        try:
            self._surroundings.start_at_login(is_wanted)
        except OSError as exc:
            self._desk.say(self.tr("That can't be changed: {0}").format(exc))
        self.refresh()

    @Slot()
    def _on_folder_asked(self) -> None:
        folder = self._surroundings.sessions_folder()
        if not self._surroundings.open_folder(folder):
            self._desk.say(self.tr("No program here shows folders. It is {0}").format(folder))
