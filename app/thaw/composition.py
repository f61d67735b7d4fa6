"""Build every object of the app once, wire its signals, run it, close it in reverse."""

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from thaw import __version__, resources, settings
from thaw.commands.answer import EXIT_DONE, WorldError
from thaw.commands.desktop import command_to_open
from thaw.core.own_sounds import SoundKind
from thaw.core.units import frames
from thaw.devices.autostart import Autostart
from thaw.devices.desktop_entry import DESKTOP_ID
from thaw.devices.folder_watch import FolderWatch
from thaw.devices.outputs import Outputs
from thaw.devices.quit_signals import QuitSignals
from thaw.devices.reachable_screen import has_screen
from thaw.devices.single_instance import SingleInstance, instance_name
from thaw.devices.trash import put_into_trash
from thaw.practice.entry import Source
from thaw.services import Services
from thaw.settings import Settings
from thaw.settings import Theme as ThemeChoice
from thaw.shell.background import Background
from thaw.shell.breathing_desk import BreathingDesk, Shelf
from thaw.shell.export_desk import ExportDesk
from thaw.shell.front_desk import FrontDesk, Records, Views
from thaw.shell.library_view import LibraryView
from thaw.shell.main_window import MainWindow
from thaw.shell.notice_bar import NoticeBar
from thaw.shell.own_sounds_desk import OwnSoundsDesk
from thaw.shell.recording_desk import RecordingDesk, Studio
from thaw.shell.session_export import SessionExport
from thaw.shell.settings_desk import SettingsDesk, Surroundings
from thaw.shell.settings_state import Choice
from thaw.shell.sitting import Sitting
from thaw.shell.sound_preview import SoundPreview
from thaw.shell.stage import PlayingStage
from thaw.shell.theme import Scheme, Theme, application_arguments
from thaw.shell.tray import Tray
from thaw.shell.voice_words import stand_in_text

if TYPE_CHECKING:
    from thaw.audio.output import AudioOutput
    from thaw.audio.voice.voice import VoiceUnavailable
    from thaw.devices.microphone import Microphone
    from thaw.devices.motion_wish import MotionWish
    from thaw.devices.sound_devices import SoundDevice
    from thaw.player.performance import Performance
    from thaw.practice.log import PracticeLog
    from thaw.shell.history_view import HistoryView
    from thaw.shell.player_view import PlayerView

logger = logging.getLogger(__name__)

LONGEST_TAKE_S: Final = 120
"""As long as a person can record a line, it can be listened to."""

RAISE, QUICK = "raise", "quick"
"""What a second start says to the first."""

NO_SCREEN = "there is no screen here; `thaw play three-step-space` practises in the terminal"


@dataclass(frozen=True, slots=True)
class Launch:
    """How the app was started. ``quick`` is a session's id, or "" for the one in the settings."""

    in_tray: bool = False
    quick: str | None = None

    def message(self) -> str:
        return RAISE if self.quick is None else f"{QUICK} {self.quick}".strip()


def run_app(services: Services, launch: Launch) -> int:
    """Open the app and return its exit status; raise WorldError when it can't be opened."""
    if not has_screen(os.environ, sys.platform):
        raise WorldError(NO_SCREEN)
    application = QApplication(application_arguments(sys.argv[0]))
    application.setApplicationName("thaw")
    application.setApplicationDisplayName("Thaw")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(DESKTOP_ID)
    application.setQuitOnLastWindowClosed(False)
    with ExitStack() as closings:
        instance = SingleInstance(instance_name(services.paths.data))
        if not instance.claim():
            if not instance.send(launch.message()):
                raise WorldError("Thaw is running already, and does not answer")
            return EXIT_DONE
        closings.callback(instance.release)
        outputs = Outputs(lambda: services.settings.output_device)
        app = App(application, services, instance, launch, closings, outputs)
        app.quit_asked.connect(application.quit)
        app.open()
        status = application.exec()
        app.close()
        return status


class Sound(Protocol):
    """What sound is heard through."""

    def open_sounding(self) -> "AudioOutput":
        """Asked once, when the first sound is wanted."""
        ...

    def devices(self) -> "Sequence[SoundDevice]":
        """What there is to play on now."""
        ...


class App(QObject):
    """Everything that runs while the window or the tray is there."""

    quit_asked = Signal()
    """The person, or the system, wants Thaw to end."""

    def __init__(
        self,
        application: QApplication,
        services: Services,
        instance: SingleInstance,
        launch: Launch,
        closings: ExitStack,
        sound: Sound,
    ) -> None:
        super().__init__()
        self._services = services
        self._sound = sound
        self._launch = launch
        self._has_looked = False
        self._motion: MotionWish | None = None
        self._told_fault: VoiceUnavailable | None = None
        self._background = Background(self)
        self._theme = _theme(application, services.settings)
        closings.callback(services.close)
        self._stage = self._make_stage()
        closings.callback(self._stage.close)
        self._sitting = Sitting(self._stage, self._background, self)
        closings.callback(self._sitting.leave)
        closings.callback(self._background.close)
        # A worker of its own: nobody who looks back waits for sound being made ahead.
        self._looking_back = Background(self)
        closings.callback(self._looking_back.close)
        self._make_views()
        closings.callback(self._exports.close)
        self._tray = Tray(self._theme.app_icon(), self._desk.tray_state, self)
        self._watch = FolderWatch(self._watched_folders, self)
        self._signals = closings.enter_context(closing(QuitSignals(self)))
        self._connect(instance)

    def open(self) -> None:
        """Show what was asked for."""
        self._desk.refresh_library()
        self._window.show_view(self._library)
        if not (self._launch.in_tray and Tray.is_available()):
            self._window.show()
        self._library.first_painted.connect(self._on_window_seen)
        self._library.sounds_dropped.connect(self._on_sounds_dropped)
        self._library.export_asked.connect(self._exports.ask)
        self._library.recording_asked.connect(self._recordings.ask)
        QTimer.singleShot(0, self._on_started)

    def close(self) -> None:
        """Take everything off the screen, and remember where it stood."""
        self._keep_place()
        self._tray.hide()
        self._window.close()

    def _make_stage(self) -> PlayingStage:
        return PlayingStage(
            self._services.catalogue,
            lambda: self._services.bank,
            lambda: self._services.levels,
            self._sound.open_sounding,
            lambda: self._services.recorder,
            lambda: self._desk.settings,
        )

    def _make_views(self) -> None:
        self._library = LibraryView(self._theme)
        self._window = MainWindow(self._theme)
        self._notices = NoticeBar(self._theme)
        self._window.setMenuWidget(self._notices)
        records = Records(
            catalogue=self._services.catalogue,
            read_log=self._read_log,
            save_settings=lambda chosen: settings.save(chosen, self._services.paths.settings_file),
        )
        views = Views(
            self._window, self._library, self._notices, self._make_player, self._make_history
        )
        self._desk = FrontDesk(views, records, self._services.settings, self._sitting, self)
        self._exports = self._make_exports()
        self._recordings = self._make_recordings()
        self._settings_desk = self._make_settings_desk()
        self._breathing = self._make_breathing()
        self._restore_place()

    def _make_breathing(self) -> BreathingDesk:
        services = self._services
        shelf = Shelf(
            services.catalogue, lambda: services.names, lambda: services.session_folders[-1]
        )
        return BreathingDesk(self._desk, shelf, self._theme, self)

    def _make_recordings(self) -> RecordingDesk:
        services, desk = self._services, self._desk
        studio = Studio(
            session=services.catalogue.session,
            own_lines=lambda: services.own_lines,
            microphone=_microphone,
            discard=put_into_trash,
            is_practising=lambda: desk.is_practising,
        )
        recordings = RecordingDesk(
            self._theme, self._window, studio, self._background, desk.say, self
        )
        preview = SoundPreview(
            lambda text: self._make_own_line(recordings.path_of(text)),
            lambda: services.levels,
            self._stage.open_output,
            self._background,
            self,
            longest=frames(LONGEST_TAKE_S),
        )
        recordings.listen_through(preview)
        return recordings

    def _make_own_line(self, path: Path | None) -> "Performance":
        from thaw.core.recording_faults import RecordingFault, RecordingUnusable
        from thaw.player.samples import recording_sample

        if path is None:
            raise RecordingUnusable(RecordingFault.NO_FILE, Path())
        return recording_sample(path, self._services.bank, self._services.levels)

    def _make_exports(self) -> ExportDesk:
        services, desk = self._services, self._desk
        export = SessionExport(services.catalogue, lambda: services.bank, lambda: services.levels)
        return ExportDesk(self._theme, self._window, export, desk.choices_for, desk.words_for, self)

    def _make_settings_desk(self) -> SettingsDesk:
        preview = SoundPreview(
            self._make_sample,
            lambda: self._services.levels,
            self._stage.open_output,
            self._background,
            self,
            lambda: self._services.voice_fault,
        )
        command = command_to_open(Path(sys.executable), is_frozen=getattr(sys, "frozen", False))
        autostart = Autostart([*command, "--tray"], os.environ)
        around = Surroundings(
            catalogue=self._services.catalogue,
            devices=self._devices,
            sessions_folder=lambda: self._services.session_folders[-1],
            open_folder=lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)),
            has_tray=Tray.is_available,
            starts_at_login=autostart.is_on,
            start_at_login=autostart.switch,
        )
        own_sounds = OwnSoundsDesk(
            self._services.sound_folders,
            self._services.own_sounds,
            self._services.own_sound_length,
            put_into_trash,
            self._background,
            self,
        )
        return SettingsDesk(self._desk, around, preview, own_sounds, self._theme, self)

    def _devices(self) -> list[Choice]:
        return [Choice(device.id, device.name) for device in self._sound.devices()]

    def _make_sample(self, name: str) -> "Performance":
        from thaw.core.session import VoiceLine
        from thaw.player.samples import Sample, own_sample, sample

        bank, levels = self._services.bank, self._services.levels
        kind, _, own = name.partition(" ")
        if own:
            return own_sample(SoundKind(kind), own, bank, levels)
        line = VoiceLine(self.tr("Let the breath come and go, and rest here for a moment."))
        return sample(Sample(name), line, bank, levels)

    def _read_log(self) -> "PracticeLog":
        return self._services.history.log_to_read()

    def _make_player(self) -> "PlayerView":
        from thaw.shell.player_view import PlayerView

        view = PlayerView(self._theme, self._sitting.state)
        self._desk.connect_player(view)
        view.levels_asked.connect(self._settings_desk.show_levels)
        return view

    def _make_history(self) -> "HistoryView":
        from thaw.practice.clock import local_now
        from thaw.shell.history_desk import HistoryDesk

        history = HistoryDesk(
            self._theme,
            self._read_log,
            self._open_log,
            lambda: self._desk.settings,
            local_now,
            self._looking_back,
            self,
        )
        view = history.view
        view.library_asked.connect(self._desk.show_library)
        return view

    def _connect(self, instance: SingleInstance) -> None:
        desk, tray, window = self._desk, self._tray, self._window
        instance.message_received.connect(self._on_message)
        self._sitting.substituted.connect(self._settings_desk.say_of_substitute)
        self._signals.asked.connect(self.quit_asked)
        self._watch.changed.connect(self._look_at_sessions)
        self._watch.changed.connect(self._settings_desk.refresh)
        desk.status_changed.connect(self._on_status_changed)
        desk.settings_changed.connect(self._on_settings_changed)
        desk.settings_changed.connect(self._breathing.refresh)
        self._library.settings_asked.connect(self._settings_desk.show)
        self._library.breathing_asked.connect(self._breathing.show)
        self._breathing.files_changed.connect(self._look_at_sessions)
        tray.quick_chosen.connect(self._on_tray_chose)
        tray.pause_asked.connect(self._sitting.pause)
        tray.resume_asked.connect(self._sitting.resume)
        tray.stop_asked.connect(desk.stop)
        tray.window_asked.connect(window.bring_forward)
        tray.quit_asked.connect(self.quit_asked)
        window.quit_asked.connect(self.quit_asked)
        window.closed.connect(self._on_window_closed)

    @Slot(list)
    def _on_sounds_dropped(self, files: list[Path]) -> None:
        from thaw.core.taking_in import take_in

        folder = self._services.session_folders[-1]
        self._background.run(
            lambda: take_in(files, folder),
            self._on_taken_in,
            self._on_not_taken_in,
            is_awaited=True,
        )

    def _on_taken_in(self, copies: tuple[Path, ...]) -> None:
        if copies:
            names = ", ".join(copy.stem for copy in copies)
            self._notices.say(self.tr("Added to the library: {0}").format(names))
        self._look_at_sessions()

    def _on_not_taken_in(self, error: Exception) -> None:
        logger.warning("A dropped file could not be copied", exc_info=error)
        self._notices.say(self.tr("That file can't be copied: {0}").format(error))
        self._look_at_sessions()

    @Slot()
    def _on_started(self) -> None:
        self._show_tray()
        if self._window.isHidden():
            self._look_around()

    @Slot()
    def _on_window_seen(self) -> None:
        """The window stands: load beside it what the first click would wait for.

        Not in the tray, where it would take memory for hours that nobody practises in.
        """
        self._background.run(_load_views, self._on_views_loaded)
        if not self._has_looked:
            self._look_around()
        self._background.run(self._services.load_sound, self._warm_up)

    def _on_views_loaded(self, _loaded: None) -> None:
        self._desk.make_player_ready()
        if sys.platform == "linux":
            self._ask_about_motion()

    def _ask_about_motion(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        from thaw.devices.motion_wish import MotionWish

        self._motion = MotionWish(QDBusConnection.sessionBus(), self)
        self._motion.changed.connect(self._on_look_changed)
        self._motion.ask()

    def _on_devices_loaded(self, _loaded: None) -> None:
        self._stage.open_output()

    def _warm_up(self, _loaded: None) -> None:
        """Have the voice and rain of what is offered first ready before it is asked for.

        In small pieces, so that a click never waits for more than one of them.
        """
        self._background.run(_load_devices, self._on_devices_loaded)
        for work in self._services.rehearsal(self._desk.offered()):
            self._background.run(work)

    def _look_around(self) -> None:
        """Look at the session files and the log, beside the window."""
        self._has_looked = True
        self._background.run(self._make_personal_folders)
        self._background.run(self._services.catalogue.refresh, self._on_first_seen)
        self._background.run(self._open_log, self._on_log_opened, self._on_log_refused)

    def _make_personal_folders(self) -> None:
        """Have the folders there that are watched for what is one's own."""
        sounds = self._services.sound_folders
        try:
            sessions = self._services.paths.personal_sessions
            for folder in (sessions, sounds.bells.parent, sounds.bells, sounds.beds):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as exc:
            logger.info("There is no folder for what is one's own: %s", exc)

    def _watched_folders(self) -> tuple[Path, ...]:
        sounds = self._services.sound_folders
        return (*self._services.catalogue.folders, sounds.bells, sounds.beds)

    def _open_log(self) -> "PracticeLog":
        return self._services.history.log()

    def _on_first_seen(self, has_changed: bool) -> None:
        """Every session is known now: begin what was asked for."""
        self._on_sessions_seen(has_changed)
        self._watch.begin()
        if self._launch.quick is not None:
            self._begin_quick(self._launch.quick)

    def _look_at_sessions(self) -> None:
        self._background.run(self._services.catalogue.refresh, self._on_sessions_seen)

    def _on_sessions_seen(self, has_changed: bool) -> None:
        if has_changed:
            self._desk.refresh_library()
            self._settings_desk.refresh()
            self._breathing.refresh()

    def _on_log_opened(self, log: "PracticeLog") -> None:
        self._desk.look_back()
        self._desk.refresh_library()
        aside, backup = log.opening.set_aside, log.opening.restored_from
        if aside is None:
            return
        if backup is None:
            words = self.tr("The history file was damaged. It is kept as {0}; a new one begins.")
            self._notices.say(words.format(aside.name))
        else:
            words = self.tr(
                "The history file was damaged. It is kept as {0}; a copy took its place."
            )
            self._notices.say(words.format(aside.name))

    def _on_log_refused(self, error: Exception) -> None:
        from thaw.practice.errors import LogError, LogTooNew

        if isinstance(error, LogTooNew):
            words = self.tr("A later Thaw wrote this history. It is left as it is: please update.")
            self._notices.say(words)
        elif isinstance(error, LogError):
            words = self.tr("Practice can't be saved just now: {0}")
            self._notices.say(words.format(error.detail or error))
        else:
            logger.error("The log could not be opened", exc_info=error)

    def _begin_quick(self, session_id: str) -> None:
        quick = self._desk.settings
        is_usual = session_id in ("", quick.quick_session)
        minutes = quick.quick_minutes if is_usual else None
        self._desk.begin(session_id or quick.quick_session, minutes, Source.QUICK)

    @Slot(str)
    def _on_message(self, message: str) -> None:
        word, _, session_id = message.partition(" ")
        self._window.bring_forward()
        if word == QUICK:
            self._begin_quick(session_id)

    @Slot(str, int)
    def _on_tray_chose(self, session_id: str, minutes: int) -> None:
        self._desk.begin(session_id, minutes, Source.TRAY)

    def _tell_of_voice(self) -> None:
        """Say once, for each voice that was chosen, that another one speaks for it."""
        fault = self._services.voice_fault
        if fault is not None and fault is not self._told_fault:
            self._told_fault = fault
            self._notices.say(stand_in_text(fault))

    @Slot()
    def _on_status_changed(self) -> None:
        self._tell_of_voice()
        self._tray.show_state(self._desk.tray_state())

    @Slot()
    def _on_look_changed(self) -> None:
        """Look as the settings and the desktop say. Movement may be left to the desktop."""
        chosen = self._desk.settings
        reduces_motion = chosen.reduce_motion
        if reduces_motion is None:
            reduces_motion = self._motion is not None and self._motion.is_reduced
        self._theme.choose(SCHEMES[chosen.theme], reduces_motion)

    @Slot()
    def _on_settings_changed(self) -> None:
        """Look and sound as the settings say, from now on."""
        before, chosen = self._services.settings, self._desk.settings
        self._services.take(chosen)
        self._on_look_changed()
        if self._desk.is_practising:
            self._stage.set_levels(self._services.levels)
        if chosen.output_device != before.output_device:
            self._stage.follow_device()
        if chosen.sessions_folder != before.sessions_folder:
            folders = self._services.session_folders
            # Beside the window: it waits for a look that is on.
            self._background.run(
                lambda: self._services.catalogue.look_in(folders), self._on_folders_changed
            )
        self._on_status_changed()

    def _on_folders_changed(self, _done: None) -> None:
        self._watch.begin()
        self._look_at_sessions()

    @Slot()
    def _on_window_closed(self) -> None:
        """Stay in the tray where there is one and the person wants it; otherwise end."""
        if not (self._tray.is_shown() and self._desk.settings.close_to_tray):
            self.quit_asked.emit()

    def _show_tray(self) -> None:
        if Tray.is_available():
            self._tray.show()
            return
        self._window.show()
        chosen = self._desk.settings
        if not chosen.tray_notice_shown:
            words = self.tr("This desktop has no tray for icons, so this window is the way in.")
            self._notices.say(words)
            self._desk.change_settings(replace(chosen, tray_notice_shown=True))

    def _restore_place(self) -> None:
        try:
            geometry = self._services.paths.window_place.read_bytes()
        except FileNotFoundError:
            return
        except OSError as exc:
            logger.info("Where the window stood is not known: %s", exc)
            return
        self._window.restore_geometry_bytes(geometry)

    def _keep_place(self) -> None:
        place = self._services.paths.window_place
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.write_bytes(self._window.geometry_bytes())
        except OSError as exc:
            logger.info("Where the window stood is not kept: %s", exc)


def _load_views() -> None:
    """Load what the first click will want, so that it doesn't wait."""
    from thaw.devices import motion_wish
    from thaw.shell import history_desk, player_view

    parts = (history_desk, motion_wish, player_view)
    logger.debug("Loaded %s", [part.__name__ for part in parts])


def _microphone() -> "Microphone":
    from thaw.devices.microphone import Microphone
    from thaw.devices.qt_microphones import QtMicrophones

    return Microphone(QtMicrophones())


def _load_devices() -> None:
    """Load Qt Multimedia, which takes as long as the whole window."""
    from thaw.devices import qt_output

    logger.debug("%s is loaded", qt_output.__name__)


SCHEMES: Final[Mapping[ThemeChoice, Scheme]] = {
    ThemeChoice.SYSTEM: Scheme.SYSTEM,
    ThemeChoice.LIGHT: Scheme.LIGHT,
    ThemeChoice.DARK: Scheme.DARK,
    ThemeChoice.CONTRAST: Scheme.CONTRAST,
}


def _theme(application: QApplication, chosen: Settings) -> Theme:
    return Theme(
        application,
        resources.assets_dir(),
        SCHEMES[chosen.theme],
        reduces_motion=bool(chosen.reduce_motion),
    )
