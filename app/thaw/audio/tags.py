"""What a sound file tells of itself: title, artist, and a chapter for each stage."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thaw.core.plan import Plan, Stage
from thaw.core.units import RATE, Frames

ARTIST: Final = "Thaw"

_LONGEST_NAME = 200
_MOST_CHAPTERS = 99
"""Keeps all chapters, names included, within one page of an Ogg file."""
_COMMENT = b"COMMENT="
_HEAD = 96 * 1024
_PAGE = b"OggS"
_PAGE_HEADER = 27
_CHECKSUM = slice(22, 26)


@dataclass(frozen=True, slots=True)
class Chapter:
    """From ``at`` to ``end``, in frames."""

    at: Frames
    end: Frames
    name: str


@dataclass(frozen=True, slots=True)
class Tags:
    """All that is told of a plan."""

    title: str
    chapters: tuple[Chapter, ...]

    @property
    def comments(self) -> tuple[str, ...]:
        """The chapters as FLAC, Ogg Vorbis and Opus have them."""
        told: list[str] = []
        for number, chapter in enumerate(self.chapters, 1):
            told.append(f"CHAPTER{number:03d}={_clock(chapter.at)}")
            told.append(f"CHAPTER{number:03d}NAME={chapter.name}")
        return tuple(told)

    @property
    def for_ffmpeg(self) -> str:
        """All of it as ffmpeg reads metadata from a file."""
        lines = [";FFMETADATA1", f"title={_escaped(self.title)}", f"artist={ARTIST}"]
        for chapter in self.chapters:
            lines += ["[CHAPTER]", f"TIMEBASE=1/{RATE}", f"START={chapter.at}"]
            lines += [f"END={chapter.end}", f"title={_escaped(chapter.name)}"]
        return "\n".join(lines) + "\n"


def tags_of(plan: Plan) -> Tags:
    """The tags of ``plan``: with a chapter from its start, where it has any."""
    stages = [event for event in plan.events if isinstance(event, Stage)][:_MOST_CHAPTERS]
    if stages and stages[0].at > 0:
        stages.insert(0, Stage(Frames(0), plan.title))
    ends = [stage.at for stage in stages[1:]] + [plan.length] * bool(stages)
    chapters = [
        Chapter(stage.at, end, _one_line(stage.name))
        for stage, end in zip(stages, ends, strict=True)
        if end > stage.at
    ]
    return Tags(_one_line(plan.title), tuple(chapters))


def room_for(comments: tuple[str, ...]) -> str:
    """What to write as a file's comment, so that ``write_comments`` has room for ``comments``."""
    return "." * (len(_entries(comments)) - len(_entries((_COMMENT.decode(),))))


def write_comments(path: Path, comments: tuple[str, ...]) -> None:
    """Put ``comments`` in the place of ``room_for(comments)``, in a FLAC or an Ogg file.

    libsndfile knows no field for a chapter. Nothing moves: the new fields are as long
    as the one they replace. Raises OSError, and ValueError where that one is not found.
    """
    with path.open("r+b") as file:
        head = bytearray(file.read(_HEAD))
        vendor = _vendor_at(head)
        count_at = vendor + 4 + _uint32(head, vendor)
        room, entries = _entries((_COMMENT.decode() + room_for(comments),)), _entries(comments)
        # FLAC has the name of the field in small letters.
        at = max(head.find(room, vendor), head.find(room.replace(_COMMENT, b"comment="), vendor))
        if at < 0:
            raise ValueError("no room for comments")
        head[at : at + len(room)] = entries
        count = _uint32(head, count_at) - 1 + len(comments)
        head[count_at : count_at + 4] = struct.pack("<I", count)
        if head.startswith(_PAGE):
            _seal(head, head.rfind(_PAGE, 0, vendor))
        file.seek(0)
        file.write(head)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_NAME]


def _clock(at: Frames) -> str:
    ms = at * 1000 // RATE
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"


def _escaped(text: str) -> str:
    # WORKAROUND ffmpeg: it takes a backslash at the end, escaped or not, to escape the newline.
    text = text.rstrip("\\")
    for special in "\\=;#":
        text = text.replace(special, "\\" + special)
    return text


def _entries(comments: tuple[str, ...]) -> bytes:
    encoded = [comment.encode("utf-8") for comment in comments]
    return b"".join(struct.pack("<I", len(one)) + one for one in encoded)


def _vendor_at(head: bytearray) -> int:
    """Where the list of comments begins: with the name of the library that wrote it."""
    if head.startswith(_PAGE):
        for mark in (b"\x03vorbis", b"OpusTags"):
            if (at := head.find(mark)) >= 0:
                return at + len(mark)
    if head.startswith(b"fLaC"):
        at = 4
        while at < len(head):
            if head[at] & 0x7F == 4:
                return at + 4
            at += 4 + int.from_bytes(head[at + 1 : at + 4], "big")
    raise ValueError("no comments")


def _uint32(data: bytearray, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _seal(head: bytearray, at: int) -> None:
    """Write the checksum of the Ogg page at ``at``: RFC 3533, CRC-32 of polynomial 04c11db7."""
    segments = head[at + _PAGE_HEADER - 1]
    laced = at + _PAGE_HEADER + segments
    page = head[at : laced + sum(head[at + _PAGE_HEADER : laced])]
    page[_CHECKSUM] = bytes(4)
    sum_ = 0
    for byte in page:
        sum_ = (sum_ << 8) & 0xFFFFFFFF ^ _CRC[sum_ >> 24 ^ byte]
    head[at + _CHECKSUM.start : at + _CHECKSUM.stop] = sum_.to_bytes(4, "little")


def _remainder(byte: int) -> int:
    sum_ = byte << 24
    for _ in range(8):
        sum_ = (sum_ << 1) ^ (0x04C11DB7 if sum_ & 0x80000000 else 0)
    return sum_ & 0xFFFFFFFF


_CRC = tuple(_remainder(byte) for byte in range(256))
