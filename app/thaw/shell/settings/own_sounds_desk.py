"""What happens with the person's own sounds: taken in, looked at, and put into the trash."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from thaw.core.own_sounds import Overlooked, OwnSounds, SoundFolders, SoundKind
from thaw.core.recording_faults import MAY_PASS, REASONS, RecordingUnusable
from thaw.core.units import RATE, Frames
from thaw.shell.background import Background
from thaw.shell.cut_short_words import cut_short_text
from thaw.shell.settings.own_sounds_state import OwnSoundRow

if TYPE_CHECKING:
    # Not needed before the settings are asked for.
    from thaw.audio.cut_short import CutShort
    from thaw.shell.settings.own_sounds import OwnSoundsSection

logger = logging.getLogger(__name__)


class OwnSoundsDesk(QObject):
    """Answers the list of one's own sounds, once it is made.

    ``look`` says what there is; ``length_of`` reads a file, which may take half a minute
    the first time, on any thread, and raises RecordingUnusable. ``discard`` puts a file
    where it can be had back from, or returns False.
    """

    def __init__(
        self,
        folders: SoundFolders,
        look: Callable[[], OwnSounds],
        length_of: Callable[[SoundKind, Path], Frames],
        discard: Callable[[Path], bool],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folders = folders
        self._look = look
        self._length_of = length_of
        self._discard = discard
        self._background = background
        self._section: OwnSoundsSection | None = None
        self._is_practising = False
        self._being_read: set[tuple[SoundKind, Path, int]] = set()
        self._known: dict[tuple[SoundKind, Path], tuple[int, OwnSoundRow]] = {}
        self._to_try_again: set[tuple[SoundKind, Path]] = set()
        """What may be mended by now, though its file is what it was."""

    def serve(self, section: "OwnSoundsSection") -> None:
        """Answer ``section`` from now on."""
        self._section = section
        section.add_asked.connect(self._on_add_asked)
        section.remove_asked.connect(self._on_remove_asked)

    def refresh(self, *, is_practising: bool) -> None:
        """Show what there is now, and read what was not read before."""
        self._is_practising = is_practising
        for tried in self._to_try_again:
            self._known.pop(tried, None)
        self._to_try_again.clear()
        if self._section is not None:
            own = self._look()
            self._show(own)
            for kind in SoundKind:
                for name, path in own.of(kind).items():
                    self._read(kind, name, path)

    def _show(self, own: OwnSounds) -> None:
        rows = [
            self._row(kind, name, path) for kind in SoundKind for name, path in own.of(kind).items()
        ]
        rows += [self._left_out(one) for one in own.overlooked]
        if self._section is not None:
            self._section.show_sounds(rows, is_practising=self._is_practising)

    def _row(self, kind: SoundKind, name: str, path: Path) -> OwnSoundRow:
        known = self._known.get((kind, path))
        if known is not None and known[0] == _state(path):
            return known[1]
        return OwnSoundRow(kind, name, path, path.name)

    def _left_out(self, one: Overlooked) -> OwnSoundRow:
        if one.taken_by is None:
            words = self.tr("Left out: Thaw has a sound of that name.")
        else:
            words = self.tr("Left out: {0} has that name.").format(one.taken_by.name)
        return OwnSoundRow(one.kind, "", one.path, words, can_be_heard=False)

    def _read(self, kind: SoundKind, name: str, path: Path) -> None:
        state = _state(path)
        known = self._known.get((kind, path))
        if (known is not None and known[0] == state) or (kind, path, state) in self._being_read:
            return
        self._being_read.add((kind, path, state))
        self._background.run(
            lambda: (self._length_of(kind, path), _missing(path)),
            lambda read: self._on_read(
                state, OwnSoundRow(kind, name, path, self._length_words(path, *read))
            ),
            lambda error: self._on_read(state, self._refused(kind, name, path, error)),
        )

    def _on_read(self, state: int, row: OwnSoundRow) -> None:
        self._being_read.discard((row.kind, row.path, state))
        self._known[row.kind, row.path] = state, row
        self._show(self._look())

    def _length_words(self, path: Path, length: Frames, cut: "CutShort | None") -> str:
        minutes, seconds = divmod(round(length / RATE), 60)
        words = self.tr("{0}, {1}:{2}").format(path.name, minutes, f"{seconds:02}")
        if cut is None:
            return words
        return self.tr("{0}. It is cut short: {1}.").format(words, cut_short_text(cut))

    def _refused(self, kind: SoundKind, name: str, path: Path, error: Exception) -> OwnSoundRow:
        if isinstance(error, RecordingUnusable):
            if error.kind in MAY_PASS:
                self._to_try_again.add((kind, path))
            words = self.tr("{0} can't be used: {1}; {2}.").format(path.name, *REASONS[error.kind])
        else:
            logger.error("A sound could not be read", exc_info=error)
            words = self.tr("{0} can't be read: {1}").format(path.name, error)
        return OwnSoundRow(kind, name, path, words, can_be_heard=False)

    @Slot(SoundKind, list)
    def _on_add_asked(self, kind: SoundKind, files: list[Path]) -> None:
        from thaw.core.taking_in import take_in

        folder = self._folders.of(kind)
        self._say("")
        self._background.run(
            lambda: take_in(files, folder), self._on_added, self._on_not_added, is_awaited=True
        )

    def _on_added(self, _copies: tuple[Path, ...]) -> None:
        self.refresh(is_practising=self._is_practising)

    def _on_not_added(self, error: Exception) -> None:
        logger.warning("A sound could not be copied", exc_info=error)
        self._say(self.tr("That file can't be copied: {0}").format(error))
        self.refresh(is_practising=self._is_practising)

    @Slot(SoundKind, Path)
    def _on_remove_asked(self, _kind: SoundKind, path: Path) -> None:
        """Into the trash, from where it can be had back: it may be the only copy there is."""
        if self._discard(path):
            self._say(self.tr("{0} is in the trash now.").format(path.name))
        else:
            self._say(self.tr("There is no trash for it here. The file is {0}").format(path))
        self.refresh(is_practising=self._is_practising)

    def _say(self, words: str) -> None:
        if self._section is not None:
            self._section.say(words)


def _missing(path: Path) -> "CutShort | None":
    """What has been lost of a file that plays; None where nothing has."""
    from thaw.audio.cut_short import cut_short

    return cut_short(path)


def _state(path: Path) -> int:
    """Changes with the file; 0 where it is gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
