"""``thaw render``: a session as a sound file, for a phone or a walk."""

import contextlib
import signal
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from types import FrameType

from thaw.audio.export import ENDINGS, ExportFailed, ExportFault, check_goal, render_to_file
from thaw.audio.levels import AS_MADE
from thaw.commands.answer import EXIT_DONE, InputError, WorldError, note
from thaw.commands.asked import Asked
from thaw.commands.asking import clock_text, find_session, make_plan, refusals
from thaw.commands.stand_ins import StandIns
from thaw.player.preparing import LINES_SHARE
from thaw.services import Services


def render_session(
    services: Services, named: str, asked: Asked, path: Path, *, at_own_levels: bool = False
) -> int:
    """Write the session to ``path``, at the levels its sounds were made at or the person's.

    Raises InputError and WorldError.
    """
    session = find_session(services, named)
    with _failures(path):
        # The voice takes a while, and then all of it would be for nothing.
        check_goal(path)
        with _leaving_nothing(), _progress(session.title) as show, refusals(session):
            plan = make_plan(services, session, asked, lambda share: show(LINES_SHARE * share))
            render_to_file(
                plan,
                services.bank,
                path,
                services.levels if at_own_levels else AS_MADE,
                lambda share: show(LINES_SHARE + (1 - LINES_SHARE) * share),
            )
    StandIns(services).tell()
    note(f"{plan.title}, {clock_text(plan.length)} minutes, written to {path}.")
    return EXIT_DONE


@contextlib.contextmanager
def _leaving_nothing() -> Generator[None]:
    """End at a shutdown or a closed terminal as at Ctrl+C: what was written so far goes."""

    def leave(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    named = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # What is ignored stays so: nohup has a program go on when its terminal is closed.
    ours = [number for number in named if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


@contextlib.contextmanager
def _failures(path: Path) -> Generator[None]:
    """Say in words why there is no file: raises InputError or WorldError."""
    try:
        yield
    except ExportFailed as failure:
        raise _explained(path, failure) from failure


@contextlib.contextmanager
def _progress(title: str) -> Generator[Callable[[float], object]]:
    """Shows the share done on a terminal; elsewhere nobody watches, and nothing is loaded."""
    if not sys.stderr.isatty():
        yield lambda _share: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    words = TextColumn("{task.description}", markup=False)
    columns = (words, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(title, total=1.0)
        yield lambda share: progress.update(task, completed=share)


def _explained(path: Path, failure: ExportFailed) -> InputError | WorldError:
    if failure.kind is ExportFault.UNKNOWN_ENDING:
        return InputError(f"{path}: a sound file ends in .{', .'.join(ENDINGS)}")
    if failure.kind is ExportFault.NO_FFMPEG:
        return WorldError(f"{path}: mp3 and m4a need ffmpeg; flac, ogg, opus and wav do not")
    if failure.kind is ExportFault.NO_FOLDER:
        return InputError(f"{path}: there is no folder {failure.detail}")
    if path.is_dir():
        return InputError(f"{path} is a folder; name a file in it")
    if failure.kind is ExportFault.IS_HEARD_IN_IT:
        return InputError(f"{path} is heard in this session; name another file, and it stays")
    if failure.kind is ExportFault.DISK_FULL:
        return WorldError(f"{path}: the disk is full; nothing was left behind")
    if failure.kind is ExportFault.NO_FILES_THERE:
        reason = f": {failure.detail}" if failure.detail else ""
        return WorldError(f"no file can be made in {path.absolute().parent}{reason}")
    return WorldError(f"{path} could not be written: {failure.detail or failure.kind}")
