"""``thaw import``: a file of practices taken into the history, all of it or nothing."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from thaw import __version__
from thaw.commands.answer import EXIT_DONE, InputError, WorldError, counted, note, say
from thaw.commands.history import SHOWN, practice_line
from thaw.commands.reasons import reason_of
from thaw.practice.clock import local_now
from thaw.practice.errors import LogError
from thaw.practice.file_look import FileKind, look_at
from thaw.practice.importing import ImportReport, import_file
from thaw.practice.other_apps import DateOrder, TableMapping, Unit, Whereabouts
from thaw.practice.problems import ImportProblem, ProblemKind, Refused, shortened
from thaw.practice.telling import Tell
from thaw.services import Services

UNTITLED = "Practice"

FILE_WORDS = {
    ProblemKind.UNREADABLE: "it can't be read",
    ProblemKind.EMPTY: "it is empty",
    ProblemKind.TOO_BIG: "it is too big for a history",
    ProblemKind.NOT_UTF8: "this is not UTF-8",
    ProblemKind.BROKEN_JSON: "this is not JSON",
    ProblemKind.BROKEN_CSV: "this is not CSV",
    ProblemKind.NOT_PRACTICES: "this is no history that Thaw knows",
    ProblemKind.TOO_NEW: "a later Thaw wrote it",
    ProblemKind.UNKNOWN_COLUMN: "it is not known, or there twice",
}
"""What its name alone would not say, as of a whole file; the others say it by their names."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the command line says of a table. "" where it says nothing."""

    started: str = ""
    time: str = ""
    duration: str = ""
    title: str = ""
    activity: str = ""
    note: str = ""
    unit: str = Unit.MINUTES.value
    order: str = DateOrder.YMD.value
    zone: str = ""


def import_history(
    services: Services, path: Path, columns: Columns | None = None, *, is_preview: bool = False
) -> int:
    """Take a file in, or only say what would be. Raises InputError and WorldError."""
    columns = columns or Columns()
    mapping, where = _mapping(columns), _whereabouts(services, columns)
    try:
        with _progress() as tell:
            report = import_file(
                services.history.log(),
                path,
                mapping=mapping,
                where=where,
                is_preview=is_preview,
                tell=tell,
            )
    except LogError as exc:
        raise WorldError(f"the history can't be written: {reason_of(exc)}") from exc
    finally:
        services.history.shut()
    if report.is_refused:
        _tell_of_columns(path, mapping, report)
        raise _refusal(path, report)
    _tell_what_came(report, is_preview=is_preview)
    return EXIT_DONE


def _mapping(columns: Columns) -> TableMapping | None:
    needed = columns.started, columns.duration
    if not any((*needed, columns.time, columns.title, columns.activity, columns.note)):
        return None
    if not all(needed):
        raise InputError("a table needs both --started and --duration, each a column's name")
    return TableMapping(
        started=columns.started,
        time=columns.time,
        duration=columns.duration,
        title=columns.title,
        activity=columns.activity,
        note=columns.note,
        unit=Unit(columns.unit),
        order=DateOrder(columns.order),
    )


def _whereabouts(services: Services, columns: Columns) -> Whereabouts:
    zone = local_now().tzinfo
    if columns.zone:
        try:
            zone = ZoneInfo(columns.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise InputError(
                f"there is no time zone {columns.zone!r}; one is called Europe/Lisbon"
            ) from None
    assert zone is not None, "local_now() has a zone"
    return Whereabouts(zone, services.settings.day_start_hour, __version__, UNTITLED)


@contextmanager
def _progress() -> Generator[Tell]:
    """A bar for a file that takes a while, where there is a terminal to see it."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _share: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Reading", total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _tell_what_came(report: ImportReport, *, is_preview: bool) -> None:
    if is_preview:
        for entry in report.sample:
            say(practice_line(entry))
        if report.added > len(report.sample):
            note(f"… and {report.added - len(report.sample)} more.")
    would = "would be " if is_preview else ""
    for words, added, there in _counts(report):
        note(
            f"{counted(added, *words)} {would}added, {counted(there, 'was', 'were')} there already."
        )
    if report.skipped:
        were = would or ("was " if report.skipped == 1 else "were ")
        note(f"{counted(report.skipped, 'row')} of no length {were}left out.")
    if report.ahead:
        of_it = f"{counted(report.ahead, 'row')} of the file"
        carry = "carries" if report.ahead == 1 else "carry"
        note(f"{of_it} {carry} a date ahead of today: a clock was wrong when it was written.")


def _counts(report: ImportReport) -> list[tuple[tuple[str, ...], int, int]]:
    """What is counted, how much of it is added, and how much was there."""
    practices = (("practice",), report.added, report.already_there)
    if not report.words_found:
        return [practices]
    words = (("entry", "entries"), report.words_added, report.words_already_there)
    return [practices, words] if report.found else [words]


def _tell_of_columns(path: Path, mapping: TableMapping | None, report: ImportReport) -> None:
    """Say how a table is taken in whose columns nobody has named."""
    if mapping is not None or report.problems[0].kind is not ProblemKind.NOT_PRACTICES:
        return
    with suppress(Refused):
        look = look_at(path)
        if look.kind is FileKind.TABLE:
            named = ", ".join(shortened(name) or "" for name in look.columns[:SHOWN])
            note(f"Its columns are: {named}.")
            note("Say which of them hold what: --started COLUMN --duration COLUMN, and others.")


def _refusal(path: Path, report: ImportReport) -> InputError:
    first, *others = report.problems
    if not others:
        return InputError(f"{path}: {_problem_text(first)}; nothing was taken in")
    for problem in report.problems[:SHOWN]:
        note(f"{path}: {_problem_text(problem)}")
    return InputError(f"{path}: {report.bad_rows} rows are wrong; nothing was taken in")


def _problem_text(problem: ImportProblem) -> str:
    place = "" if problem.row is None else f"row {problem.row}"
    if problem.column is not None:
        place += f", column {problem.column}" if place else f"column {problem.column}"
    value = "" if problem.value is None else f" ({problem.value})"
    what = FILE_WORDS.get(problem.kind, problem.kind.value.replace("_", " "))
    return f"{place}: {what}{value}" if place else f"{what}{value}"
