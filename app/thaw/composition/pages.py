"""The ways from the library to every other page. Each is made when it is first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from thaw.shell.front_desk import FrontDesk
from thaw.shell.library.state import Card
from thaw.shell.library.view import LibraryView
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.composition.desks import AllDesks
    from thaw.shell.care.about_view import AboutView


class Pages(QObject):
    """Shows what the library, the tray or a key asks for."""

    def __init__(
        self,
        front: FrontDesk,
        desks: "Callable[[], AllDesks]",
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._front = front
        self._make_desks = desks
        self._theme = theme

    def lead_from(self, library: LibraryView) -> None:
        """Answer the library's buttons, and be in its menu."""
        library.export_asked.connect(self._export)
        library.recording_asked.connect(self._record)
        library.settings_asked.connect(self._show_settings)
        library.breathing_asked.connect(self._show_breathing)
        library.offer_page(self.tr("Breathe freely"), self._show_breathing)
        library.offer_page(self.tr("Plan"), self._show_plan)
        library.offer_page(self.tr("Journal"), self._show_journal)
        library.offer_page(self.tr("Help (F1)"), self.show_help)
        library.offer_page(self.tr("Make a summary"), self._make_summary)
        library.offer_page(self.tr("About Thaw"), self._show_about)

    @Slot()
    def show_help(self) -> None:
        self._desks.help.show()

    @property
    def _desks(self) -> "AllDesks":
        return self._make_desks()

    @cached_property
    def _about(self) -> "AboutView":
        from thaw.shell.care.about_view import AboutView

        view = AboutView(self._theme)
        view.back_asked.connect(self._front.show_library)
        return view

    @Slot(object)
    def _export(self, card: Card) -> None:
        self._desks.exports.ask(card)

    @Slot(object)
    def _record(self, card: Card) -> None:
        self._desks.recordings.ask(card)

    @Slot()
    def _show_settings(self) -> None:
        self._desks.settings.show()

    @Slot()
    def _show_breathing(self) -> None:
        self._desks.breathing.show()

    @Slot()
    def _show_plan(self) -> None:
        self._desks.plan.show()

    @Slot()
    def _show_journal(self) -> None:
        self._front.show_other(self._desks.journal.view, self.tr("Journal"))

    @Slot()
    def _make_summary(self) -> None:
        self._desks.summaries.ask()

    @Slot()
    def _show_about(self) -> None:
        self._front.show_other(self._about, self.tr("About Thaw"))
