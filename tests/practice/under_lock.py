"""A log with words in all the places a lock seals, and what can be read of it."""

from datetime import UTC, date, datetime, timedelta

from tests.practice.examples import A_MORNING, a_practice
from tests.practice.holders import SECRET
from thaw.practice.answers import Occasion, answered, answers, keep_answers
from thaw.practice.changes import write_note
from thaw.practice.journal import keep_page, pages
from thaw.practice.sealing import Stretching

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
DAY = date(2026, 11, 23)
PROMPT = "a-question-that-tells-too-much"
WORD = "a-weekly-word-of-mine"
PASSPHRASE = "the heron by the mill"
QUICK = Stretching(b"sixteen bytes ok", n=2**10)
SECRETS = (SECRET, PROMPT, WORD)


def fill(log):
    practice = a_practice()
    log.put([practice, *(a_practice(A_MORNING - timedelta(days=n)) for n in range(30))])
    write_note(log, practice.id, SECRET, NOW)
    for number in range(40):
        keep_page(log, f"{SECRET} {number} " + "x" * 700, NOW, DAY, PROMPT)
    keep_answers(
        log,
        [
            answered(Occasion.AFTER, "after_effect", "numb", NOW, DAY, practice.id),
            answered(Occasion.AFTER, "body", 10, NOW, DAY, practice.id),
            answered(Occasion.WEEKLY, "amount", WORD, NOW, DAY),
            answered(Occasion.WEEKLY, "contact", 4, NOW, DAY),
        ],
    )
    return practice.id


def readable(log):
    return (
        [(page.id, page.words, page.prompt) for page in pages(log) if page.sealed is None],
        [(one.item, one.rating, one.word) for one in answers(log, date.min)],
    )
