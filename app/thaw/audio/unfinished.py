"""WAV files whose recorder died before it wrote how much sound is in them."""

import importlib
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

from thaw.audio.sound_files import PartOfFile

_NO_SOUND_YET: Final = re.compile(r"^data : 0\n(Have 0 marker|\*\*\*)", re.MULTILINE)
"""What libsndfile notes of them: no data, and behind those nothing with the name of a chunk."""
_BARE: Final = "RAW"
"""What libsndfile calls sound that no header goes before."""
_HEAD_BYTES: Final = 12
_CHUNK_BYTES: Final = 8


class Told(Protocol):
    """What soundfile's SoundFile tells of a file."""

    frames: int
    format: str
    subtype: str
    samplerate: int
    channels: int
    extra_info: str


def is_unfinished(file: Told) -> bool:
    """Whether sound follows in ``file`` that its header does not count, and can be read."""
    library: Any = importlib.import_module("soundfile")
    is_wav = file.format in ("WAV", "WAVEX") and library.check_format(_BARE, file.subtype)
    return is_wav and file.frames == 0 and bool(_NO_SOUND_YET.search(file.extra_info))


@contextmanager
def opened(path: Path, told: Told) -> Generator[Any]:
    """The sound of the unfinished file at ``path`` as a SoundFile, to the file's end.

    ``told`` is what its header says. Raises OSError.
    """
    library: Any = importlib.import_module("soundfile")
    shape = (told.samplerate, told.channels, told.subtype)
    with (
        PartOfFile(path, _sound_begins(path)) as raw,
        library.SoundFile(raw, "r", *shape, format=_BARE) as file,
    ):
        yield file


def _sound_begins(path: Path) -> int:
    """The byte of the WAV file at ``path`` at which its sound begins."""
    with path.open("rb") as file:
        at = _HEAD_BYTES
        while True:
            file.seek(at)
            chunk = file.read(_CHUNK_BYTES)
            at += _CHUNK_BYTES
            if chunk[:4] == b"data" or len(chunk) < _CHUNK_BYTES:
                return at
            length = int.from_bytes(chunk[4:], "little")
            at += length + length % 2
