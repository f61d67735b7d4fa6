"""The app: every object it runs on, made once, wired, and closed in reverse."""

from contextlib import ExitStack, closing
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from thaw import settings
from thaw.composition.launch import QUICK, Launch
from thaw.composition.look import Look
from thaw.composition.pages import Pages
from thaw.composition.session_files import SessionFiles
from thaw.composition.stand_ins import StandIns
from thaw.devices.quit_signals import QuitSignals
from thaw.devices.single_instance import SingleInstance
from thaw.practice.kinds import Source
from thaw.services import Services
from thaw.shell.background import Background
from thaw.shell.front_desk import FrontDesk, Records, Views
from thaw.shell.history.first_look import FirstLook
from thaw.shell.library.view import LibraryView
from thaw.shell.main_window import MainWindow
from thaw.shell.notice_bar import NoticeBar
from thaw.shell.player.sitting import Sitting, Wish
from thaw.shell.player.stage import PlayingStage
from thaw.shell.tray import Tray
from thaw.shell.window_place import WindowPlace

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from pathlib import Path

    from thaw.composition.desks import AllDesks, Sound
    from thaw.practice.log import PracticeLog
    from thaw.shell.history.view import HistoryView
    from thaw.shell.library.aside_desk import AsideDesk
    from thaw.shell.player.view import PlayerView


class App(QObject):
    """Everything that runs while the window or the tray is there."""

    quit_asked = Signal()
    """The person, or the system, wants Thaw to end."""
    _history_changed = Signal()

    def __init__(
        self,
        application: QApplication,
        services: Services,
        instance: SingleInstance,
        launch: Launch,
        closings: ExitStack,
        sound: "Sound",
    ) -> None:
        super().__init__()
        self._services = services
        self._sound = sound
        self._closings = closings
        self._launch = launch
        self._has_looked = False
        self._was_seen = False
        self._waits_to_welcome = False
        self._background = Background(self)
        self._look = Look(application, services.settings, self)
        self._theme = self._look.theme
        closings.callback(services.close)
        self._stage = self._make_stage()
        closings.callback(self._stage.close)
        closings.callback(self._close_answers)
        self._sitting = Sitting(self._stage, self._background, self)
        closings.callback(self._sitting.leave)
        closings.callback(self._background.close)
        # A worker of its own: nobody who looks back waits for sound being made ahead.
        self._looking_back = Background(self)
        closings.callback(self._looking_back.close)
        self._make_views()
        self._tray = Tray(self._theme.app_icon(), self._desk.tray_state, self)
        self._signals = closings.enter_context(closing(QuitSignals(self)))
        self._connect(instance)

    def open(self) -> None:
        """Show what was asked for."""
        aside = settings.left_aside(self._services.paths.settings_file)
        if aside is not None:
            words = self.tr(
                "The settings could not be read. They are kept as {0}, and Thaw begins anew:"
                " gently, until you say how."
            )
            self._notices.say(words.format(aside.name))
        self._desk.refresh_library()
        self._show_first()
        if not (self._launch.in_tray and Tray.is_available()):
            self._window.show()
        self._library.sounds_dropped.connect(self._files.take_in)
        QTimer.singleShot(0, self._on_started)

    def _show_first(self) -> None:
        """Put the library in front, or what comes before it for somebody new."""
        self._library.first_painted.connect(self._on_window_seen)
        is_new = self._services.is_unused
        self._waits_to_welcome = is_new and self._launch.in_tray
        if self._launch.in_tray or self._launch.quick is not None or not is_new:
            self._window.show_view(self._library)
        else:
            self._welcome()

    def _welcome(self) -> None:
        from thaw.composition.welcome import Welcome

        welcome = Welcome(self._desk, self._window, self._theme, self)
        welcome.page.help_asked.connect(self._pages.show_help)
        welcome.page.first_painted.connect(self._on_window_seen)
        welcome.show()

    def close(self) -> None:
        """Take everything off the screen, and remember where it stood."""
        self._place.keep(self._window)
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
        self._stand_ins = StandIns(self._services, self._notices.say)
        records = Records(
            catalogue=self._services.catalogue,
            read_log=self._read_log,
            save_settings=lambda chosen: settings.save(chosen, self._services.paths.settings_file),
        )
        views = Views(
            self._window, self._library, self._notices, self._make_player, self._make_history
        )
        self._desk = FrontDesk(views, records, self._services.settings, self._sitting, self)
        self._place = WindowPlace(self._services.paths.window_place)
        self._place.restore(self._window)
        self._pages = Pages(self._desk, lambda: self._desks, self._theme, self)
        self._files = SessionFiles(self._services, self._background, self._notices.say, self)

    @cached_property
    def _desks(self) -> "AllDesks":
        """Made when the first of them is wanted: with the player's view at the latest."""
        from thaw.composition.connections import connect_desks
        from thaw.composition.desks import Desks

        making = Desks(
            self._services,
            self._desk,
            self._window,
            self._theme,
            self._stage,
            self._sitting,
            self._background,
            self._looking_back,
            self,
        )
        desks = making.all(self._sound)
        for desk in (desks.exports, desks.journal, desks.writing, desks.data):
            self._closings.callback(desk.close)
        connect_desks(desks, self._desk, self._sitting, self._files)
        desks.data.changed.connect(self._on_history_changed)
        desks.care.changed.connect(self._on_care_changed)
        for source in (desks.care, desks.plan, *desks.questions):
            self._asides.add(source)
        desks.care.refresh()
        desks.plan.mend()
        self._asides.refresh()
        return desks

    def _asks_first(self, wish: Wish) -> bool:
        return self._desks.check_ins.asks(wish)

    def _close_answers(self) -> None:
        """Once nothing can be answered any more."""
        if "_desks" in self.__dict__:
            self._desks.answers.close()

    @cached_property
    def _asides(self) -> "AsideDesk":
        """Made once the log is there to be asked."""
        from thaw.shell.library.aside_desk import AsideDesk

        asides = AsideDesk(self._read_log, self._looking_back, self)
        asides.shown.connect(self._library.show_aside)
        self._library.aside_answered.connect(asides.answer)
        self._desk.library_shown.connect(asides.refresh)
        return asides

    def _read_log(self) -> "PracticeLog":
        return self._services.history.log_to_read()

    def _make_player(self) -> "PlayerView":
        from thaw.composition.connections import connect_player
        from thaw.shell.player.view import PlayerView

        view = PlayerView(self._theme, self._sitting.state, self._sitting.frame)
        view.help_asked.connect(self._pages.show_help)
        connect_player(view, self._desks, self._desk, self._sitting)
        return view

    def _make_history(self) -> "HistoryView":
        from thaw.practice.clock import local_now
        from thaw.shell.history.desk import HistoryDesk

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
        view.back_asked.connect(self._desk.show_library)
        view.file_dropped.connect(self._on_history_dropped)
        self._history_changed.connect(history.refresh)
        return view

    def _connect(self, instance: SingleInstance) -> None:
        desk, tray, window = self._desk, self._tray, self._window
        instance.message_received.connect(self._on_message)
        self._signals.asked.connect(self.quit_asked)
        self._files.changed.connect(self._on_sessions_changed)
        desk.ask_first(self._asks_first)
        desk.status_changed.connect(self._on_status_changed)
        desk.settings_changed.connect(self._on_settings_changed)
        self._pages.lead_from(self._library)
        tray.quick_chosen.connect(self._on_tray_chose)
        tray.pause_asked.connect(self._sitting.pause)
        tray.resume_asked.connect(self._sitting.resume)
        tray.stop_asked.connect(desk.stop)
        tray.ground_asked.connect(desk.ground)
        tray.ground_asked.connect(window.bring_forward)
        tray.help_asked.connect(self._pages.show_help)
        tray.help_asked.connect(window.bring_forward)
        window.help_asked.connect(self._pages.show_help)
        window.help_asked.connect(window.bring_forward)
        tray.window_asked.connect(self._on_window_asked)
        tray.quit_asked.connect(self.quit_asked)
        window.quit_asked.connect(self.quit_asked)
        window.closed.connect(self._on_window_closed)

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
        if self._was_seen:
            return
        self._was_seen = True
        from thaw.composition.ahead import Ahead

        ahead = Ahead(self._services, self._desk, self._stage, self._look, self._background, self)
        ahead.load_views()
        if not self._has_looked:
            self._look_around()
        ahead.load_sound()

    def _look_around(self) -> None:
        """Look at the session files and the log, beside the window."""
        self._has_looked = True
        self._files.begin(self._on_all_known)
        first_look = FirstLook(self._open_log, self._background, self._notices, self)
        first_look.opened.connect(self._on_log_opened)
        first_look.begin()

    def _open_log(self) -> "PracticeLog":
        from thaw.practice.keeper import GLANCE_S

        return self._services.history.log(GLANCE_S)

    @Slot(object)
    def _on_history_dropped(self, path: "Path") -> None:
        self._desks.data.take_in(path)

    @Slot()
    def _on_history_changed(self) -> None:
        """There is more in the history, or another one is in its place."""
        self._desk.look_back()
        self._desk.refresh_library()
        self._desks.care.refresh()
        self._desks.plan.refresh()
        self._history_changed.emit()

    @Slot()
    def _on_sessions_changed(self) -> None:
        self._desk.refresh_library()
        if "_desks" in self.__dict__:
            self._desks.settings.refresh()
            self._desks.breathing.refresh()
            self._desks.plan.refresh()

    @Slot()
    def _on_log_opened(self) -> None:
        self._desk.look_back()
        if self._desk.is_guided or self._window.isHidden():
            self._desk.refresh_library()
        # Otherwise it is shown once it is known what to suggest, so that nothing is swapped.
        self._asides.refresh()

    @Slot()
    def _on_care_changed(self) -> None:
        self._theme.dim(self._desks.care.is_dim)
        self._asides.refresh()

    def _on_all_known(self) -> None:
        """Every session is known now: begin what was asked for."""
        if self._launch.quick is not None:
            self._desk.begin_quick(self._launch.quick)

    @Slot(str)
    def _on_message(self, message: str) -> None:
        word, _, session_id = message.partition(" ")
        if word == QUICK:
            self._window.bring_forward()
        else:
            self._on_window_asked()
        # A practice that is on is never ended by a second start: it is shown.
        if word == QUICK and not self._desk.is_practising:
            self._desk.begin_quick(session_id)

    @Slot(str, int)
    def _on_tray_chose(self, session_id: str, minutes: int) -> None:
        self._desk.begin(session_id, minutes, Source.TRAY)

    @Slot()
    def _on_window_asked(self) -> None:
        """Bring the window forward; who began in the tray is welcomed now, if they are new."""
        if self._waits_to_welcome and self._window.current_view() is self._library:
            self._waits_to_welcome = False
            self._welcome()
        self._window.bring_forward()

    @Slot()
    def _on_status_changed(self) -> None:
        self._stand_ins.tell()
        self._tray.show_state(self._desk.tray_state())

    @Slot()
    def _on_settings_changed(self) -> None:
        """Look and sound as the settings say, from now on."""
        before, chosen = self._services.settings, self._desk.settings
        self._services.take(chosen)
        self._look.follow(chosen)
        if self._desk.is_practising:
            self._stage.set_levels(self._services.levels)
        if chosen.output_device != before.output_device:
            self._stage.follow_device()
        if chosen.sessions_folder != before.sessions_folder:
            self._files.move()
        self._on_status_changed()

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
