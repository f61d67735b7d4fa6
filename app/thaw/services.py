"""What the command line and the app are both made of: everything that needs no screen.

Each part is made when it is first asked for, so that a command pays only for what
it uses.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import inf
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from thaw import resources, settings
from thaw.audio.names import BEDS, BELLS
from thaw.core.catalogue import FRAGMENTS_FOLDER, Catalogue
from thaw.core.names import KnownNames
from thaw.core.own_sounds import OwnSounds, SoundFolders, SoundKind, own_sounds
from thaw.core.recording_faults import RecordingUnusable
from thaw.core.units import Frames
from thaw.paths import Paths
from thaw.settings import Settings
from thaw.settings import Voice as VoiceChoice

logger = logging.getLogger(__name__)

LAST_WRITE_S = 5.0
"""How long the program waits at its end for a disk that is slow to take the last row."""

_MADE: Final = KnownNames(bells=frozenset(BELLS), beds=frozenset(BEDS))
"""Thaw's own sounds."""

if TYPE_CHECKING:
    # Whoever needs these loads them: numpy alone takes longer than the window.
    from thaw.audio.bank import SoundBank
    from thaw.audio.levels import Levels
    from thaw.audio.own_lines import OwnLines
    from thaw.audio.voice.voice import Voice, VoiceUnavailable
    from thaw.core.fragments import Fragments
    from thaw.core.recording_faults import RecordingUnusable
    from thaw.core.session import Session
    from thaw.practice.keeper import LogKeeper
    from thaw.practice.recorder import PracticeRecorder


@dataclass(frozen=True, slots=True)
class _Speaker:
    """All in the settings that changes what is heard of a voice."""

    voice: VoiceChoice
    file: Path | None
    pace: float
    pitch: float


class Services:
    """The parts of Thaw, wired for one set of folders."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self._bank: tuple[_Speaker, SoundBank] | None = None
        self._making_bank = Lock()

    @cached_property
    def settings(self) -> Settings:
        """The settings in use: those in the file, until others are taken."""
        return settings.load(self.paths.settings_file)

    @property
    def is_unused(self) -> bool:
        """Whether somebody is still to be asked how to begin in these folders: where nobody has
        practised or set anything, has left the question open, or their answer is lost."""
        if self.settings.welcome_waits:
            return True
        return not (self.paths.settings_file.exists() or self.paths.practice_log.exists())

    def take(self, chosen: Settings) -> None:
        """Use ``chosen`` from now on, without writing them. A new voice speaks from the next
        practice that is prepared."""
        self.settings = chosen

    @property
    def sound_folders(self) -> SoundFolders:
        """Where the person's own bells and soundscapes are."""
        return SoundFolders(self.paths.own_bells, self.paths.own_soundscapes)

    def own_sounds(self) -> OwnSounds:
        """The person's own bells and soundscapes, as their folders have them now."""
        return own_sounds(self.sound_folders, _MADE.bells, _MADE.beds)

    def own_sound_length(self, kind: SoundKind, path: Path) -> Frames:
        """Read a file as such a sound. On any thread; raises RecordingUnusable."""
        return Frames(self.bank.own.samples(kind, path).array.shape[1])

    @property
    def names(self) -> KnownNames:
        return _MADE.with_own(self.own_sounds())

    @property
    def session_folders(self) -> tuple[Path, ...]:
        personal = self.settings.sessions_folder or self.paths.personal_sessions
        return (resources.sessions_dir(), personal)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The sessions as the index has them; ``refresh`` looks at the files."""
        return Catalogue(
            self.session_folders,
            self.paths.session_index,
            _MADE,
            _track_length,
            self.own_sounds,
        )

    def fragments_beside(self, path: Path) -> "Fragments":
        """The fragments a session file may include: its own folder's, then all the others."""
        from thaw.core.fragments import Fragments

        own = path.parent.parent if path.parent.name == FRAGMENTS_FOLDER else path.parent
        folders = dict.fromkeys((own.absolute(), *self.session_folders))
        return Fragments([folder / FRAGMENTS_FOLDER for folder in folders])

    @property
    def bank(self) -> "SoundBank":
        """Every sound, with the voice the person chose: the same one until they choose again."""
        speaker = _speaker(self.settings)
        with self._making_bank:
            if self._bank is None or self._bank[0] != speaker:
                self._bank = speaker, self._made_bank(speaker)
            return self._bank[1]

    @cached_property
    def own_lines(self) -> "OwnLines":
        """The lines that the person has recorded."""
        from thaw.audio.own_lines import OwnLines

        return OwnLines(self.paths.own_lines)

    def load_sound(self) -> None:
        """Load what the first session would otherwise wait for. On any thread."""
        from thaw.player import player, preparing

        logger.debug("%s and %s are loaded", player.__name__, preparing.__name__)

    def rehearsal(self, session_ids: Iterable[str]) -> Iterator[Callable[[], object]]:
        """Pieces of work after which these sessions begin at once, each for any thread."""
        ids = tuple(session_ids)
        # A slow voice is held up by nobody, and holds up nobody.
        yield partial(self._speak_ahead, ids)
        for session_id in ids:
            yield partial(self._make_ready, session_id, self._make_bed)
            yield partial(self._make_ready, session_id, self._play_through)

    def _speak_ahead(self, session_ids: tuple[str, ...]) -> None:
        from thaw.core.session import Session
        from thaw.player.preparing import says

        sessions = [self.catalogue.session(session_id) for session_id in session_ids]
        steps = [session.steps for session in sessions if isinstance(session, Session)]
        self.bank.ahead([say.line for some in steps for say in says(some)], workers=1)

    def _make_ready(self, session_id: str, make: "Callable[[Session], object]") -> None:
        """Where a file can't be played that is told when the session is asked for, not now."""
        from thaw.core.session import Session

        session = self.catalogue.session(session_id)
        if isinstance(session, Session):
            try:
                make(session)
            except RecordingUnusable as fault:
                logger.info("Not made ready: %s", fault.kind)

    def _make_bed(self, session: "Session") -> None:
        if session.bed is not None:
            self.bank.bed(session.bed)

    def _play_through(self, session: "Session") -> None:
        """Make everything the session needs at its own length but its lines, bells and all."""
        from thaw.core.plan import Choices
        from thaw.player.preparing import compile_for, perform

        perform(compile_for(session, Choices(spoken=False), self.bank), self.bank, self.levels)

    @property
    def voice_fault(self) -> "VoiceUnavailable | None":
        """Why the chosen voice has not said all it was asked to, so far; None where it has."""
        with self._making_bank:
            return None if self._bank is None else self._bank[1].voice_fault

    @property
    def has_stand_in(self) -> bool:
        """Whether another voice speaks in place of the chosen one, where that has a fault."""
        with self._making_bank:
            return self._bank is not None and self._bank[1].has_stand_in

    @property
    def recording_faults(self) -> "tuple[RecordingUnusable, ...]":
        """Why the voice has spoken in place of recordings so far, once for each of them."""
        with self._making_bank:
            return () if self._bank is None else self._bank[1].recording_faults

    def voice_for(self, choice: VoiceChoice) -> "Voice":
        """One voice by itself, with the pace, the pitch and the file of the settings."""
        return _voices(replace(_speaker(self.settings), voice=choice))[0]

    def _made_bank(self, speaker: "_Speaker") -> "SoundBank":
        from thaw.audio.bank import SoundBank
        from thaw.devices.freed_memory import give_back_when_freed

        give_back_when_freed()
        return SoundBank(_voices(speaker), self.paths.cache, self.own_sounds, self.own_lines.find)

    @property
    def levels(self) -> "Levels":
        from thaw.audio.levels import LOW_DB, Levels

        chosen = self.settings
        return Levels(
            voice_db=_level(chosen.voice_db),
            bells_db=_level(chosen.bells_db),
            bed_db=_level(chosen.bed_db),
            cues_db=_level(chosen.cues_db),
            overall_db=LOW_DB if chosen.quiet else 0.0,
        )

    @cached_property
    def history(self) -> "LogKeeper":
        from thaw.practice.keeper import LogKeeper

        return LogKeeper(self.paths.practice_log)

    @cached_property
    def recorder(self) -> "PracticeRecorder":
        """Writes practices into the history, from a thread of its own."""
        from thaw.practice.recorder import PracticeRecorder

        return PracticeRecorder(self.history.log, self.history.rescue_folders)

    def close(self) -> None:
        """Write what waits to be written, and let go of the history."""
        if self._bank is not None:
            self._bank[1].leave_off()
        if "recorder" in self.__dict__:
            self.recorder.shut_down(LAST_WRITE_S)
        if "history" in self.__dict__:
            self.history.shut()


def _speaker(chosen: Settings) -> _Speaker:
    return _Speaker(chosen.voice, chosen.voice_file, chosen.voice_pace, chosen.voice_pitch)


def _voices(speaker: _Speaker) -> "list[Voice]":
    """The chosen voice first, and espeak-ng for what it can't say. None at all is captions."""
    if speaker.voice is VoiceChoice.CAPTIONS:
        return []
    from thaw.audio.voice.espeak import EspeakVoice

    always: Voice = EspeakVoice(pace=speaker.pace, pitch=speaker.pitch)
    if speaker.voice is VoiceChoice.PIPER:
        from thaw.audio.voice.piper import PiperVoice

        return [PiperVoice(speaker.file, pace=speaker.pace, pitch=speaker.pitch), always]
    if speaker.voice is VoiceChoice.SYSTEM:
        from thaw.audio.voice.system import SystemVoice

        return [SystemVoice(pace=speaker.pace, pitch=speaker.pitch), always]
    return [always]


def _level(level_db: float) -> float:
    """The softest level there is to choose is silence."""
    return -inf if level_db <= settings.SOFTEST_DB else level_db


def _track_length(path: Path) -> Frames:
    from thaw.audio.recording import track_length

    return track_length(path)
