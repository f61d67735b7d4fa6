"""Words for lengths, numbers, days and endings, the same in every view."""

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.core.session import Category, Level
from thaw.core.units import RATE, Frames
from thaw.shell.library.state import Holds

_BREAKS: Final = re.compile(r"[/\\_-](?! )|[^\s/\\_-]{14}")
"""After what a path may go on in another line."""


def minutes_text(minutes: int) -> str:
    """``10 min``: short, and the same for one and for many."""
    return QCoreApplication.translate("wording", "{0} min").format(number_text(minutes))


def length_text(minutes: int, under_a_minute_s: int) -> str:
    """``10 min``, or ``45 s`` for what can't be as long as a minute."""
    return short_practised_text(under_a_minute_s) if under_a_minute_s else minutes_text(minutes)


def clock_text(span: Frames) -> str:
    """``4:12``; a started second counts as whole, so that the last one shown is 0:01."""
    total = -(-span // RATE)
    minutes, secs = divmod(total, 60)
    return f"{minutes}:{secs:02d}"


def position_text(span: Frames) -> str:
    """``4:12`` for a place that was reached."""
    minutes, secs = divmod(span // RATE, 60)
    return f"{minutes}:{secs:02d}"


def number_text(number: int) -> str:
    """A number in figures, as they are grouped here: ``12,345``."""
    if -1000 < number < 1000:
        return f"{number}"
    # It costs milliseconds, and the first window has no such number to show.
    from PySide6.QtCore import QLocale

    return QLocale().toString(number)


def number_word(number: int) -> str:
    """A number up to twenty-eight as a word, a larger one in figures."""
    words = _number_words()
    return words[number] if 0 <= number < len(words) else number_text(number)


def practised_text(span_s: int) -> str:
    """``ten minutes``, ``one hour and five minutes``, ``less than a minute``; rounded down."""
    tr = QCoreApplication.translate
    if span_s < 60:
        return tr("wording", "less than a minute")
    hours, minutes = divmod(span_s // 60, 60)
    if hours == 0:
        return _minutes_words(minutes)
    hours_words = (
        tr("wording", "one hour")
        if hours == 1
        else tr("wording", "{0} hours").format(number_word(hours))
    )
    if minutes == 0:
        return hours_words
    return tr("wording", "{0} and {1}").format(hours_words, _minutes_words(minutes))


def short_practised_text(span_s: int) -> str:
    """``10 min``, ``45 s``: for a list."""
    if span_s < 60:
        return QCoreApplication.translate("wording", "{0} s").format(span_s)
    return minutes_text(span_s // 60)


def sentence(text: str) -> str:
    """``text`` with a capital at its start."""
    return text[:1].upper() + text[1:]


def breakable(path: Path) -> str:
    """A path for a label: it may be broken after each of its parts, and within a long word."""
    return _BREAKS.sub("\\g<0>\u200b", str(path))


def category_text(category: Category) -> str:
    """What a session is mostly made of, as a person would say it."""
    tr = QCoreApplication.translate
    words = {
        Category.BREATH: tr("wording", "Breath"),
        Category.BREATHING: tr("wording", "Paced breathing"),
        Category.BODY: tr("wording", "Body"),
        Category.GROUND: tr("wording", "Grounding"),
        Category.OPEN: tr("wording", "Open attention"),
        Category.FEELING: tr("wording", "Feelings"),
        Category.KINDNESS: tr("wording", "Kindness"),
        Category.REFLECT: tr("wording", "Reflection"),
        Category.CREATE: tr("wording", "Making"),
        Category.CONNECT: tr("wording", "Connection"),
        Category.MOVE: tr("wording", "Movement"),
        Category.SLEEP: tr("wording", "Sleep"),
        Category.QUICK: tr("wording", "Quick"),
        Category.TIMER: tr("wording", "Timer"),
    }
    return words[category]


def level_text(level: Level) -> str:
    """How much a session asks."""
    tr = QCoreApplication.translate
    words = {
        Level.GENTLE: tr("wording", "gentle"),
        Level.STEADY: tr("wording", "steady"),
        Level.DEEP: tr("wording", "deep"),
    }
    return words[level]


def holds_text(holds: Holds) -> str:
    """What becomes of the breath holds in a session; "" where it has none."""
    tr = QCoreApplication.translate
    words = {
        Holds.NONE: "",
        Holds.KEPT: tr("wording", "with breath holds"),
        Holds.LEFT_OUT: tr("wording", "breath holds left out"),
    }
    return words[holds]


def _minutes_words(minutes: int) -> str:
    tr = QCoreApplication.translate
    if minutes == 1:
        return tr("wording", "one minute")
    return tr("wording", "{0} minutes").format(number_word(minutes))


def _number_words() -> tuple[str, ...]:
    return tuple(
        QCoreApplication.translate(
            "wording",
            "no,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,"
            "fifteen,sixteen,seventeen,eighteen,nineteen,twenty,twenty-one,twenty-two,"
            "twenty-three,twenty-four,twenty-five,twenty-six,twenty-seven,twenty-eight",
            "numbers from 0 on, as they stand before a noun",
        ).split(",")
    )
