"""What somebody practises after, said as one sentence. Needed before the first picture."""

import re
from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.core.own_plan import IfThen
from thaw.shell.wording import practised_text

_NOT_SAID_TWICE: Final = re.compile(r"^(after\s+)?(i\s+)?", re.IGNORECASE)
"""The words that already stand before the field."""


def line_text(line: IfThen, title: str) -> str:
    """``After I have had tea, I will practise Body Scan for ten minutes.``; "" in parts."""
    after = moment(line.after)
    if not after or not line.session_id:
        return ""
    words = QCoreApplication.translate("plan", "After I {0}, I will practise {1} for {2}.")
    return words.format(after, title, practised_text(line.minutes * 60))


def moment(said: str) -> str:
    """What was typed, as it fits into the sentence."""
    return _NOT_SAID_TWICE.sub("", " ".join(said.split())).rstrip(" .,;:!")
