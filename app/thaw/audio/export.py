"""A plan as a sound file, for a phone or a friend."""

import contextlib
import os
import queue
import threading
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from thaw.audio.bank import SoundBank
from thaw.audio.export_drafts import clear_abandoned, draft_for
from thaw.audio.levels import AS_MADE, Levels
from thaw.audio.rendering import Renderer
from thaw.audio.sinks import (
    ENDINGS,
    ExportFailed,
    ExportFault,
    Sink,
    fault_of,
    obstacle,
    sink_for,
)
from thaw.audio.tags import tags_of
from thaw.core.plan import Plan
from thaw.core.units import RATE

__all__ = ["ENDINGS", "ExportFailed", "ExportFault", "check_goal", "render_to_file"]

_BLOCK = RATE
_AHEAD = 8
"""Blocks rendered but not yet encoded: all that memory holds of a session."""


def check_goal(path: Path) -> None:
    """Refuse at once what no file can be written to. Raises ExportFailed."""
    fault = obstacle(_ending(path))
    if fault is not None:
        raise ExportFailed(fault, path.suffix)
    try:
        has_folder, is_folder = path.parent.is_dir(), path.is_dir()
    except OSError as exc:
        # A name that is too long, say, or a folder that nobody here may look into.
        raise ExportFailed(fault_of(exc.errno, path), exc.strerror or str(exc)) from exc
    if not has_folder:
        raise ExportFailed(ExportFault.NO_FOLDER, str(path.parent))
    if is_folder:
        raise ExportFailed(ExportFault.CANNOT_WRITE, "it is a folder")
    if path.exists() and not path.is_file():
        raise ExportFailed(ExportFault.CANNOT_WRITE, "it is no ordinary file")


def render_to_file(
    plan: Plan,
    bank: SoundBank,
    path: Path,
    levels: Levels = AS_MADE,
    progress: Callable[[float], object] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write ``plan`` to ``path`` in the format its ending names, ring-out included.

    ``progress`` hears the share done, 0 to 1, and ``cancelled`` is asked, once a second
    of sound, both on the calling thread. Memory does not grow with the length. A file
    already there is replaced only by a whole one, and never where it is heard in the plan.
    A link stays one: what it points to is written. Raises ExportFailed, and
    RecordingUnusable where a track, or a sound of one's own, can't be played.
    """
    check_goal(path)
    _spare_what_is_heard(path, bank.files_of(plan))
    with (
        _aside(_pointed_to(path)) as aside,
        _Encoder(sink_for(aside, _ending(path), tags_of(plan))) as encoder,
    ):
        bank.prepare(plan)
        renderer = Renderer(plan, bank, levels)
        for frame in range(0, renderer.end, _BLOCK):
            if cancelled():
                raise ExportFailed(ExportFault.CANCELLED)
            block = np.empty((min(_BLOCK, renderer.end - frame), 2), np.float32)
            renderer.into(block, frame)
            encoder.put(block)
            progress(frame / renderer.end)
    progress(1.0)


def _pointed_to(path: Path) -> Path:
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _spare_what_is_heard(path: Path, heard: Iterable[Path]) -> None:
    for one in heard:
        # What is not there is nobody's loss.
        with contextlib.suppress(OSError):
            if path.samefile(one):
                raise ExportFailed(ExportFault.IS_HEARD_IN_IT, one.name)


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


@contextlib.contextmanager
def _aside(path: Path) -> Generator[Path]:
    """A name beside ``path`` for a file that takes its place if all goes well, or is removed."""
    clear_abandoned(path.parent)
    with contextlib.ExitStack() as drafts:
        try:
            # The system says why a file can't be made, and libraries do not.
            aside = drafts.enter_context(draft_for(path))
        except OSError as exc:
            raise _no_file_there(path, exc) from exc
        try:
            yield aside
            aside.replace(path)
        except OSError as exc:
            raise ExportFailed(fault_of(exc.errno, path), exc.strerror or str(exc)) from exc


def _no_file_there(path: Path, exc: OSError) -> ExportFailed:
    fault = fault_of(exc.errno, path)
    if fault is ExportFault.CANNOT_WRITE:
        fault = ExportFault.NO_FILES_THERE
    # What is no place for files calls a new one missing: the fault says it better.
    reason = "" if isinstance(exc, FileNotFoundError) else exc.strerror or ""
    return ExportFailed(fault, reason)


class _Encoder:
    """Encodes blocks on a thread of its own while the next are rendered."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._waiting: queue.Queue[NDArray[np.int16] | None] = queue.Queue(_AHEAD)
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="encoder", daemon=True)

    def __enter__(self) -> "_Encoder":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.put(None)
        self._thread.join()
        self._sink.close()
        self._raise()

    def put(self, block: NDArray[np.float32]) -> None:
        self._raise()
        block *= 32767
        self._waiting.put(np.rint(block, out=block).astype(np.int16))

    def _run(self) -> None:
        while (block := self._waiting.get()) is not None:
            if self._error is None:
                try:
                    self._sink.write(block)
                except Exception as exc:  # noqa: BLE001 - handed to the thread that waits
                    self._error = exc

    def _raise(self) -> None:
        if self._error is not None:
            error, self._error = self._error, None
            raise error
