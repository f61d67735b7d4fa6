"""What care says, and the ways on that it names: pure words, tried without a window."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.care.saying import Saying
from thaw.shell.library.aside import Aside, AsideChoice

CARE: Final = "care"
"""The key of asides that care has."""


class Way(StrEnum):
    """What may be chosen where care says something."""

    HELP = "help"
    GROUND = "ground"
    WALK = "walk"
    PASSED = "passed"
    """What was marked is over."""
    LEAVE = "leave"
    """It was read, and that is all."""


def care_aside(saying: Saying) -> Aside:
    """Return the words, and the ways on, the likeliest first."""
    tr = QCoreApplication.translate
    match saying:
        case Saying.HELP_FIRST:
            words = tr("care", "Help comes first now: people near you, and those whose work it is.")
            note = tr("care", "Nothing that you marked is kept.")
            return _aside(words, Way.HELP, Way.GROUND, Way.PASSED, note=note)
        case Saying.IT_HAPPENS:
            words = tr(
                "care",
                "Practice can do this: some people feel more upset or further away for a time."
                " It is fine to stop, for some days or for good. You might talk it over with a"
                " doctor, or with somebody who supports you.",
            )
            return _aside(words, Way.HELP, Way.GROUND, Way.LEAVE)
        case Saying.REST_OR_WALK:
            words = tr(
                "care",
                "Two of your last practices were hard on you. A day of rest is a good choice,"
                " and so is a slow walk.",
            )
            return _aside(words, Way.WALK, Way.GROUND, Way.LEAVE)
        case Saying.GROUNDING:
            words = tr(
                "care", "After a hard practice, looking around for a minute or two may suit you."
            )
            return _aside(words, Way.GROUND, Way.LEAVE)
        case Saying.REST:
            words = tr("care", "You have practised a lot today. Rest is part of practice, too.")
            return _aside(words, Way.LEAVE)


def after_worse_aside() -> Aside:
    """Return what is said at the end of a practice that left somebody worse."""
    words = QCoreApplication.translate(
        "care",
        "Practice can do this, and it says nothing about you. You might look around for a"
        " minute or two, with open eyes.",
    )
    return _aside(words, Way.GROUND)


def way_text(way: Way) -> str:
    """Return what stands on the button."""
    tr = QCoreApplication.translate
    return {
        Way.HELP: tr("care", "Where to find help"),
        Way.GROUND: tr("care", "A short grounding"),
        Way.WALK: tr("care", "Begin a slow walk"),
        Way.PASSED: tr("care", "This has passed"),
        Way.LEAVE: tr("care", "Close this"),
    }[way]


def _aside(words: str, *ways: Way, note: str = "") -> Aside:
    return Aside(CARE, words, tuple(AsideChoice(way, way_text(way)) for way in ways), note)
