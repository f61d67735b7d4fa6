"""``thaw check``: file, line, column, what is wrong and how to mend it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from thaw.commands.answer import EXIT_DONE, EXIT_INPUT, say
from thaw.core.catalogue import SUFFIXES
from thaw.core.checking import check_file
from thaw.core.problems import worded
from thaw.services import Services


def check_files(services: Services, paths: Sequence[Path]) -> int:
    """Check files, and every session file in folders."""
    found_any = False
    for path in _files(paths):
        problems = check_file(path, services.fragments_beside(path), services.names)
        for problem in problems:
            say(worded(problem))
        found_any = found_any or any(not problem.is_warning for problem in problems)
    return EXIT_INPUT if found_any else EXIT_DONE


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix in SUFFIXES)
        else:
            yield path
