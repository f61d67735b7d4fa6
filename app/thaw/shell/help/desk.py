"""What happens when a person asks for help: the page comes at once, and leads back."""

import logging
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from thaw.practice.clock import Clock
from thaw.shell.front_desk import FrontDesk
from thaw.shell.main_window import MainWindow
from thaw.shell.player.sitting import Sitting
from thaw.shell.reasons import reason_text
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.care.own_help import Contact, OwnHelpRefused, Side
    from thaw.shell.help.state import HelpState
    from thaw.shell.help.view import HelpView
    from thaw.shell.player.grounding import Grounding

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HelpShelf:
    """Where help is kept."""

    own_help: Path
    """The file of the person's own people and support."""
    folders: tuple[Path, ...]
    """What there is for each country: what was added here first, then what Thaw has."""
    clock: Clock


class HelpDesk(QObject):
    """Answers the help page, which it makes when it is first asked for.

    A practice that is on is paused before the page comes, and is still there, paused, when
    it goes. Nobody is contacted, and nothing is logged of what is written down.
    """

    marked = Signal(object)
    """What a person ticked just now: a frozenset of ``Distress``, for this run of Thaw."""

    summary_asked = Signal()
    shown = Signal()
    """The page has come to the front."""

    def __init__(
        self,
        desk: FrontDesk,
        window: MainWindow,
        sitting: Sitting,
        shelf: HelpShelf,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._sitting = sitting
        self._shelf = shelf
        self._theme = theme
        self._view: HelpView | None = None
        self._grounding: Grounding | None = None
        self._state: HelpState | None = None
        self._behind: tuple[QWidget | None, str] = (None, "")
        sitting.began.connect(self._on_began)

    @Slot()
    def show(self) -> None:
        """Put the help page in front, and pause what is playing."""
        current = self._window.current_view()
        if current is None or current not in (self._view, self._grounding):
            self._behind = current, self._window.windowTitle()
        self._sitting.pause()
        self._window.make_way()
        view = self._view or self._made_view()
        self._window.show_view(view, self.tr("Help"))
        self.shown.emit()

    @Slot()
    def leave(self) -> None:
        """Put back what was in front before."""
        view, title = self._behind
        self._desk.show_again(view, title)

    @Slot()
    def forget_marks(self) -> None:
        """Nothing is ticked any more."""
        if self._view is not None:
            self._view.marks.clear()

    def _made_view(self) -> "HelpView":
        from thaw.shell.help.view import HelpView

        self._view = view = HelpView(self._theme)
        view.state_asked.connect(self._on_state_asked)
        view.minute_passed.connect(self._on_minute_passed)
        view.back_asked.connect(self.leave)
        view.ground_asked.connect(self._on_ground_asked)
        view.own_changed.connect(self._on_own_changed)
        view.country_chosen.connect(self._on_country_chosen)
        view.marked.connect(self.marked)
        view.summary_asked.connect(self.summary_asked)
        return view

    def _read_own(self) -> "HelpState":
        """Both lists as they are in their file, and what there is to say of that."""
        from thaw.care.own_help import OwnHelpRefused, load_own_help
        from thaw.shell.help.state import HelpState

        try:
            kept = load_own_help(self._shelf.own_help)
        except OwnHelpRefused as exc:
            logger.warning("Own people and support can't be read")
            return HelpState(can_change=False, own_note=self._refusal(exc))
        note = ""
        if kept.set_aside is not None:
            words = self.tr("The file of your lists was damaged. It is kept as {0}.")
            note = words.format(kept.set_aside)
        return HelpState(own=kept.own, own_note=note)

    def _show_state(self, own: "HelpState") -> None:
        """Show ``own`` lists, and the services that hold now."""
        assert self._view is not None, "only the view asks"
        self._state = replace(
            self._services(), own=own.own, can_change=own.can_change, own_note=own.own_note
        )
        self._view.show_state(self._state)

    def _services(self) -> "HelpState":
        from thaw.shell.help.reading import services_state

        today = self._shelf.clock().date()
        return services_state(self._shelf.folders, self._desk.settings.help_country, today)

    def _refusal(self, error: "OwnHelpRefused") -> str:
        if error.is_newer:
            return self.tr("Your lists were written by a newer Thaw, and are left as they are.")
        return self.tr("Your lists can't be read just now: {0}").format(reason_text(error))

    @Slot()
    def _on_state_asked(self) -> None:
        self._show_state(self._read_own())

    @Slot()
    def _on_minute_passed(self) -> None:
        if self._state is not None:
            self._show_state(self._state)

    @Slot(object, object)
    def _on_own_changed(self, side: "Side", contacts: "tuple[Contact, ...]") -> None:
        from thaw.care.own_help import OwnHelpRefused, save_own_help

        assert self._view is not None, "only the view asks"
        assert self._state is not None, "it is in sight"
        changed = self._state.own.with_side(side, contacts)
        try:
            save_own_help(changed, self._shelf.own_help)
        except OwnHelpRefused as exc:
            logger.warning("Own people and support can't be written")
            self._view.say_of(
                side, self.tr("That can't be kept just now: {0}").format(reason_text(exc))
            )
            return
        self._show_state(replace(self._state, own=changed, own_note=""))

    @Slot(str)
    def _on_country_chosen(self, country: str) -> None:
        self._desk.change_settings(replace(self._desk.settings, help_country=country))
        self._on_minute_passed()

    @Slot()
    def _on_ground_asked(self) -> None:
        grounding = self._grounding or self._made_grounding()
        self._window.show_view(grounding, self.tr("Grounding"))
        grounding.begin()

    def _made_grounding(self) -> "Grounding":
        from thaw.shell.player.grounding import Grounding

        self._grounding = grounding = Grounding(self._theme, time.monotonic)
        grounding.ended.connect(self._on_grounding_ended)
        grounding.library_asked.connect(self._on_library_asked)
        grounding.help_asked.connect(self.show)
        return grounding

    @Slot()
    def _on_grounding_ended(self) -> None:
        if self._grounding is not None and self._grounding.isVisible():
            self.show()

    @Slot()
    def _on_library_asked(self) -> None:
        """Leave for good: a practice that waited behind the page is over, and kept."""
        self._sitting.stop()
        self._desk.show_library()

    @Slot()
    def _on_began(self) -> None:
        """A practice was being prepared when the page came: it waits, too."""
        if self._view is not None and self._window.current_view() in (self._view, self._grounding):
            self._sitting.pause()
