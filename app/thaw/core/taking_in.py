"""Copy sound files into the sessions folder, where they are sessions."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from thaw.core.recorded_files import SOUND_SUFFIXES
from thaw.core.subtitles import SUBTITLE_SUFFIXES
from thaw.private_files import private_folder


def take_in(files: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    """Copy the sound files among ``files``, with the subtitles beside them; return the copies.

    What is in ``folder`` already keeps its name, and the newcomer gets a number. A file
    from ``folder`` itself is left alone. Raises OSError; what was copied before stays.
    """
    private_folder(folder)
    sounds = [file for file in files if file.suffix.lower() in SOUND_SUFFIXES]
    return tuple(_copied(sound, folder) for sound in sounds if sound.parent != folder)


def no_sounds(files: Sequence[Path]) -> tuple[Path, ...]:
    """Return those of ``files`` that are neither sound files nor the subtitles of one of them."""
    sounds = {file for file in files if file.suffix.lower() in SOUND_SUFFIXES}
    titled = {sound.with_suffix(suffix) for sound in sounds for suffix in SUBTITLE_SUFFIXES}
    return tuple(file for file in files if file not in sounds | titled)


def _copied(sound: Path, folder: Path) -> Path:
    taken = {path.stem.casefold() for path in folder.iterdir()}
    stem = next(stem for stem in _stems(sound.stem) if stem.casefold() not in taken)
    for suffix in SUBTITLE_SUFFIXES:
        beside = sound.with_suffix(suffix)
        if beside.is_file():
            _copy(beside, folder / f"{stem}{suffix.lower()}")
    target = folder / f"{stem}{sound.suffix}"
    _copy(sound, target)
    return target


def _stems(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem} {number}"
        number += 1


def _copy(source: Path, target: Path) -> None:
    """Copy under a hidden name first: half a file is never in the library."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".taking-") as beside:
        whole = Path(beside) / target.name
        shutil.copyfile(source, whole)
        whole.rename(target)
