"""What became of files that were dropped on the library, in words."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from thaw.core.problems import Problem, ProblemKind
from thaw.shell.cut_short_words import cut_short_text

if TYPE_CHECKING:
    # It brings numpy with it.
    from thaw.audio.cut_short import CutShort

MOST: Final = 5
"""Files that are named in one sentence."""


def taken_in_texts(
    copies: Sequence[Path],
    problems: Sequence[Problem],
    no_sounds: Sequence[Path],
    unread: Sequence[Path] = (),
    cut: "Sequence[tuple[Path, CutShort]]" = (),
) -> Iterator[str]:
    """Say which ``copies`` were added, which can't be played, and what was left out.

    ``problems`` are those of the whole library; ``no_sounds`` were dropped and not copied;
    ``unread`` are subtitle files without a caption; ``cut`` are copies that have lost their end.
    """
    tr = QCoreApplication.translate
    by_file = {problem.file: problem for problem in problems}
    added = [copy.stem for copy in copies if copy not in by_file]
    if added:
        yield tr("taking in", "Added to the library: {0}").format(_listed(added))
    faulty = [_fault_text(by_file[copy]) for copy in copies if copy in by_file]
    if faulty:
        yield _some(faulty)
    if cut:
        words = tr("taking in", "{0} is cut short: {1}.")
        told = [words.format(copy.name, cut_short_text(one)) for copy, one in cut]
        yield _some(told)
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


def _some(sentences: Sequence[str]) -> str:
    left = len(sentences) - MOST
    more = QCoreApplication.translate("taking in", "And {0} more.").format(left)
    return " ".join([*sentences[:MOST], *([more] if left > 0 else [])])


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST])
    if len(names) <= MOST:
        return shown
    more = QCoreApplication.translate("taking in", "{0} and {1} more")
    return more.format(shown, len(names) - MOST)
