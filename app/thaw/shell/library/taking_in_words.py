"""What became of files that were dropped on the library, in words."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.core.problems import Problem, ProblemKind

MOST: Final = 5
"""Files that are named in one sentence."""


def taken_in_texts(
    copies: Sequence[Path],
    problems: Sequence[Problem],
    no_sounds: Sequence[Path],
    unread: Sequence[Path] = (),
) -> Iterator[str]:
    """Say which ``copies`` were added, which can't be played, and what was left out.

    ``problems`` are those of the whole library; ``no_sounds`` were dropped and not copied;
    ``unread`` are subtitle files without a caption.
    """
    tr = QCoreApplication.translate
    by_file = {problem.file: problem for problem in problems}
    added = [copy.stem for copy in copies if copy not in by_file]
    if added:
        yield tr("taking in", "Added to the library: {0}").format(_listed(added))
    faulty = [_fault_text(by_file[copy]) for copy in copies if copy in by_file]
    if faulty:
        left = len(faulty) - MOST
        more = [tr("taking in", "And {0} more.").format(left)] if left > 0 else []
        yield " ".join([*faulty[:MOST], *more])
    if unread:
        names = _listed([file.name for file in unread])
        yield tr("taking in", "There are no captions to read in {0}.").format(names)
    if no_sounds:
        names = _listed([file.name for file in no_sounds])
        yield tr("taking in", "Not a sound file, and left out: {0}").format(names)


def _fault_text(problem: Problem) -> str:
    tr = QCoreApplication.translate
    name = problem.file.name
    if problem.kind is ProblemKind.DUPLICATE_ID:
        words = tr("taking in", "{0} can't be added: a session of this name is there already.")
        return words.format(name)
    return tr("taking in", "{0} can't be played: {1}.").format(name, problem.values["reason"])


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST])
    if len(names) <= MOST:
        return shown
    more = QCoreApplication.translate("taking in", "{0} and {1} more")
    return more.format(shown, len(names) - MOST)
