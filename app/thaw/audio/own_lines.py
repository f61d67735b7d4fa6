"""Lines that the person has recorded in their own voice: a folder of flac files, and a list."""

import contextlib
import hashlib
import importlib
import json
import logging
import os
import tempfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from thaw.audio.recording import read_recording
from thaw.audio.sound_files import name_for_library
from thaw.core.naming import plain_name
from thaw.core.own_voice import LONGEST_TAKE_S
from thaw.core.recording_faults import RecordingFault, RecordingUnusable
from thaw.core.units import RATE
from thaw.private_files import private_folder

logger = logging.getLogger(__name__)

LIST_NAME: Final = "recordings.json"

_MOST_BYTES: Final = 10_000_000
_LONGEST_STEM: Final = 60


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One recorded line, as the list tells it to whoever opens the folder."""

    session: str
    text: str
    file: str


class OwnLinesUnwritable(Exception):
    """A recording could not be kept or deleted; what there was is as it was."""


class OwnLines:
    """Recordings by session and text, in ``folder``, which need not be there.

    A file's name follows from both, so that it is found with no list; the list is for
    people. Recordings are kept as they were made: they are trimmed and levelled when
    they are played.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, session_id: str, text: str) -> Path | None:
        """The recording of a line, where there is one."""
        if not self._folder.is_dir():
            # Nobody has recorded any: to name each of a session's lines takes milliseconds.
            return None
        path = self._folder / _file_name(session_id, text)
        return path if path.is_file() else None

    def keep(self, session_id: str, text: str, sound: NDArray[np.float32]) -> Path:
        """Keep ``sound``, mono at ``RATE``, as this line; another one of it goes.

        Raises RecordingUnusable where nothing is heard in it, and OwnLinesUnwritable.
        """
        name = _file_name(session_id, text)
        try:
            private_folder(self._folder)
            with _draft(self._folder) as draft:
                _write(draft, sound)
                read_recording(draft)
                draft.replace(self._folder / name)
            self._list(OwnLine(session_id, text, name))
        except OSError as exc:
            raise OwnLinesUnwritable(str(exc)) from exc
        return self._folder / name

    def delete(self, session_id: str, text: str) -> None:
        """Forget the recording of a line; nothing happens without one."""
        path = self._folder / _file_name(session_id, text)
        try:
            path.unlink(missing_ok=True)
            self._list(None)
        except OSError as exc:
            raise OwnLinesUnwritable(str(exc)) from exc

    def listed(self) -> tuple[OwnLine, ...]:
        """What the list tells of recordings that are there."""
        try:
            path = self._folder / LIST_NAME
            if path.stat().st_size > _MOST_BYTES:
                return ()
            told = json.loads(path.read_text("utf-8"))
            lines = [_line(cast("dict[str, object]", one)) for one in told["recordings"]]
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as exc:
            logger.info("The list of recordings is not read: %s", type(exc).__name__)
            return ()
        return tuple(line for line in lines if (self._folder / line.file).is_file())

    def _list(self, new: OwnLine | None) -> None:
        """Write the list anew, with ``new``, and without what is there no more."""
        lines = {line.file: line for line in self.listed()}
        if new is not None:
            lines[new.file] = new
        told = [
            {"session": line.session, "text": line.text, "file": line.file}
            for line in sorted(lines.values(), key=lambda line: (line.session, line.file))
        ]
        if not self._folder.is_dir():
            return
        with _draft(self._folder) as draft:
            text = json.dumps({"recordings": told}, indent=2, ensure_ascii=False) + "\n"
            draft.write_text(text, "utf-8", "surrogatepass")
            draft.replace(self._folder / LIST_NAME)


def _line(told: dict[str, object]) -> OwnLine:
    line = OwnLine(str(told["session"]), str(told["text"]), str(told["file"]))
    if Path(line.file).name != line.file:
        raise ValueError("not in the folder")
    return line


def _file_name(session_id: str, text: str) -> str:
    """`body-scan-let-your-feet-rest-0f3a9c21.flac`: to be read, and like no other line's."""
    words = " ".join(text.split())
    told = hashlib.sha256(f"{session_id}\0{words}".encode("utf-8", "surrogatepass"))
    stem = plain_name(f"{session_id} {words}", "line")[:_LONGEST_STEM].strip("-")
    return f"{stem}-{told.hexdigest()[:8]}.flac"


@contextlib.contextmanager
def _draft(folder: Path) -> Generator[Path]:
    """A file beside its place, gone afterwards unless it was moved there."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)


def _write(path: Path, sound: NDArray[np.float32]) -> None:
    if not sound.size:
        raise RecordingUnusable(RecordingFault.EMPTY, path)
    library: Any = importlib.import_module("soundfile")
    whole = np.clip(sound[: LONGEST_TAKE_S * RATE], -1.0, 1.0)
    try:
        library.write(name_for_library(path), whole, RATE, subtype="PCM_24", format="FLAC")
    except (library.SoundFileError, AssertionError) as exc:
        # soundfile asserts that a write was whole: on a full disk it is not.
        raise OSError(str(exc) or "the disk is full") from exc
