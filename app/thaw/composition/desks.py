"""What answers to each part of the window, made of the services it needs."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices

from thaw import resources
from thaw.commands.desktop import command_to_open
from thaw.core.own_sounds import SoundKind
from thaw.core.own_voice import LONGEST_TAKE_S
from thaw.core.units import frames
from thaw.devices.autostart import Autostart
from thaw.devices.trash import put_into_trash
from thaw.practice.clock import local_now
from thaw.services import Services
from thaw.shell.audio_export.desk import ExportDesk
from thaw.shell.audio_export.session_export import SessionExport
from thaw.shell.background import Background
from thaw.shell.breathing.desk import BreathingDesk, Shelf
from thaw.shell.care.desk import CareDesk
from thaw.shell.check_ins.answer_keeping import AnswerKeeping
from thaw.shell.check_ins.answer_sheet import Almanac
from thaw.shell.check_ins.asking_desk import AskingDesk
from thaw.shell.check_ins.desk import CheckInDesk
from thaw.shell.check_ins.question_asides import MonthlyQuestions, NextDayQuestion, WeeklyQuestions
from thaw.shell.data.desk import DataDesk
from thaw.shell.data.store import HistoryStore
from thaw.shell.front_desk import FrontDesk
from thaw.shell.help.desk import HelpDesk, HelpShelf
from thaw.shell.journal.desk import JournalDesk
from thaw.shell.journal.lock_desk import LockDesk, Logs
from thaw.shell.journal.writing_desk import WritingDesk
from thaw.shell.library.aside_desk import AsideSource
from thaw.shell.main_window import MainWindow
from thaw.shell.plan.desk import PlanDesk
from thaw.shell.player.acknowledging import Acknowledging
from thaw.shell.player.refusal_words import refusal_text
from thaw.shell.player.sitting import Sitting
from thaw.shell.player.stage import PlayingStage
from thaw.shell.settings.desk import SettingsDesk, Surroundings
from thaw.shell.settings.own_sounds_desk import OwnSoundsDesk
from thaw.shell.settings.recording_desk import RecordingDesk, Studio
from thaw.shell.settings.sound_preview import SoundPreview
from thaw.shell.settings.state import Choice
from thaw.shell.settings.voice_words import unheard_text
from thaw.shell.summary.desk import SummaryDesk
from thaw.shell.theme import Theme
from thaw.shell.tray import Tray

if TYPE_CHECKING:
    from thaw.audio.output import AudioOutput
    from thaw.devices.microphone import Microphone
    from thaw.devices.sound_devices import SoundDevice
    from thaw.player.performance import Performance


class Sound(Protocol):
    """What sound is heard through."""

    def open_sounding(self) -> "AudioOutput":
        """Asked once, when the first sound is wanted."""
        ...

    def devices(self) -> "Sequence[SoundDevice]":
        """What there is to play on now."""
        ...


@dataclass(frozen=True, slots=True)
class AllDesks:
    """Every desk beside the front desk."""

    exports: ExportDesk
    recordings: RecordingDesk
    settings: SettingsDesk
    breathing: BreathingDesk
    acknowledging: Acknowledging
    help: HelpDesk
    care: CareDesk
    plan: PlanDesk
    summaries: SummaryDesk
    lock: LockDesk
    journal: JournalDesk
    writing: WritingDesk
    data: DataDesk
    check_ins: CheckInDesk
    asking: AskingDesk
    answers: AnswerKeeping

    @property
    def questions(self) -> tuple[AsideSource, ...]:
        """What is asked now and then beside the library."""
        desk = self.asking
        return NextDayQuestion(desk), WeeklyQuestions(desk), MonthlyQuestions(desk)


@dataclass(frozen=True, slots=True)
class Desks:
    """Makes the desks beside the front desk; ``parent`` keeps them."""

    services: Services
    front: FrontDesk
    window: MainWindow
    theme: Theme
    stage: PlayingStage
    sitting: Sitting
    background: Background
    looking_back: Background
    """The worker that reads the log, and writes what is answered."""
    parent: QObject

    def all(self, sound: Sound) -> AllDesks:
        settings, lock, data = self.settings(sound), self.lock(), self.data()
        settings.view_made.connect(lambda view: lock.serve(view.privacy))
        settings.view_made.connect(lambda view: data.serve(view.data))
        data.changed.connect(lock.look_again)
        answers = AnswerKeeping(self.services.history.log, self.looking_back, self.parent)
        return AllDesks(
            exports=self.exports(),
            recordings=self.recordings(),
            settings=settings,
            breathing=self.breathing(),
            acknowledging=self.acknowledging(),
            care=self.care(),
            help=self.help(),
            plan=self.plan(),
            summaries=self.summaries(),
            lock=lock,
            journal=self.journal(lock),
            writing=self.writing(),
            data=data,
            check_ins=self.check_ins(answers),
            asking=AskingDesk(self.front, answers, self.almanac(), self.theme, self.parent),
            answers=answers,
        )

    def acknowledging(self) -> Acknowledging:
        read_log, front = self.services.history.log_to_read, self.front
        return Acknowledging(read_log, lambda: front.settings, self.looking_back, self.parent)

    def care(self) -> CareDesk:
        return CareDesk(
            self.front,
            self.sitting,
            self.theme,
            self.services.history.log_to_read,
            local_now,
            self.looking_back,
            self.parent,
        )

    def lock(self) -> LockDesk:
        front = self.front
        return LockDesk(self._logs(), lambda: front.settings, self.looking_back, self.parent)

    def journal(self, lock: LockDesk) -> JournalDesk:
        front = self.front
        return JournalDesk(
            self.theme,
            self._logs(),
            lock,
            lambda: front.settings,
            local_now,
            self.looking_back,
            self.parent,
        )

    def writing(self) -> WritingDesk:
        front = self.front
        return WritingDesk(
            self.services.history.log,
            lambda: front.settings,
            local_now,
            self.looking_back,
            self.theme,
            self.parent,
        )

    def _logs(self) -> Logs:
        history = self.services.history
        return Logs(history.log_to_read, history.log)

    def almanac(self) -> Almanac:
        return Almanac(local_now, lambda: self.front.settings.day_start_hour)

    def check_ins(self, answers: AnswerKeeping) -> CheckInDesk:
        return CheckInDesk(
            self.front,
            self.sitting,
            self.services.catalogue,
            answers,
            self.almanac(),
            self.theme,
            self.parent,
        )

    def breathing(self) -> BreathingDesk:
        services = self.services
        shelf = Shelf(
            services.catalogue, lambda: services.names, lambda: services.session_folders[-1]
        )
        return BreathingDesk(self.front, shelf, self.theme, self.parent)

    def exports(self) -> ExportDesk:
        services, front = self.services, self.front
        export = SessionExport(services.catalogue, lambda: services.bank, lambda: services.levels)
        return ExportDesk(
            self.theme, self.window, export, front.choices_for, refusal_text, self.parent
        )

    def help(self) -> HelpDesk:
        paths = self.services.paths
        folders = (paths.help_files, resources.help_dir())
        shelf = HelpShelf(paths.own_help, folders, local_now)
        return HelpDesk(self.front, self.window, self.sitting, shelf, self.theme, self.parent)

    def plan(self) -> PlanDesk:
        services = self.services
        return PlanDesk(
            self.front,
            services.catalogue,
            services.history.log_to_read,
            local_now,
            self.looking_back,
            self.theme,
            self.parent,
        )

    def summaries(self) -> SummaryDesk:
        services = self.services
        return SummaryDesk(
            self.front,
            self.window,
            services.history.log_to_read,
            local_now,
            self.theme,
            self.looking_back,
            self.parent,
        )

    def recordings(self) -> RecordingDesk:
        services, front = self.services, self.front
        studio = Studio(
            session=services.catalogue.session,
            own_lines=lambda: services.own_lines,
            microphone=_microphone,
            discard=put_into_trash,
            is_practising=lambda: front.is_practising,
        )
        recordings = RecordingDesk(
            self.theme, self.window, studio, self.background, front.say, self.parent
        )
        preview = SoundPreview(
            lambda text: _own_line(services, recordings.path_of(text)),
            lambda: services.levels,
            self.stage.open_output,
            self.background,
            self.parent,
            longest=frames(LONGEST_TAKE_S),
        )
        recordings.listen_through(preview)
        return recordings

    def data(self) -> DataDesk:
        history = self.services.history
        store = HistoryStore(
            read_log=history.log_to_read,
            write_log=history.log,
            copies=history.copies,
            restore=history.restore,
            folder=self.services.paths.practice_log.parent,
            open_folder=_open_folder,
        )
        return DataDesk(self.front, self.window, store, local_now, self.theme, self.parent)

    def settings(self, sound: Sound) -> SettingsDesk:
        services = self.services
        preview = SoundPreview(
            lambda name: _sample(services, name),
            lambda: services.levels,
            self.stage.open_output,
            self.background,
            self.parent,
            lambda: _unheard_voice(services),
        )
        own_sounds = OwnSoundsDesk(
            services.sound_folders,
            services.own_sounds,
            services.own_sound_length,
            put_into_trash,
            self.background,
            self.parent,
        )
        around = _surroundings(services, sound)
        return SettingsDesk(self.front, around, preview, own_sounds, self.theme, self.parent)


def _surroundings(services: Services, sound: Sound) -> Surroundings:
    command = command_to_open(Path(sys.executable), is_frozen=getattr(sys, "frozen", False))
    autostart = Autostart([*command, "--tray"], os.environ)
    return Surroundings(
        catalogue=services.catalogue,
        devices=lambda: [Choice(device.id, device.name) for device in sound.devices()],
        sessions_folder=lambda: services.session_folders[-1],
        open_folder=_open_folder,
        has_tray=Tray.is_available,
        starts_at_login=autostart.is_on,
        start_at_login=autostart.switch,
    )


def _open_folder(folder: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def _own_line(services: Services, path: Path | None) -> "Performance":
    from thaw.core.recording_faults import RecordingFault, RecordingUnusable
    from thaw.player.samples import recording_sample

    if path is None:
        raise RecordingUnusable(RecordingFault.NO_FILE, Path())
    return recording_sample(path, services.bank, services.levels)


def _unheard_voice(services: Services) -> str:
    fault = services.voice_fault
    return "" if fault is None else unheard_text(fault, has_stand_in=services.has_stand_in)


def _sample(services: Services, name: str) -> "Performance":
    from thaw.core.session import VoiceLine
    from thaw.player.samples import Sample, own_sample, sample

    bank, levels = services.bank, services.levels
    kind, _, own = name.partition(" ")
    if own:
        return own_sample(SoundKind(kind), own, bank, levels)
    said = QCoreApplication.translate(
        "samples", "Let the breath come and go, and rest here for a moment."
    )
    return sample(Sample(name), VoiceLine(said), bank, levels)


def _microphone() -> "Microphone":
    from thaw.devices.microphone import Microphone, MicrophoneFault, MicrophoneRefused

    try:
        from thaw.devices.qt_microphones import QtMicrophones
    except ImportError as exc:
        # On a machine without a sound server libpulse may not be installed.
        raise MicrophoneRefused(MicrophoneFault.NONE_HERE, str(exc)) from exc
    return Microphone(QtMicrophones())
