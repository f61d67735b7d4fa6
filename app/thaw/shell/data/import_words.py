"""What is said of a file that is taken in: what it holds, what is wrong in it, what came of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from thaw.practice.problems import ImportProblem, ProblemKind
from thaw.shell.day_words import date_text
from thaw.shell.wording import number_text, short_practised_text

if TYPE_CHECKING:
    from thaw.practice.entry import PracticeEntry
    from thaw.practice.importing import ImportReport


def counted_practices(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("importing", "1 practice")
    return QCoreApplication.translate("importing", "{0} practices").format(number_text(count))


def counted_words(count: int) -> str:
    """Pages of the journal, notes and answers."""
    if count == 1:
        return QCoreApplication.translate("importing", "1 note or answer")
    return QCoreApplication.translate("importing", "{0} notes and answers").format(
        number_text(count)
    )


def preview_lines(report: "ImportReport") -> list[str]:
    """What would become of what is in the file, a sentence each."""
    tr = QCoreApplication.translate
    if report.is_refused:
        return [refused_text(report), tr("importing", "Nothing is taken in.")]
    said: list[str] = []
    if report.found or not report.words_found:
        said.append(tr("importing", "New: {0}.").format(counted_practices(report.added)))
    if report.words_found:
        said.append(tr("importing", "New: {0}.").format(counted_words(report.words_added)))
    if there := report.already_there + report.words_already_there:
        said.append(tr("importing", "Here already: {0}.").format(number_text(there)))
    if report.skipped:
        left_out = number_text(report.skipped)
        said.append(tr("importing", "Of no length, and left out: {0}.").format(left_out))
    if report.ahead:
        words = tr(
            "importing", "Dated ahead, by a clock that was wrong, and taken in as they are: {0}."
        )
        said.append(words.format(number_text(report.ahead)))
    return said


def done_text(report: "ImportReport") -> str:
    """What was taken in."""
    tr = QCoreApplication.translate
    parts = [counted_practices(report.added)] if report.found else []
    if report.words_found:
        parts.append(counted_words(report.words_added))
    if not parts:
        return tr("importing", "There was nothing in it to take in.")
    return tr("importing", "Taken in: {0}.").format(", ".join(parts))


def refused_text(report: "ImportReport") -> str:
    """How much is wrong."""
    tr = QCoreApplication.translate
    if report.bad_rows == 0:
        return tr("importing", "This file can't be taken in.")
    if report.bad_rows == 1:
        return tr("importing", "One row needs to be mended.")
    return tr("importing", "{0} rows need to be mended.").format(number_text(report.bad_rows))


def problem_text(problem: ImportProblem) -> str:
    """Where it is, what is wrong, and what stands there."""
    what = _what(problem.kind)
    value = problem.value or ""
    if value:
        what = QCoreApplication.translate("importing", "{0}: {1}").format(what, value)
    place = _place(problem)
    if not place:
        return what
    return QCoreApplication.translate("importing", "{0}: {1}").format(place, what)


def entry_line(entry: "PracticeEntry") -> str:
    """A practice as it was understood: day, time, length, title."""
    began = entry.start.started
    # In words: whoever took the month for the day is to see it.
    day = date_text(began.date())
    at = began.strftime("%H:%M")
    length = short_practised_text(entry.progress.practised_ms // 1000)
    said = QCoreApplication.translate("importing", "{0}, {1}, {2}, {3}")
    return said.format(day, at, length, entry.start.title)


def _place(problem: ImportProblem) -> str:
    tr = QCoreApplication.translate
    row, column = problem.row, problem.column
    if row is None:
        return "" if column is None else tr("importing", "Column {0}").format(column)
    if column is None:
        return tr("importing", "Row {0}").format(row)
    return tr("importing", "Row {0}, column {1}").format(row, column)


def _what(kind: ProblemKind) -> str:
    tr = QCoreApplication.translate
    words = {
        ProblemKind.UNREADABLE: tr("importing", "it can't be read"),
        ProblemKind.EMPTY: tr("importing", "it is empty"),
        ProblemKind.TOO_BIG: tr("importing", "it is too big for a history"),
        ProblemKind.NOT_UTF8: tr("importing", "not UTF-8; save it as UTF-8, and try again"),
        ProblemKind.BROKEN_JSON: tr("importing", "the JSON breaks off here, or this is not JSON"),
        ProblemKind.BROKEN_CSV: tr("importing", "a quotation mark or a line is broken here"),
        ProblemKind.NOT_PRACTICES: tr("importing", "no history that Thaw knows"),
        ProblemKind.TOO_NEW: tr("importing", "a later Thaw wrote it"),
        ProblemKind.WRONG_CELL_COUNT: tr("importing", "more or fewer cells than in the first row"),
        ProblemKind.MISSING: tr("importing", "it is not there"),
        ProblemKind.UNKNOWN_COLUMN: tr("importing", "it is not known, or there twice"),
        ProblemKind.NOT_TEXT: tr("importing", "not a text"),
        ProblemKind.NOT_A_UUID: tr("importing", "not an id"),
        ProblemKind.NOT_A_NUMBER: tr("importing", "not a length or number"),
        ProblemKind.NOT_A_FLAG: tr("importing", "neither true nor false"),
        ProblemKind.NOT_A_TIME: tr("importing", "not a date and time in this order"),
        ProblemKind.NOT_A_DAY: tr("importing", "not a day"),
        ProblemKind.NOT_A_LIST: tr("importing", "not a list"),
        ProblemKind.UNKNOWN_WORD: tr("importing", "not one of the words for it"),
        ProblemKind.NEGATIVE: tr("importing", "less than nothing"),
        ProblemKind.TOO_LONG: tr("importing", "longer than it can be"),
        ProblemKind.OUT_OF_RANGE: tr("importing", "outside of what can be"),
        ProblemKind.IN_THE_FUTURE: tr("importing", "in the future"),
    }
    return words[kind]
