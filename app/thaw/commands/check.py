"""``thaw check``: file, line, column, what is wrong and how to mend it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from thaw.commands.answer import EXIT_DONE, EXIT_INPUT, InputError, say
from thaw.core.catalogue import SUFFIXES
from thaw.core.checking import check_file
from thaw.core.loading import load_file
from thaw.core.parts import passages
from thaw.core.problems import Problem, worded
from thaw.core.session import Play, Say
from thaw.services import Services


def check_files(services: Services, paths: Sequence[Path]) -> int:
    """Check files, and every session file in folders. Raises InputError."""
    files = tuple(_files(paths))
    if not files:
        raise InputError("there are no session files in there; their names end in .yaml")
    found_any = False
    for path in files:
        problems = [*check_file(path, services.fragments_beside(path), services.names)]
        problems += _unplayable(services, path)
        for problem in problems:
            say(worded(problem))
        found_any = found_any or any(not problem.is_warning for problem in problems)
    return EXIT_INPUT if found_any else EXIT_DONE


def _unplayable(services: Services, path: Path) -> Iterator[Problem]:
    session = load_file(path, services.fragments_beside(path), services.names).session
    if session is None:
        return
    rows = (session.steps, *(passage.steps for passage in passages(session.steps)))
    recorded = [s for row in rows for s in row if isinstance(s, Say | Play) and s.line.recording]
    if recorded:
        from thaw.commands.recordings import unplayable  # Brings numpy, which most don't need.

        yield from unplayable(services.bank, path, recorded)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            yield from sorted(p for p in path.iterdir() if p.suffix in SUFFIXES)
        except OSError as exc:
            raise InputError(f"{path} can't be read: {exc.strerror}") from exc
