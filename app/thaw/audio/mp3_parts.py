"""What an mp3 file tells of its length; and those that were joined end to end.

The first frame often counts the frames and the bytes (the "Xing" header). Of files that
were joined, libmpg123 believes the first one's count and plays no more than that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

_COUNTED: Final = (b"Xing", b"Info")
"""What an mp3 has in its first frame that tells how long it is; others only let it be guessed."""
_LOOKED_AT: Final = 2048
_HAS_FRAMES, _HAS_BYTES = 1, 2
_TAG_BEHIND: Final = 128
"""Bytes of an ID3 tag of the first version, which follows the sound."""
_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of a file that hold one mp3; to the file's end where ``end`` is None."""

    begin: int
    end: int | None


def tells_its_frames(path: Path) -> bool:
    """Whether the mp3 at ``path`` has a first frame that counts the others."""
    with path.open("rb") as file:
        return _counted_at(_looked_at(file, _after_words(file, 0))) >= 0


def later_parts(path: Path) -> Iterator[Part]:
    """What was joined to the end of the mp3 at ``path``, in order. Raises OSError."""
    with path.open("rb") as file:
        end = _end_of_part(file, _after_words(file, 0))
        for _ in range(_MOST):
            if end is None:
                return
            begin = _after_words(file, end)
            if not _is_frame(_looked_at(file, begin)):
                return
            end = _end_of_part(file, begin)
            yield Part(begin, end)


def _looked_at(file: IO[bytes], at: int) -> bytes:
    file.seek(at)
    return file.read(_LOOKED_AT)


def _after_words(file: IO[bytes], at: int) -> int:
    """Where the sound begins: words and pictures may come first, or lie behind the part before."""
    if _looked_at(file, at).startswith(b"TAG"):
        at += _TAG_BEHIND
    head = _looked_at(file, at)[:10]
    if head[:3] != b"ID3":
        return at
    # Their length has seven bits in each byte.
    sizes = zip(head[6:], (21, 14, 7, 0), strict=False)
    return at + 10 + sum((byte & 0x7F) << shift for byte, shift in sizes)


def _is_frame(head: bytes) -> bool:
    """Whether a frame begins here: eleven bits that are set, and a layer, a rate and a pitch."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    return bool(head[1] & 0x06) and head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C


def _counted_at(head: bytes) -> int:
    return max(head.find(name) for name in _COUNTED)


def _end_of_part(file: IO[bytes], begin: int) -> int | None:
    """The byte behind the mp3 that begins at ``begin``; None where it is not told."""
    head = _looked_at(file, begin)
    at = _counted_at(head)
    if at < 0 or len(head) < at + 16 or not head[at + 7] & _HAS_BYTES:
        return None
    told_at = at + (12 if head[at + 7] & _HAS_FRAMES else 8)
    told = int.from_bytes(head[told_at : told_at + 4], "big")
    return begin + told if told else None
