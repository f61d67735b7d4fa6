"""What a person has set, kept as plain JSON that they may edit."""

import json
import logging
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar, cast

from thaw.core.own_plan import LONGEST_MINUTES, OwnPlan, plan_as_json, plan_from
from thaw.private_files import last_set_aside, private_folder, set_aside, written_whole

logger = logging.getLogger(__name__)

JsonValue: TypeAlias = object
Chosen = TypeVar("Chosen", bound=StrEnum)

LOUDEST_DB: Final = 6.0
SOFTEST_DB: Final = -60.0
"""A level this low is off: nothing of it is heard."""
LATEST_DAY_START: Final = 6
LEAST_MINIMUM_S: Final = 60
MOST_MINIMUM_S: Final = 300
SLOWEST_PACE: Final = 0.8
QUICKEST_PACE: Final = 1.25
LOWEST_PITCH: Final = -4.0
HIGHEST_PITCH: Final = 4.0
SYSTEM_VOICE_PLATFORMS: Final = ("win32", "darwin")
"""Where the system has a voice that Thaw can use."""

_MOST_BYTES = 1_000_000


class Voice(StrEnum):
    """What speaks."""

    ESPEAK = "espeak"
    PIPER = "piper"
    """A neural voice from a file that the person adds."""
    SYSTEM = "system"
    """The voice of Windows or macOS."""
    CAPTIONS = "captions"


class BreathCues(StrEnum):
    """How paced breathing is announced, besides being seen."""

    SESSION = "session"
    """As each session has it."""
    SOUND = "sound"
    VOICE = "voice"
    """By a spoken word, or by a sound where none fits."""
    SIGHT = "sight"
    """By nothing that is heard."""


class Theme(StrEnum):
    """How the windows look."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Settings:
    """Every setting, each with the value it has until somebody changes it."""

    quick_session: str = "three-step-space"
    quick_minutes: int = 3
    target_days: int = 3
    """Practice days a week that the person sets out to have."""
    plan: OwnPlan = field(default_factory=OwnPlan)
    """What else they set out to do, and the targets they had before."""
    practice_minimum_s: int = LEAST_MINIMUM_S
    """So much of practice makes a day a practice day."""
    shows_run_length: bool = False
    """Whether the history says how many practice days the present run has."""
    shows_usual_time: bool = False
    """Whether the history says at what time of day practice usually begins."""
    week_start: int | None = None
    """0 is Monday, 6 is Sunday; None is as the locale has it."""
    day_start_hour: int = 0
    """Until this hour a practice belongs to the day before."""
    voice: Voice = Voice.ESPEAK
    voice_file: Path | None = None
    """The .onnx file of a Piper voice; its .onnx.json lies beside it."""
    voice_pace: float = 1.0
    """What the tuned pace of 105 words a minute is multiplied by."""
    voice_pitch: float = 0.0
    """Semitones above the voice's own pitch."""
    holds: bool = False
    """Breath holds are wanted. They are left out until somebody says so."""
    gentle: bool = False
    """No holds, short silences, and first of all what is short and rests attention outside."""
    welcome_waits: bool = False
    """Nobody has said yet how to begin, and is asked with the next window. Till then gently."""
    care_answered: Mapping[str, date] = field(default_factory=dict[str, date])
    """For what practice day each word of care was answered last: it isn't said again."""
    breath_cues: BreathCues = BreathCues.SESSION
    voice_db: float = 0.0
    bells_db: float = 0.0
    bed_db: float = 0.0
    cues_db: float = 0.0
    quiet: bool = False
    """All four far softer, for listening beside somebody who sleeps."""
    output_device: str = ""
    """The id of the sound device to play on; "" follows the system's default."""
    output_name: str = ""
    """What that device calls itself: shown while it isn't there."""
    theme: Theme = Theme.SYSTEM
    reduce_motion: bool | None = None
    """None is as the system has it."""
    ask_before: bool = True
    """How it is, before a practice that is chosen in the window."""
    ask_after: bool = True
    """How it is, after a practice or on the next day."""
    ask_weekly: bool = True
    ask_monthly: bool = True
    lock_after_min: int = 10
    """So long after the last sign of somebody the lock on the journal shuts by itself."""
    close_to_tray: bool = True
    tray_notice_shown: bool = False
    last_minutes: Mapping[str, int] = field(default_factory=dict)
    """The length last chosen for each session, by id."""
    breathing: Mapping[str, JsonValue] = field(default_factory=dict)
    """What was chosen last to breathe freely, as ``core.chosen_breathing`` has it."""
    sessions_folder: Path | None = None
    """A personal sessions folder of the person's own choosing."""
    help_country: str = ""
    """The country whose services the help page shows, by its two letters; "" for none."""
    unknown: Mapping[str, JsonValue] = field(default_factory=dict)
    """What another version of Thaw has put into the file: kept, and written back."""

    @property
    def with_holds(self) -> bool:
        """Whether breath holds are held: they are wanted, and gentle mode is off."""
        return self.holds and not self.gentle

    def answered(self, *, is_gentle: bool) -> "Settings":
        """Return these with the person's own word on how to begin."""
        return replace(self, gentle=is_gentle, welcome_waits=False)

    def unanswered(self) -> "Settings":
        """Return these for somebody who has still to say so: on the safer side until then."""
        return replace(self, gentle=True, welcome_waits=True)


class SettingsUnwritable(Exception):
    """The settings could not be saved; the file is as it was."""


def load(path: Path) -> Settings:
    """Read the settings. What is missing or bad has its default; nothing is raised.

    A file that can't be read, or is not JSON, is set aside, so that saving spares it: see
    ``left_aside``. Where it isn't known whether somebody began gently they are asked anew.
    """
    try:
        stored = _stored(path)
    except FileNotFoundError:
        return Settings() if left_aside(path) is None else Settings().unanswered()
    except OSError as exc:
        logger.warning("the settings cannot be read and have their defaults: %s", exc.strerror)
        _spare(path)
        return Settings().unanswered()
    except (ValueError, RecursionError) as exc:
        logger.warning("the settings make no sense and have their defaults: %s", exc)
        _spare(path)
        return Settings().unanswered()
    values = _read({name: stored[name] for name in _READERS if name in stored})
    settings = Settings(
        **values,  # type: ignore[arg-type]  # each reader returns its field's type
        unknown={name: value for name, value in stored.items() if name not in _READERS},
    )
    is_lost = "gentle" in stored and "gentle" not in values
    return settings.unanswered() if is_lost else settings


def left_aside(path: Path) -> Path | None:
    """Return under which name a damaged file lies, until settings are saved in its place."""
    return None if os.path.lexists(path) else last_set_aside(path)


def save(settings: Settings, path: Path) -> None:
    """Write the settings whole or not at all. Raises SettingsUnwritable."""
    text = json.dumps(_as_json(settings), indent=2) + "\n"
    try:
        # A settings file that is a link into someone's collection stays a link.
        private_folder(path.resolve().parent)
        with written_whole(path) as stream:
            stream.write(text)
    except OSError as exc:
        raise SettingsUnwritable(exc.strerror or str(exc)) from exc


def _spare(path: Path) -> None:
    try:
        # What is no file can't be written over either.
        if path.is_file():
            logger.warning("the settings file is kept as %s", set_aside(path).name)
    except OSError as exc:
        logger.warning("the settings file cannot be set aside: %s", exc.strerror)


def _stored(path: Path) -> dict[str, JsonValue]:
    if path.stat().st_size > _MOST_BYTES:
        raise ValueError("too big for settings")
    stored: object = json.loads(path.read_text("utf-8-sig"))
    if not isinstance(stored, dict):
        raise ValueError("not an object")
    return cast("dict[str, JsonValue]", stored)


def _read(known: Mapping[str, JsonValue]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in known.items():
        try:
            values[name] = _READERS[name](value)
        except (TypeError, ValueError):
            logger.warning("the setting %s cannot be %.80r and has its default", name, value)
    return values


def _as_json(settings: Settings) -> dict[str, JsonValue]:
    values: dict[str, JsonValue] = dict(settings.unknown)
    for item in fields(settings):
        if item.name != "unknown":
            values[item.name] = _plain(getattr(settings, item.name))
    return values


def _plain(value: object) -> JsonValue:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, OwnPlan):
        return plan_as_json(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in cast("Mapping[str, object]", value).items()}
    return value


def _any_text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text(value: JsonValue) -> str:
    if not _any_text(value):
        raise ValueError(value)
    return str(value)


def _country(value: JsonValue) -> str:
    country = _any_text(value)
    if country and re.fullmatch("[A-Z]{2}", country) is None:
        raise ValueError(value)
    return country


def _flag(value: JsonValue) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _number(lowest: float, highest: float) -> Callable[[JsonValue], float]:
    def read(value: JsonValue) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(value)
        if not lowest <= value <= highest:
            raise ValueError(value)
        return float(value)

    return read


def _whole(lowest: int, highest: int) -> Callable[[JsonValue], int]:
    within = _number(lowest, highest)

    def read(value: JsonValue) -> int:
        number = within(value)
        if number != int(number):
            raise ValueError(value)
        return int(number)

    return read


def _choice(kind: type[Chosen]) -> Callable[[JsonValue], Chosen]:
    return lambda value: kind(_text(value))


def _or_none(read: Callable[[JsonValue], object]) -> Callable[[JsonValue], object]:
    return lambda value: None if value is None else read(value)


def _last_minutes(value: JsonValue) -> Mapping[str, int]:
    if not isinstance(value, dict):
        raise TypeError(value)
    read = _whole(1, LONGEST_MINUTES)
    return {name: read(minutes) for name, minutes in cast("dict[str, JsonValue]", value).items()}


def _days(value: JsonValue) -> Mapping[str, date]:
    if not isinstance(value, dict):
        raise TypeError(value)
    named = cast("dict[str, JsonValue]", value)
    return {name: date.fromisoformat(_text(day)) for name, day in named.items()}


def _mapping(value: JsonValue) -> Mapping[str, JsonValue]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return cast("dict[str, JsonValue]", value)


def _absolute(value: JsonValue) -> Path:
    path = Path(_text(value))
    if not path.is_absolute():
        raise ValueError(value)
    return path


_LEVEL = _number(SOFTEST_DB, LOUDEST_DB)

_READERS: Final[Mapping[str, Callable[[JsonValue], object]]] = MappingProxyType(
    {
        "quick_session": _text,
        "quick_minutes": _whole(1, LONGEST_MINUTES),
        "target_days": _whole(1, 7),
        "plan": plan_from,
        "practice_minimum_s": _whole(LEAST_MINIMUM_S, MOST_MINIMUM_S),
        "shows_run_length": _flag,
        "shows_usual_time": _flag,
        "week_start": _or_none(_whole(0, 6)),
        "day_start_hour": _whole(0, LATEST_DAY_START),
        "voice": _choice(Voice),
        "voice_file": _or_none(_absolute),
        "voice_pace": _number(SLOWEST_PACE, QUICKEST_PACE),
        "voice_pitch": _number(LOWEST_PITCH, HIGHEST_PITCH),
        "holds": _flag,
        "gentle": _flag,
        "welcome_waits": _flag,
        "care_answered": _days,
        "breath_cues": _choice(BreathCues),
        "voice_db": _LEVEL,
        "bells_db": _LEVEL,
        "bed_db": _LEVEL,
        "cues_db": _LEVEL,
        "quiet": _flag,
        "output_device": _any_text,
        "output_name": _any_text,
        "theme": _choice(Theme),
        "reduce_motion": _or_none(_flag),
        "ask_before": _flag,
        "ask_after": _flag,
        "ask_weekly": _flag,
        "ask_monthly": _flag,
        "lock_after_min": _whole(1, 24 * 60),
        "close_to_tray": _flag,
        "tray_notice_shown": _flag,
        "last_minutes": _last_minutes,
        "breathing": _mapping,
        "sessions_folder": _or_none(_absolute),
        "help_country": _country,
    }
)
