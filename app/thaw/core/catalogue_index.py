"""What the catalogue remembers of each file, kept in one cache file between runs."""

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

from thaw.core.own_sounds import SoundKind
from thaw.core.problems import Problem
from thaw.core.session import Anchor, Category, Lengths, Level
from thaw.private_files import private_folder

logger = logging.getLogger(__name__)

FileState: TypeAlias = tuple[int, int, int]
"""When a file was last written and last changed, in nanoseconds, and its size in bytes."""


class CatalogueEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A session as the library shows it, without its steps."""

    id: str
    title: str
    goal: str
    category: Category
    level: Level
    language: str
    lengths: Lengths
    anchor: Anchor
    twin: str | None
    tags: tuple[str, ...]
    posture: tuple[str, ...]
    author: str | None
    licence: str | None
    file: str
    is_personal: bool
    has_holds: bool = False
    """Whether the breath is held somewhere in it, where holds are wanted."""

    @property
    def path(self) -> Path:
        return Path(self.file)


class IndexedFile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One session file as it was when last read: an entry, or problems."""

    file: str
    state: FileState
    entry: CatalogueEntry | None
    problems: tuple[Problem, ...]
    fragments: dict[str, FileState | None]
    """The fragments it asks for as they were then; None for one that was not there."""
    recordings: dict[str, FileState] = {}
    """The sound files it names, as they were then."""
    sounds: tuple[tuple[SoundKind, str], ...] = ()
    """The person's own sounds that it names, there or not."""


class _Index(msgspec.Struct, array_like=True):
    made_by: str
    """Names the version of Thaw and all else, besides the files, that the index depends on."""
    files: list[IndexedFile]


def load_index(cache_file: Path | None, made_by: str) -> Mapping[str, IndexedFile] | None:
    """Return what was remembered, by file; None when there is nothing that can be used."""
    if cache_file is None:
        return None
    try:
        data = cache_file.read_bytes()
        index = msgspec.msgpack.decode(data, type=_Index, dec_hook=_decoded)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        # A cache is made again from the files: nothing is lost by ignoring a bad one.
        logger.info("session index not used: %s", error)
        return None
    if index.made_by != made_by:
        return None
    return {indexed.file: indexed for indexed in index.files}


def save_index(cache_file: Path | None, made_by: str, files: Mapping[str, IndexedFile]) -> None:
    """Remember ``files``. A cache that cannot be written is done without."""
    if cache_file is None:
        return
    # A name that is no text can't be kept; such a file is read anew each time.
    index = _Index(made_by, [one for one in files.values() if _is_text(one.file)])
    beside = cache_file.with_name(f"{cache_file.name}.{os.getpid()}.new")
    try:
        private_folder(cache_file.parent)
        beside.write_bytes(msgspec.msgpack.encode(index, enc_hook=_encoded))
        beside.replace(cache_file)
    except OSError as error:
        logger.info("session index not kept: %s", error)
        _remove(beside)


def _is_text(name: str) -> bool:
    """Whether the bytes of a file's name are UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _encoded(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value))


def _decoded(kind: type, value: object) -> object:
    if kind is Path:
        return Path(str(value))
    raise NotImplementedError(kind)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        logger.debug("left behind: %s", error)
