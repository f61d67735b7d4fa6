"""A practice in plain sentences: what was planned, what was done, and where it came from."""

from PySide6.QtCore import QCoreApplication

from thaw.practice.changes import ChangeFault
from thaw.practice.entry import Outcome, PracticeEntry, Source
from thaw.shell.history.changes import Changed, Undoable
from thaw.shell.history.words import times_text
from thaw.shell.wording import number_word, practised_text, sentence


def practice_facts(entry: PracticeEntry) -> str:
    """All that is worth saying of a practice beyond its fields, a line for each thing."""
    lines = [_length_text(entry), *_on_the_way(entry), _source_text(entry.start.source)]
    if entry.edited_utc is not None and not entry.is_manual:
        lines.append(QCoreApplication.translate("history", "Changed by hand since."))
    return "\n".join(line for line in lines if line)


def undo_text(done: Undoable) -> str:
    """What was just done, beside the way back."""
    tr = QCoreApplication.translate
    words = {
        Changed.ADDED: tr("history", "{0} is added."),
        Changed.EDITED: tr("history", "{0} is changed."),
        Changed.DELETED: tr("history", "{0} is deleted."),
    }
    return words[done.changed].format(done.title)


def fault_text(fault: ChangeFault) -> str:
    """Why a change makes no sense, and so was not made."""
    tr = QCoreApplication.translate
    words = {
        ChangeFault.NO_TITLE: tr("history", "It needs a name."),
        ChangeFault.TEXT_TOO_LONG: tr("history", "That is longer than can be kept."),
        ChangeFault.TOO_MANY_TAGS: tr("history", "Those are more tags than can be kept."),
        ChangeFault.NOTHING_PRACTISED: tr("history", "It takes a minute at least."),
        ChangeFault.LONGER_THAN_A_DAY: tr("history", "It takes a day at most."),
        ChangeFault.IN_THE_FUTURE: tr("history", "That time is still to come."),
        ChangeFault.STILL_RUNNING: tr("history", "It is still going on."),
        ChangeFault.LOCKED: tr(
            "history", "There is a note under the lock: unlock the journal first."
        ),
    }
    return words[fault]


def _length_text(entry: PracticeEntry) -> str:
    tr = QCoreApplication.translate
    done = sentence(practised_text(entry.progress.practised_ms // 1000))
    if entry.is_manual or not entry.start.planned_ms:
        return tr("history", "{0}.").format(done)
    planned = practised_text(entry.start.planned_ms // 1000)
    match entry.outcome:
        case Outcome.COMPLETED:
            return tr("history", "{0}, to the end.").format(done)
        case Outcome.STOPPED_BY_CHOICE:
            return tr("history", "{0} of {1}; it ended when you chose.").format(done, planned)
        case Outcome.PARTIAL:
            return tr("history", "{0} of {1}.").format(done, planned)
        case Outcome.INTERRUPTED:
            return tr("history", "{0} of {1}; the computer cut it short.").format(done, planned)
        case Outcome.OPEN:
            return tr("history", "{0} of {1} so far.").format(done, planned)


def _on_the_way(entry: PracticeEntry) -> list[str]:
    tr = QCoreApplication.translate
    progress = entry.progress
    lines: list[str] = []
    if progress.pauses:
        lines.append(tr("history", "Paused {0}.").format(times_text(len(progress.pauses))))
    if progress.breaths:
        lines.append(tr("history", "{0} paced breaths.").format(_count(progress.breaths)))
    lines.extend(
        tr("history", "{0} {1}").format(made.question, made.answer) for made in progress.choices
    )
    return lines


def _source_text(source: Source) -> str:
    tr = QCoreApplication.translate
    if source is Source.MANUAL:
        return tr("history", "Written down by hand.")
    if source is Source.IMPORT:
        return tr("history", "Brought in from elsewhere.")
    return ""


def _count(number: int) -> str:
    return sentence(number_word(number))
