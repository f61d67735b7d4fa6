"""The freedesktop entry and icons by which a desktop finds Thaw and opens it."""

import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

DESKTOP_ID: Final = "thaw-mindfulness"
"""Name of the entry and its icons, and what the window says it belongs to."""

_MARK: Final = "X-Thaw-Files"
"""Key under which the entry lists the icons written with it, each with its SHA-256."""
_SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256)
_RESERVED: Final = re.compile(r"""[\s"'\\><~|&;$*?#()`]""")
_UNSUPPORTED: Final = ("win32", "darwin")


class DesktopOutcome(StrEnum):
    """What came of installing or removing."""

    INSTALLED = "installed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    NOTHING_THERE = "nothing-there"
    NOT_OURS = "not-ours"
    """An entry of this name was made by someone else, and was left alone."""
    NOT_ON_THIS_SYSTEM = "not-on-this-system"
    """Windows and macOS do this differently; Thaw does not do it there yet."""


@dataclass(frozen=True, slots=True)
class DesktopResult:
    """The outcome, and the files it touched."""

    outcome: DesktopOutcome
    files: tuple[Path, ...] = ()


def install(
    applications_dir: Path,
    icons_dir: Path,
    exec_command: Sequence[str],
    assets: Path,
    system: str = sys.platform,
) -> DesktopResult:
    """Write the entry that runs ``exec_command``, and its icons below ``icons_dir``/hicolor.

    Doing it again changes only what differs. Raises OSError where a file cannot be
    written, and ValueError for a command no entry can hold.
    """
    if system in _UNSUPPORTED:
        return DesktopResult(DesktopOutcome.NOT_ON_THIS_SYSTEM)
    entry = applications_dir / f"{DESKTOP_ID}.desktop"
    if entry.exists() and not _is_ours(entry):
        return DesktopResult(DesktopOutcome.NOT_OURS, (entry,))
    icons = {name: source.read_bytes() for name, source in _icons(assets).items()}
    template = (assets / "desktop" / f"{DESKTOP_ID}.desktop").read_text(encoding="utf-8")
    text = _entry_text(template, exec_command, icons)
    written = [
        icons_dir / name for name, data in icons.items() if write_file(icons_dir / name, data)
    ]
    if write_file(entry, text.encode("utf-8")):
        written.append(entry)
    outcome = DesktopOutcome.INSTALLED if written else DesktopOutcome.UNCHANGED
    return DesktopResult(outcome, tuple(written))


def remove(applications_dir: Path, icons_dir: Path, system: str = sys.platform) -> DesktopResult:
    """Delete the entry and the icons it lists, where they are still as they were written.

    Raises OSError where a file cannot be deleted.
    """
    if system in _UNSUPPORTED:
        return DesktopResult(DesktopOutcome.NOT_ON_THIS_SYSTEM)
    entry = applications_dir / f"{DESKTOP_ID}.desktop"
    if not entry.exists():
        return DesktopResult(DesktopOutcome.NOTHING_THERE)
    if not _is_ours(entry):
        return DesktopResult(DesktopOutcome.NOT_OURS, (entry,))
    ours = [path for path, digest in _listed(entry, icons_dir) if _digest_of(path) == digest]
    for path in (*ours, entry):
        path.unlink()
    return DesktopResult(DesktopOutcome.REMOVED, (*ours, entry))


def quoted_command(command: Sequence[str]) -> str:
    """``command`` as the value of ``Exec``, by the rules of the Desktop Entry Specification.

    Each word is quoted where it holds a reserved character, ``%`` is doubled, and the
    whole is escaped once more as every string value is.
    """
    if not command or any(ord(letter) < 32 for word in command for letter in word):
        raise ValueError(command)
    words = " ".join(_quoted(word.replace("%", "%%")) for word in command)
    return words.replace("\\", "\\\\")


def _quoted(word: str) -> str:
    if word and not _RESERVED.search(word):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'


def _icons(assets: Path) -> dict[str, Path]:
    """Where each icon goes below the icons folder, and where it comes from."""
    drawn = assets / "icons"
    return {
        f"hicolor/scalable/apps/{DESKTOP_ID}.svg": drawn / "thaw.svg",
        f"hicolor/symbolic/apps/{DESKTOP_ID}-symbolic.svg": drawn / "thaw-symbolic.svg",
        **{
            f"hicolor/{size}x{size}/apps/{DESKTOP_ID}.png": drawn / f"thaw-{size}.png"
            for size in _SIZES
        },
    }


def _entry_text(template: str, command: Sequence[str], icons: Mapping[str, bytes]) -> str:
    listed = "".join(f"{name}={_digest(data)};" for name, data in icons.items())
    filled = template.replace("@EXEC@", quoted_command(command))
    head, actions, rest = filled.partition("\n\n[Desktop Action")
    return f"{head}\n{_MARK}={listed}{actions}{rest}"


def _is_ours(entry: Path) -> bool:
    return f"\n{_MARK}=" in entry.read_text(encoding="utf-8", errors="replace")


def _listed(entry: Path, icons_dir: Path) -> Iterable[tuple[Path, str]]:
    """The icons an entry lists: only such as lie inside ``icons_dir``."""
    lines = entry.read_text(encoding="utf-8", errors="replace").splitlines()
    values = [line.partition("=")[2] for line in lines if line.startswith(f"{_MARK}=")]
    for item in ";".join(values).split(";"):
        name, _, digest = item.partition("=")
        inside = name.startswith("hicolor/") and ".." not in Path(name).parts
        if inside and (icons_dir / name).is_file():
            yield icons_dir / name, digest


def write_file(path: Path, data: bytes) -> bool:
    """Put ``data`` at ``path`` in one step; False when it is there already."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".thaw-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # A launcher copied to the desktop folder has to be executable to be trusted.
        Path(name).chmod(0o755 if path.suffix == ".desktop" else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def _digest_of(path: Path) -> str:
    return _digest(path.read_bytes())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
