"""The first screen: what could I do now?"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from thaw.core.recorded_files import SOUND_SUFFIXES
from thaw.shell.library.card_grid import CardGrid, CardScroll
from thaw.shell.library.offers import Offers
from thaw.shell.library.state import Card, LibraryState
from thaw.shell.library.top import LibraryTop
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.filter_box import FilterBox
from thaw.shell.widgets.first_paint import FirstPaint
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.wording import category_text

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.shell.library.aside import Aside, AsidePanel
    from thaw.shell.library.drop_frame import DropFrame


class LibraryView(QWidget):
    """One suggestion, one quiet moment, and the rest of the library below them."""

    session_chosen = Signal(str, int)
    """A session is to begin: its id, and minutes."""
    quick_chosen = Signal(str, int)
    """The quiet moment is to begin: its id, and minutes."""
    length_changed = Signal(str, int)
    """Another length was picked for a session: to be remembered."""
    settings_asked = Signal()
    history_asked = Signal()
    breathing_asked = Signal()
    """To choose a pattern, and breathe to it."""
    export_asked = Signal(object)
    """A sound file is to be made of a session: its ``Card``, at the length shown."""
    recording_asked = Signal(object)
    """The person wants to say a session's lines themselves: its ``Card``."""
    sounds_dropped = Signal(list)
    """Files were let fall on the library, sounds among them: the paths of all."""
    aside_answered = Signal(str, str)
    """The key of the aside that was shown, and the name of the answer."""
    first_painted = Signal()
    """The view has been seen for the first time: what is slow may be loaded now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = LibraryState()
        self._drop_frame: DropFrame | None = None
        self._aside: AsidePanel | None = None
        # It holds the keyboard until a button is asked for, so that no ring greets anyone.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("The library"))
        self._lay_out()
        self._connect()
        self.show_state(self._state)

    def show_state(self, state: LibraryState) -> None:
        """Show the library as it is now."""
        self._state = state
        held = self.focusWidget()
        self._offers.show_state(state)
        if held is not None and self.isVisible() and not held.isVisible():
            # What it would begin is not offered any more; Qt would pass it on to any button.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._order_tabs()
        self._plan.setText(state.plan)
        self._plan.setVisible(bool(state.plan))
        self._show_problems()
        self._show_cards()

    def suggested(self) -> str | None:
        """The session offered first."""
        suggestion = self._state.suggestion
        return None if suggestion is None else suggestion.session_id

    def show_aside(self, aside: "Aside | None") -> None:
        """Say or ask something below what is offered; None takes it away."""
        if aside == (None if self._aside is None else self._aside.aside):
            return
        if self._aside is not None:
            self._aside_column.removeWidget(self._aside)
            self._aside.hide()
            self._aside.deleteLater()
            self._aside = None
        if aside is not None:
            self._aside = self._panel_for(aside)
            self._aside_column.addWidget(self._aside)
            self._order_tabs()

    def offer_page(self, words: str, asked: Callable[[], None]) -> None:
        """Let ``asked`` be called by an entry of the row at the top, called ``words``."""
        self._top.offer_page(words, asked)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        files = _files(event.mimeData())
        count = sum(file.suffix.lower() in SOUND_SUFFIXES for file in files)
        if count:
            event.acceptProposedAction()
            self._show_drop_frame(count)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._hide_drop_frame()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._hide_drop_frame()
        self.sounds_dropped.emit(_files(event.mimeData()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A window that was put away for a moment has the keyboard where it was.
        if not event.spontaneous():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._top.fit(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With nothing chosen yet, Enter begins the suggestion and an arrow goes to the cards."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._offers.has_suggestion():
                # Still held from the end of a practice, it is no wish for the next one.
                if not event.isAutoRepeat():
                    self._offers.begin_suggestion()
            case Qt.Key.Key_Down | Qt.Key.Key_Up | Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.grid.focus_first()
            case _:
                super().keyPressEvent(event)

    def _show_drop_frame(self, count: int) -> None:
        from thaw.shell.library.drop_frame import DropFrame  # Not needed before the window stands.

        if self._drop_frame is None:
            self._drop_frame = DropFrame(self._theme, self)
        self._drop_frame.show_count(count)

    def _hide_drop_frame(self) -> None:
        if self._drop_frame is not None:
            self._drop_frame.hide()

    def _lay_out(self) -> None:
        unit = self._theme.unit
        self._scroll = CardScroll()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setObjectName("page")
        self._column = QWidget()
        self._column.setMaximumWidth(unit * 44)
        centred = QHBoxLayout(page)
        margin = self._theme.margin
        centred.setContentsMargins(margin, margin // 2, margin, margin * 2)
        centred.addStretch(1)
        centred.addWidget(self._column, 1000)
        centred.addStretch(1)
        self._fill_column(QVBoxLayout(self._column))
        self._scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _fill_column(self, column: QVBoxLayout) -> None:
        unit = self._theme.unit
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(unit * 0.8))
        self._top = LibraryTop(self._theme)
        column.addWidget(self._top)
        self._question = label(self.tr("What could I do now?"), Text.TITLE)
        column.addWidget(self._question)
        self._plan = label(is_quiet=True)
        column.addWidget(self._plan)
        self._offers = Offers(self._theme)
        column.addWidget(self._offers)
        # Below them: it comes late, and what somebody is about to click must not move.
        self._aside_column = QVBoxLayout()
        column.addLayout(self._aside_column)
        column.addSpacing(round(unit * 0.9))
        column.addWidget(self._heading())
        self._nothing = label(is_quiet=True)
        column.addWidget(self._nothing)
        self.grid = CardGrid(self._theme, self._scroll)
        column.addWidget(self.grid)
        column.addWidget(self._problem_row())
        column.addStretch(1)

    def _problem_row(self) -> QWidget:
        self._problems = QWidget()
        row = QVBoxLayout(self._problems)
        row.setContentsMargins(0, self._theme.unit // 2, 0, 0)
        self._problem_words = label(kind=Text.SMALL, is_quiet=True)
        self._problem_button = Button(self._theme, self.tr("See why"), "outline")
        row.addWidget(self._problem_words)
        row.addWidget(self._problem_button, 0, Qt.AlignmentFlag.AlignLeft)
        return self._problems

    def _heading(self) -> QWidget:
        heading = QLabel(self.tr("All sessions"))
        heading.setProperty("type", "heading")
        self._filter = FilterBox()
        self._filter.setPlaceholderText(self.tr("Find a session"))
        self._filter.setAccessibleName(self.tr("Find a session by its words"))
        self._filter.setClearButtonEnabled(True)
        return flow_row(heading, self._filter, spacing=self._theme.unit // 2, spreads=True)

    def _connect(self) -> None:
        FirstPaint(self).done.connect(self.first_painted)
        self._theme.changed.connect(self._on_theme_changed)
        self._top.history_asked.connect(self.history_asked)
        self._top.settings_asked.connect(self.settings_asked)
        self._offers.session_chosen.connect(self.session_chosen)
        self._offers.quick_chosen.connect(self.quick_chosen)
        self._offers.length_changed.connect(self.length_changed)
        self._offers.breathing_asked.connect(self.breathing_asked)
        self._filter.textChanged.connect(self._show_cards)
        self._filter.left_downwards.connect(self.grid.focus_first)
        self.grid.session_chosen.connect(self.session_chosen)
        self.grid.length_changed.connect(self.length_changed)
        self.grid.export_asked.connect(self.export_asked)
        self.grid.recording_asked.connect(self.recording_asked)
        self.grid.left_upwards.connect(self._on_find)
        self._problem_button.clicked.connect(self._on_problems_clicked)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._on_find)
        settings_key = QShortcut(QKeySequence("Ctrl+,"), self)
        settings_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        settings_key.activated.connect(self.settings_asked)

    def _panel_for(self, aside: "Aside") -> "AsidePanel":
        from thaw.shell.library.aside import AsidePanel

        panel = AsidePanel(self._theme, aside)
        panel.answered.connect(self.aside_answered)
        return panel

    def _on_theme_changed(self) -> None:
        self._top.fit(self.width())

    def _order_tabs(self) -> None:
        self._offers.order_tabs(self, () if self._aside is None else self._aside.buttons)

    def _show_cards(self) -> None:
        wanted = self._filter.text().casefold().split()
        cards = [c for c in self._state.cards if all(word in _words(c) for word in wanted)]
        self.grid.show_cards(cards)
        is_still_looking = not (self._state.cards or self._state.is_whole)
        self._nothing.setVisible(not cards and not is_still_looking)
        self._nothing.setText(
            self.tr("Nothing here goes by those words.")
            if self._state.cards
            else self.tr("There are no sessions here yet.")
        )

    def _show_problems(self) -> None:
        count = len(self._state.problems)
        self._problems.setVisible(count > 0)
        self._problem_words.setText(
            self.tr("1 session file could not be read")
            if count == 1
            else self.tr("{0} session files could not be read").format(count)
        )

    def _on_find(self) -> None:
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()
        self._scroll.ensureWidgetVisible(self._filter)

    def _on_problems_clicked(self) -> None:
        # Seldom wanted, and not before the window stands.
        from thaw.shell.library.problems_dialog import ProblemsDialog

        ProblemsDialog(self._theme, self._state.problems, self).open()


def _words(card: Card) -> str:
    return f"{card.title}\n{card.goal}\n{category_text(card.category)}\n{card.id}".casefold()


def _files(dragged: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
