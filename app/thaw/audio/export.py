"""A plan as a sound file, for a phone or a friend.

Chapters at a plan's stages are not written yet.
"""

import contextlib
import errno
import importlib
import queue
import secrets
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Generator, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from thaw.audio.bank import SoundBank
from thaw.audio.rendering import Levels, Renderer
from thaw.core.plan import Plan
from thaw.core.units import RATE

ARTIST: Final = "Thaw"

_BLOCK = RATE
_AHEAD = 8
"""Blocks rendered but not yet encoded: all that memory holds of a session."""
_ALMOST_NOTHING = 1 << 20
_DIRECT: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "flac": {"format": "FLAC", "subtype": "PCM_16"},
        "ogg": {"format": "OGG", "subtype": "VORBIS"},
        "wav": {"format": "WAV", "subtype": "PCM_16"},
    }
)
_BY_FFMPEG: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "m4a": ("-c:a", "aac", "-b:a", "160k", "-f", "ipod"),
        "mp3": ("-c:a", "libmp3lame", "-q:a", "3", "-f", "mp3"),
    }
)

ENDINGS: Final = (*_DIRECT, *_BY_FFMPEG)
"""The endings ``render_to_file`` knows; those after wav need ffmpeg."""


class ExportFault(StrEnum):
    """Why a file was not written."""

    UNKNOWN_ENDING = "unknown-ending"
    NO_FFMPEG = "no-ffmpeg"
    DISK_FULL = "disk-full"
    CANNOT_WRITE = "cannot-write"
    CANCELLED = "cancelled"


class ExportFailed(Exception):
    """No file was written, and no part of one is left behind."""

    def __init__(self, kind: ExportFault, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind.value)
        self.kind = kind
        self.detail = detail


def render_to_file(
    plan: Plan,
    bank: SoundBank,
    path: Path,
    levels: Levels | None = None,
    progress: Callable[[float], object] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write ``plan`` to ``path`` in the format its ending names, ring-out included.

    ``progress`` hears the share done, 0 to 1, and ``cancelled`` is asked, once a second
    of sound, both on the calling thread. Memory does not grow with the length. A file
    already there is replaced only by a whole one. Raises ExportFailed.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise ExportFailed(ExportFault.UNKNOWN_ENDING, path.suffix)
    with _aside(path) as aside:
        sink = _ffmpeg if ending in _BY_FFMPEG else _SoundFile
        with _Encoder(sink(aside, ending, plan.title)) as encoder:
            bank.prepare(plan)
            renderer = Renderer(plan, bank, levels or Levels())
            for frame in range(0, renderer.end, _BLOCK):
                if cancelled():
                    raise ExportFailed(ExportFault.CANCELLED)
                block = np.empty((min(_BLOCK, renderer.end - frame), 2), np.float32)
                renderer.into(block, frame)
                encoder.put(block)
                progress(frame / renderer.end)
    progress(1.0)


@contextlib.contextmanager
def _aside(path: Path) -> Generator[Path]:
    """A name beside ``path`` for a file that takes its place if all goes well, or is removed."""
    aside = path.with_name(f".{secrets.token_hex(8)}{path.suffix.lower()}")
    try:
        yield aside
        aside.replace(path)
    except OSError as exc:
        raise ExportFailed(_kind(exc.errno, path), str(exc)) from exc
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()


def _kind(number: int | None, path: Path) -> ExportFault:
    """Disk full, or something else: libraries that say only "failed" are asked no more."""
    if number in (errno.ENOSPC, errno.EDQUOT):
        return ExportFault.DISK_FULL
    with contextlib.suppress(OSError):
        if shutil.disk_usage(path.parent).free < _ALMOST_NOTHING:
            return ExportFault.DISK_FULL
    return ExportFault.CANNOT_WRITE


class _Sink(Protocol):
    def write(self, block: NDArray[np.int16]) -> None: ...

    def close(self) -> None: ...


class _Encoder:
    """Encodes blocks on a thread of its own while the next are rendered."""

    def __init__(self, sink: _Sink) -> None:
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


class _SoundFile:
    """libsndfile, whose errors are told as ours."""

    def __init__(self, path: Path, ending: str, title: str) -> None:
        self._path = path
        self._library: Any = importlib.import_module("soundfile")
        with self._told():
            self._file = self._library.SoundFile(
                path, "w", samplerate=RATE, channels=2, **_DIRECT[ending]
            )
            self._file.title, self._file.artist = title, ARTIST

    def write(self, block: NDArray[np.int16]) -> None:
        with self._told():
            self._file.write(block)

    def close(self) -> None:
        with self._told():
            self._file.close()

    @contextlib.contextmanager
    def _told(self) -> Generator[None]:
        try:
            yield
        # soundfile asserts that a write was whole: on a full disk it is not.
        except (self._library.SoundFileError, AssertionError) as exc:
            raise ExportFailed(_kind(None, self._path), str(exc)) from exc


class _Ffmpeg:
    """Feeds a pipe to ffmpeg: nothing is written twice, however long the session."""

    def __init__(self, command: list[str], path: Path) -> None:
        self._path = path
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._words
        )

    def write(self, block: NDArray[np.int16]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(block.tobytes())

    def close(self) -> None:
        assert self._process.stdin is not None
        with self._words:
            # ffmpeg closed the pipe first: why is told below, in its own words.
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            failed = self._process.wait() != 0
            self._words.seek(0)
            detail = self._words.read(2000).decode("utf-8", "replace").strip()
        if failed:
            raise ExportFailed(_kind(None, self._path), detail)


def _ffmpeg(path: Path, ending: str, title: str) -> _Ffmpeg:
    program = shutil.which("ffmpeg")
    if program is None:
        raise ExportFailed(ExportFault.NO_FFMPEG)
    command = [program, "-hide_banner", "-loglevel", "error", "-y"]
    command += ["-f", "s16le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:0"]
    command += ["-metadata", f"title={title}", "-metadata", f"artist={ARTIST}"]
    return _Ffmpeg([*command, *_BY_FFMPEG[ending], str(path)], path)
