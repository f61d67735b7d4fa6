"""Captions from a subtitle file: SubRip (.srt) or WebVTT (.vtt)."""

import codecs
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from thaw.core.files import read_bytes
from thaw.core.problems import Problem
from thaw.core.session import Caption
from thaw.core.units import Frames, frames

SUBTITLE_SUFFIXES: Final = (".srt", ".vtt", ".SRT", ".VTT")

_MOST: Final = 5_000
_TIME: Final = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES: Final = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}")
_MARKUP: Final = re.compile(r"</?[\w.][^<>]*>|\{\\[^{}]*\}")
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def captions_beside(track: Path) -> tuple[Caption, ...]:
    """Return what the subtitle file of the same name says; nothing where there is none.

    One that can't be read, or isn't one, costs the captions and nothing else.
    """
    for file in subtitle_files(track):
        data = read_bytes(file)
        if not isinstance(data, Problem):
            return captions(_text(data))
    return ()


def unread_subtitles(track: Path) -> tuple[Path, ...]:
    """Return the subtitle file beside ``track`` where it is there and gives no caption."""
    if captions_beside(track):
        return ()
    return tuple(file for file in subtitle_files(track) if file.is_file())[:1]


def subtitle_files(track: Path) -> tuple[Path, ...]:
    """Where its subtitles may be, there or not."""
    return tuple(track.with_suffix(suffix) for suffix in SUBTITLE_SUFFIXES)


def captions(text: str) -> tuple[Caption, ...]:
    """Read SubRip or WebVTT, in order of time; what makes no sense is left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    found = sorted(_captions(lines), key=lambda caption: caption.at)
    return tuple(found[:_MOST])


def _text(data: bytes) -> str:
    """As UTF-8; or as what older programs write, where it is none."""
    if data.startswith(_WIDE):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _captions(text: str) -> Iterator[Caption]:
    for block in re.split(r"\n\s*\n", text):
        lines = block.split("\n")
        for number, line in enumerate(lines):
            times = _TIMES.match(line)
            if times is not None:
                start, end = _frames(times.groups()[:4]), _frames(times.groups()[4:])
                marked = _MARKUP.sub("", " ".join(lines[number + 1 :]))
                words = " ".join(html.unescape(marked).split())
                if words and end > start:
                    yield Caption(start, Frames(end - start), words)
                break


def _frames(parts: tuple[str | None, ...]) -> Frames:
    *whole, decimals = parts
    hours, minutes, seconds = (int(part or 0) for part in whole)
    return frames(hours * 3600 + minutes * 60 + seconds + float(f"0.{decimals}"))
