"""From the log to what a summary says."""

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.care.items import BESIDE_A_PRACTICE, WEEKLY
from thaw.player.looking_after import own_medians
from thaw.practice.lock import has_hidden_answers
from thaw.practice.log import PracticeLog
from thaw.practice.summary import Wanted, span_facts
from thaw.settings import Settings
from thaw.shell.check_ins.words import median_text
from thaw.shell.history.reading import least_ms, week_start_of
from thaw.shell.summary.words import Paper, paper

_TOLD: Final = (*BESIDE_A_PRACTICE, *WEEKLY)
"""The standard questions are not among them: they are answered too seldom for a middle."""


def read_paper(log: PracticeLog, wanted: Wanted, settings: Settings, today: date) -> Paper:
    """Read what is wanted, and nothing else, and word it. On any thread. Raises LogError."""
    facts = span_facts(log, wanted, week_start_of(settings), least_ms(settings))
    ratings = _ratings(log, wanted.span.last) if wanted.ratings else None
    return paper(facts, ratings, today)


def _ratings(log: PracticeLog, last: date) -> list[str]:
    found = own_medians(log, last)
    ordered = sorted(
        (key for key in found if key[0] in _TOLD),
        key=lambda key: (_TOLD.index(key[0]), tuple(type(key[1])).index(key[1])),
    )
    told = [median_text(item, occasion, found[item, occasion]) for item, occasion in ordered]
    if not told and has_hidden_answers(log):
        tr = QCoreApplication.translate
        told.append(tr("summary", "They are under the passphrase, and so not here."))
    return told
