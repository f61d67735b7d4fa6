"""What happens when a person breathes freely: played like any session, kept as one."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from thaw.audio.names import BEDS
from thaw.core.catalogue import Catalogue
from thaw.core.names import KnownNames
from thaw.practice.entry import Source
from thaw.settings import Voice
from thaw.shell.front_desk import FrontDesk
from thaw.shell.player.sitting import Wish
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.core.free_breathing import FreeBreathing
    from thaw.shell.breathing.form import BreathingState, Kept
    from thaw.shell.breathing.view import BreathingView

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sessions there are, the sounds they may name, and the person's own folder."""

    catalogue: Catalogue
    names: Callable[[], KnownNames]
    folder: Callable[[], Path]


class _Changed(Exception):
    """A kept file is not what was looked at any more."""


class BreathingDesk(QObject):
    """Answers the breathing screen, which it makes when it is first asked for."""

    files_changed = Signal()
    """A session file was written or taken away."""

    def __init__(
        self, desk: FrontDesk, shelf: Shelf, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shelf = shelf
        self._theme = theme
        self._view: BreathingView | None = None

    @Slot()
    def show(self) -> None:
        """Put the breathing screen in front."""
        view = self._view or self._made_view()
        view.show_state(self._state())
        self._desk.show_other(view, self.tr("Breathe freely"))

    @Slot()
    def refresh(self) -> None:
        """Show the library and the settings as they are now, while the screen is in sight."""
        if self._view is not None and self._view.isVisible():
            self._view.show_state(self._state())

    def _made_view(self) -> "BreathingView":
        from thaw.shell.breathing.follow_pad import elapsed_ms
        from thaw.shell.breathing.view import BreathingView

        self._view = view = BreathingView(self._theme, elapsed_ms())
        view.begin_asked.connect(self._on_begin_asked)
        view.keep_asked.connect(self._on_keep_asked)
        view.remove_asked.connect(self._on_remove_asked)
        view.holds_changed.connect(self._on_holds_changed)
        view.choose(self._chosen_last())
        view.left.connect(self._on_left)
        view.back_asked.connect(self._desk.show_library)
        return view

    def _chosen_last(self) -> "FreeBreathing":
        from thaw.core.chosen_breathing import chosen_from

        chosen = chosen_from(self._desk.settings.breathing)
        has_gone = chosen.bed is not None and chosen.bed not in self._shelf.names().beds
        return replace(chosen, bed=None) if has_gone else chosen

    @Slot(object)
    def _on_left(self, chosen: "FreeBreathing") -> None:
        from thaw.core.chosen_breathing import plain

        kept = plain(chosen)
        if kept != self._desk.settings.breathing:
            self._desk.change_settings(replace(self._desk.settings, breathing=kept))

    def _state(self) -> "BreathingState":
        from thaw.shell.breathing.form import BreathingState

        beds = self._shelf.names().beds
        own = sorted(beds - set(BEDS))
        return BreathingState(
            leaves_out_holds=not self._desk.settings.with_holds,
            is_gentle=self._desk.settings.gentle,
            beds=(*(name for name in BEDS if name in beds), *own),
            kept=self._kept(),
        )

    def _kept(self) -> "tuple[Kept, ...]":
        from thaw.core.free_breathing import TAG
        from thaw.core.kept_breathing import kept_in
        from thaw.core.session import Session
        from thaw.shell.breathing.form import Kept

        found: list[Kept] = []
        for entry in self._shelf.catalogue.entries():
            if TAG not in entry.tags or entry.path.parent != self._shelf.folder():
                continue
            session = self._shelf.catalogue.session(entry.id)
            chosen = kept_in(entry.path, session) if isinstance(session, Session) else None
            if chosen is not None:
                found.append(Kept(entry.id, entry.title, chosen))
        return tuple(found)

    @Slot(object)
    def _on_begin_asked(self, chosen: "FreeBreathing") -> None:
        from thaw.core.fragments import Fragments
        from thaw.core.free_breathing import FREE_ID, written
        from thaw.core.loading import load_text
        from thaw.core.problem_words import worded
        from thaw.core.session import Session
        from thaw.shell.breathing.words import technique_of, technique_text

        technique = technique_text(technique_of(chosen.pattern))
        title = self.tr("Breathe freely: {0}").format(technique)
        text = written(chosen, FREE_ID, title)
        session = load_text(text, Fragments(()), self._shelf.names())
        if not isinstance(session, Session):
            # A soundscape of the person's own may have been taken away a moment ago.
            self._desk.say(worded(session[0]))
            return
        settings = self._desk.settings
        speaks = settings.voice is not Voice.CAPTIONS
        choices = chosen.choices(holds=settings.with_holds, spoken=speaks)
        self._desk.choose(Wish(session.id, session.title, choices, Source.LIBRARY, session))

    @Slot(str, object)
    def _on_keep_asked(self, title: str, chosen: "FreeBreathing") -> None:
        from thaw.core.kept_breathing import NameTaken

        assert self._view is not None, "only the view asks"
        section, folder = self._view.kept, self._shelf.folder()
        try:
            self._keep(title, chosen, self._view.changing)
        except NameTaken:
            words = self.tr("{0} is too much like the name of another session. Another one?")
            section.say(words.format(title))
        except _Changed:
            section.leave_alone()
            section.say(self._changed_words())
        except OSError as exc:
            logger.warning("A pattern could not be kept", exc_info=exc)
            words = self.tr("It can't be kept in {0}: {1}")
            section.say(words.format(folder, exc.strerror or exc))
        else:
            section.leave_alone()
            section.say(self.tr("{0} is in the library.").format(title))
            self.files_changed.emit()

    def _keep(self, title: str, chosen: "FreeBreathing", changing: "Kept | None") -> None:
        """Write the file. Raises NameTaken, _Changed and OSError."""
        from thaw.core.free_breathing import FREE_ID
        from thaw.core.kept_breathing import change, keep

        folder = self._shelf.folder()
        if changing is None:
            entries = self._shelf.catalogue.entries()
            keep(chosen, title, folder, frozenset({FREE_ID, *(entry.id for entry in entries)}))
        elif changing.id in {kept.id for kept in self._kept()}:
            change(chosen, title, folder / f"{changing.id}.yaml")
        else:
            raise _Changed(changing.id)

    @Slot(object)
    def _on_remove_asked(self, kept: "Kept") -> None:
        assert self._view is not None, "only the view asks"
        section, file = self._view.kept, self._shelf.folder() / f"{kept.id}.yaml"
        if kept not in self._kept():
            # What somebody has written into it would be lost.
            section.say(self._changed_words())
            self.refresh()
            return
        try:
            file.unlink(missing_ok=True)
        except OSError as exc:
            logger.warning("A pattern could not be removed", exc_info=exc)
            section.say(self.tr("It can't be removed: {0}").format(exc.strerror or exc))
            return
        # What was removed is chosen, under its name: keeping it once more is the way back.
        self._view.choose(kept.breathing)
        section.leave_alone()
        section.name.setText(kept.title)
        words = self.tr("{0} is out of the library. Keeping it once more brings it back.")
        section.say(words.format(kept.title))
        self.files_changed.emit()

    def _changed_words(self) -> str:
        return self.tr("Its file was changed or taken away meanwhile, and is left as it is.")

    @Slot(bool)
    def _on_holds_changed(self, holds: bool) -> None:
        self._desk.change_settings(replace(self._desk.settings, holds=holds))
        self.refresh()
