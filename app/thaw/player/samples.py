"""A few seconds of one kind of sound, so that its level can be set by ear."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.core.breath import Phase
from thaw.core.own_sounds import SoundKind
from thaw.core.plan import BedSpan, Breath, Choices, Event, Plan, Speech, Strike, Track
from thaw.core.session import Anchor, Category, Level, VoiceLine
from thaw.core.units import Frames, frames
from thaw.player.performance import Performance
from thaw.player.preparing import perform

BELL: Final = "warm-bowl"
BED: Final = "soft-rain"
_BED_LENGTH: Final = frames(8)
_BED_FADE: Final = frames(1.5)
_BREATH: Final = frames(3)


class Sample(StrEnum):
    """What can be heard: by the name that its level has in the settings."""

    VOICE = "voice_db"
    BELLS = "bells_db"
    BED = "bed_db"
    CUES = "cues_db"


def sample(of: Sample, line: VoiceLine, bank: SoundBank, levels: Levels) -> Performance:
    """Make the sound; ``line`` is what the voice says.

    May take a second or two the first time. Raises VoiceUnavailable.
    """
    length, events = _heard(of, line, bank)
    return perform(_plan(length, events, line.language), bank, levels)


def own_sample(kind: SoundKind, name: str, bank: SoundBank, levels: Levels) -> Performance:
    """A bell or a soundscape by its name, as a session has it. Raises RecordingUnusable."""
    start = Frames(0)
    if kind is SoundKind.BELL:
        return perform(_plan(start, (Strike(start, name, 0.0, 0),)), bank, levels)
    bed = BedSpan(start, _BED_LENGTH, name, 0.0, _BED_FADE, _BED_FADE, ducks=False)
    return perform(_plan(_BED_LENGTH, (bed,)), bank, levels)


def recording_sample(path: Path, bank: SoundBank, levels: Levels) -> Performance:
    """A recording by itself, whatever voice is chosen. Raises RecordingUnusable."""
    start = Frames(0)
    length = Frames(bank.track(path).array.shape[-1])
    return perform(_plan(length, (Track(start, length, path, 0.0),)), bank, levels)


def _plan(length: Frames, events: tuple[Event, ...], language: str = "en") -> Plan:
    return Plan(
        session_id="",
        title="",
        category=Category.TIMER,
        level=Level.GENTLE,
        anchor=Anchor.SOUNDS,
        language=language,
        content_hash="",
        choices=Choices(),
        length=length,
        events=events,
    )


def _heard(of: Sample, line: VoiceLine, bank: SoundBank) -> tuple[Frames, tuple[Event, ...]]:
    start = Frames(0)
    match of:
        case Sample.VOICE:
            length = bank.duration(line)
            return length, (Speech(start, length, line),)
        case Sample.BELLS:
            return start, (Strike(start, BELL, 0.0, 0),)
        case Sample.BED:
            fade = _BED_FADE
            return _BED_LENGTH, (BedSpan(start, _BED_LENGTH, BED, 0.0, fade, fade, ducks=False),)
        case Sample.CUES:
            breath_in = Breath(start, _BREATH, Phase.IN, 0, 0.0, 1.0, sounded=True)
            breath_out = Breath(_BREATH, _BREATH, Phase.OUT, 0, 1.0, 0.0, sounded=True)
            return Frames(2 * _BREATH), (breath_in, breath_out)
