"""From the log to what a summary says."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from thaw.care.items import BESIDE_A_PRACTICE
from thaw.player.looking_after import own_medians
from thaw.practice.answers import Occasion
from thaw.practice.lock import has_hidden_answers
from thaw.practice.log import PracticeLog
from thaw.practice.summary import Wanted, span_facts
from thaw.settings import Settings
from thaw.shell.check_ins.words import median_text
from thaw.shell.history.reading import least_ms, week_start_of
from thaw.shell.summary.words import Paper, paper


def read_paper(log: PracticeLog, wanted: Wanted, settings: Settings, today: date) -> Paper:
    """Read what is wanted, and nothing else, and word it. On any thread. Raises LogError."""
    facts = span_facts(log, wanted, week_start_of(settings), least_ms(settings))
    ratings = _ratings(log, wanted.span.last) if wanted.ratings else None
    return paper(facts, ratings, today)


def _ratings(log: PracticeLog, last: date) -> list[str]:
    found = own_medians(log, last)
    ordered = sorted(
        found, key=lambda key: (BESIDE_A_PRACTICE.index(key[0]), tuple(Occasion).index(key[1]))
    )
    told = [median_text(item, occasion, found[item, occasion]) for item, occasion in ordered]
    if not told and has_hidden_answers(log):
        tr = QCoreApplication.translate
        told.append(tr("summary", "They are under the passphrase, and so not here."))
    return told
