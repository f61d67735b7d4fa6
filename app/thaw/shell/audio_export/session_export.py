"""From a wish for a sound file to the file: what the export thread does."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thaw.core.catalogue import Catalogue
from thaw.core.plan import Choices
from thaw.core.problem_words import worded
from thaw.core.session import Session
from thaw.shell.player.stage import SessionUnreadable

if TYPE_CHECKING:
    from thaw.audio.bank import SoundBank
    from thaw.audio.levels import Levels


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Which session is to be a file, how, and where; the ending of ``path`` names the format."""

    session_id: str
    choices: Choices
    path: Path
    has_own_levels: bool = False
    """At the levels that the person listens at, in place of those the sounds were made at."""


class SessionExport:
    """Writes sessions to files, with the voice that is set.

    They are heard elsewhere, by others too: the levels that are set are for here and now,
    and only asked for.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        bank: "Callable[[], SoundBank]",
        levels: "Callable[[], Levels]",
    ) -> None:
        self._catalogue = catalogue
        self._bank = bank
        self._levels = levels

    def has_own_levels(self) -> bool:
        """Whether what is set is heard otherwise than it was made."""
        from thaw.audio.levels import AS_MADE

        return self._levels() != AS_MADE

    def write(
        self,
        wish: ExportWish,
        progress: Callable[[float], object],
        cancelled: Callable[[], bool],
    ) -> None:
        """Write the whole file or none, on any thread.

        Raises ExportFailed, CannotFitError, RecordingUnusable and SessionUnreadable.
        """
        from thaw.audio.export import check_goal, render_to_file
        from thaw.audio.levels import AS_MADE
        from thaw.audio.sinks import ExportFailed, ExportFault
        from thaw.player.preparing import LINES_SHARE, compile_for

        # A slow voice would be at work for minutes before that.
        check_goal(wish.path)
        session = self._catalogue.session(wish.session_id)
        if not isinstance(session, Session):
            raise SessionUnreadable(worded(session[0]))
        bank = self._bank()

        def told(share: float) -> None:
            # A slow voice takes a second and more for each line.
            if cancelled():
                raise ExportFailed(ExportFault.CANCELLED)
            progress(share * LINES_SHARE)

        plan = compile_for(session, wish.choices, bank, told)
        render_to_file(
            plan,
            bank,
            wish.path,
            self._levels() if wish.has_own_levels else AS_MADE,
            lambda share: progress(LINES_SHARE + (1 - LINES_SHARE) * share),
            cancelled,
        )
