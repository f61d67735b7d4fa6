"""What was practised, by kind, by how much it asks and by where attention rests, in sentences."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from thaw.core.session import Anchor, Category, Level
from thaw.practice.stats import Aspect, Share
from thaw.shell.wording import category_text, level_text, practised_text


def shares_text(shares: Mapping[Aspect, Sequence[Share]]) -> str:
    """A line for each aspect, the most practised first; "" where nothing has any.

    What was done elsewhere has no level and no anchor, and is left out of those lines.
    """
    tr = QCoreApplication.translate
    frames = {
        Aspect.CATEGORY: tr("history", "By kind: {0}."),
        Aspect.LEVEL: tr("history", "By how much it asks: {0}."),
        Aspect.ANCHOR: tr("history", "By where attention rests: {0}."),
    }
    lines = ((words, _listed(aspect, shares.get(aspect, ()))) for aspect, words in frames.items())
    return "\n".join(words.format(listed) for words, listed in lines if listed)


def _listed(aspect: Aspect, shares: Sequence[Share]) -> str:
    words = QCoreApplication.translate("history", "{0}, {1}", "a kind, and how long")
    named = [share for share in shares if share.name]
    return "; ".join(
        words.format(_name(aspect, share.name), practised_text(share.practised_ms // 1000))
        for share in named
    )


def _name(aspect: Aspect, name: str) -> str:
    """As a person would say it; what another Thaw has written is shown as it is."""
    try:
        match aspect:
            case Aspect.CATEGORY:
                return category_text(Category(name))
            case Aspect.LEVEL:
                return level_text(Level(name))
            case Aspect.ANCHOR:
                return _anchor_text(Anchor(name))
    except ValueError:
        return name


def _anchor_text(anchor: Anchor) -> str:
    tr = QCoreApplication.translate
    words = {
        Anchor.BREATH: tr("history", "the breath"),
        Anchor.BODY: tr("history", "the body"),
        Anchor.HANDS: tr("history", "the hands"),
        Anchor.FEET: tr("history", "the feet"),
        Anchor.SOUNDS: tr("history", "sounds"),
        Anchor.SIGHT: tr("history", "sight"),
        Anchor.MOVEMENT: tr("history", "movement"),
        Anchor.OTHER: tr("history", "elsewhere"),
    }
    return words[anchor]
