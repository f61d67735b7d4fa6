"""What happens when a person asks for something: from a click to a practice and back."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from thaw.core.catalogue import Catalogue
from thaw.core.catalogue_index import CatalogueEntry
from thaw.practice.days import local_date
from thaw.practice.kinds import Source
from thaw.settings import Settings, SettingsUnwritable
from thaw.shell.library.quick import QuickChoice, quick_choice
from thaw.shell.library.reading import library_state
from thaw.shell.library.view import LibraryView
from thaw.shell.main_window import MainWindow
from thaw.shell.notice_bar import NoticeBar
from thaw.shell.player.sitting import Sitting, Wish
from thaw.shell.player.state import PlayerStatus
from thaw.shell.reasons import reason_text
from thaw.shell.tray_state import TrayState, tray_state

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.core.plan import Choices
    from thaw.practice.log import PracticeLog
    from thaw.shell.history.view import HistoryView
    from thaw.shell.library.suggesting import Guidance
    from thaw.shell.player.view import PlayerView

logger = logging.getLogger(__name__)


class Views:
    """The window and what is in it. All but the library is made when it is first wanted."""

    def __init__(
        self,
        window: MainWindow,
        library: LibraryView,
        notices: NoticeBar,
        make_player: "Callable[[], PlayerView]",
        make_history: "Callable[[], HistoryView]",
    ) -> None:
        self.window = window
        self.library = library
        self.notices = notices
        self._make_player = make_player
        self._make_history = make_history

    @cached_property
    def player(self) -> "PlayerView":
        return self._make_player()

    @cached_property
    def history(self) -> "HistoryView":
        return self._make_history()


def _now_here() -> datetime:
    # The zone's own rules, which take a while to load, are not needed to know today's date.
    return datetime.now(UTC).astimezone()


@dataclass(frozen=True, slots=True)
class Records:
    """Where the desk reads and writes, all of it on the window's thread."""

    catalogue: Catalogue
    read_log: "Callable[[], PracticeLog]"
    """Raises LogError."""
    save_settings: Callable[[Settings], None]
    """Raises SettingsUnwritable."""
    now: Callable[[], datetime] = _now_here


class FrontDesk(QObject):
    """Answers the views, the tray and other copies of Thaw; decides which view is in front."""

    status_changed = Signal()
    """Something is prepared, began, paused, went on or ended, or a minute of it passed."""
    library_shown = Signal()
    """The library has come to the front."""
    settings_changed = Signal()
    """``settings`` are other ones now."""

    def __init__(
        self,
        views: Views,
        records: Records,
        settings: Settings,
        sitting: Sitting,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._views = views
        self._records = records
        self._settings = settings
        self._sitting = sitting
        self._last_practised: str | None = None
        self._guidance: Guidance | None = None
        self._wish: Wish | None = None
        self._asks_first: Callable[[Wish], bool] | None = None
        self._day: date | None = None
        """The day that the library was last shown for."""
        # A timer until midnight would stand still while the machine sleeps.
        self._minute = QTimer(self)
        self._minute.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start(60_000)
        self._connect_library()
        sitting.status_changed.connect(self.status_changed)
        sitting.refused.connect(self._on_refused)

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @property
    def is_practising(self) -> bool:
        return self._sitting.is_on

    @property
    def has_practised(self) -> bool:
        """Whether there is a practice in the log, as far as it is open. Nobody waits for it."""
        if self._last_practised is None and self.is_guided:
            # Another copy of Thaw may have been practised with, in a terminal.
            self.look_back()
        return self._last_practised is not None

    def use_settings(self, settings: Settings) -> None:
        """Use ``settings`` from now on, without keeping them."""
        self._settings = settings
        self.settings_changed.emit()

    def change_settings(self, settings: Settings) -> None:
        """Use ``settings`` from now on, and keep them; where they can't be kept, say so."""
        self.use_settings(settings)
        try:
            self._records.save_settings(settings)
        except SettingsUnwritable as exc:
            logger.warning("The settings could not be saved: %s", exc)
            words = self.tr("The settings can't be saved; they hold until Thaw ends: {0}")
            self.say(words.format(reason_text(exc)))

    def say(self, words: str) -> None:
        """Let a person know something they can leave."""
        self._views.notices.say(words)

    def tray_state(self) -> TrayState:
        """What the tray shows now."""
        return tray_state(self.quick(), self._sitting.state() if self._sitting.is_on else None)

    def refresh_library(self) -> None:
        """Show the sessions as the catalogue has them now."""
        catalogue = self._records.catalogue
        self._day = self._today()
        state = library_state(
            catalogue.entries(),
            catalogue.problems(),
            self._settings,
            self._last_practised,
            self._guidance,
            is_rest_day=self._settings.plan.rests_on(self._day),
        )
        self._views.library.show_state(replace(state, is_whole=catalogue.has_looked))

    def guide(self, guidance: "Guidance") -> None:
        """Suggest by what the log says from now on."""
        self._guidance = guidance
        self.refresh_library()

    @property
    def is_guided(self) -> bool:
        """Whether it is known what to suggest, so far as the log tells."""
        return self._guidance is not None

    def make_player_ready(self) -> None:
        """Make the player's view ahead of the first click, which would wait for it."""
        self._views.window.take_in(self._views.player)

    def offered(self) -> tuple[str, ...]:
        """The sessions one click away: the suggestion, and the quick one."""
        quick = self.quick()
        offers = (self._views.library.suggested(), None if quick is None else quick.entry.id)
        return tuple(dict.fromkeys(offer for offer in offers if offer is not None))

    def quick(self) -> QuickChoice | None:
        """What the quiet moment is now; None where its session is gone."""
        return quick_choice(self._records.catalogue.entry, self._settings)

    def look_back(self) -> None:
        """Learn from the log what was practised last."""
        from thaw.practice.errors import LogError

        try:
            latest = self._records.read_log().entries(limit=1)
        except LogError as exc:
            logger.info("The log can't be read: %s", exc)
            return
        self._last_practised = latest[0].start.session_id if latest else None

    def begin(self, session_id: str, minutes: int | None, source: Source) -> None:
        """Prepare and play a session, and put it in front; without minutes at its own length."""
        wish = self.wish_for(session_id, minutes, source)
        if wish is None:
            self._views.notices.say(self.tr("There is no session called {0}.").format(session_id))
        else:
            self.choose(wish)

    def begin_quick(self, session_id: str = "") -> None:
        """Begin a session that was named, or the quiet moment for ""."""
        chosen, quick = self._settings, self.quick()
        if not session_id and quick is not None:
            self.begin(quick.entry.id, quick.minutes, Source.QUICK)
            return
        is_usual = session_id in ("", chosen.quick_session)
        minutes = chosen.quick_minutes if is_usual else None
        self.begin(session_id or chosen.quick_session, minutes, Source.QUICK)

    def wish_for(self, session_id: str, minutes: int | None, source: Source) -> Wish | None:
        """What ``begin`` would play; None where there is no such session."""
        entry = self._records.catalogue.entry(session_id)
        if entry is None:
            return None
        return Wish(entry.id, entry.title, self._choices(entry, minutes), source)

    def ask_first(self, asks: Callable[[Wish], bool]) -> None:
        """Call ``asks`` with what was chosen in the window before it is played.

        True from it means that it puts a view of its own in front, and has the wish
        played or forgotten.
        """
        self._asks_first = asks

    def choose(self, wish: Wish) -> None:
        """Play ``wish``, after what is asked before it. One click is played at once."""
        is_asked = wish.source is Source.LIBRARY and not self._sitting.is_on
        self._wish = wish
        if not is_asked or self._asks_first is None or not self._asks_first(wish):
            self.play(wish)

    def play(self, wish: Wish) -> None:
        """Prepare and play what a person wishes for, and put it in front."""
        self._wish = wish
        self._views.notices.put_away()
        self._views.window.make_way()
        self._sitting.begin(wish)
        self._views.window.show_view(self._views.player, wish.title)

    @Slot()
    def stop(self) -> None:
        """End the practice; one that is still being prepared is forgotten, and nothing shown."""
        was_preparing = self._is_preparing()
        self._sitting.stop()
        if was_preparing:
            self.show_library()

    @Slot()
    def ground(self) -> None:
        """End the practice and put a grounding in front; before its first sound, only end it."""
        if not self._sitting.is_on or self._is_preparing():
            self.stop()
            return
        self._sitting.ground()
        self._views.window.make_way()
        shown = self._sitting.state()
        self._views.window.show_view(self._views.player, shown.title)
        self._views.player.refresh()

    @Slot()
    def show_library(self) -> None:
        if not self._sitting.is_on:
            self._sitting.leave()
        self.look_back()
        self.refresh_library()
        self._views.notices.bring_back()
        self._views.window.show_view(self._views.library)
        self.library_shown.emit()

    @Slot()
    def show_history(self) -> None:
        self.show_other(self._views.history, self.tr("History"))

    def show_other(self, view: QWidget, title: str) -> None:
        """Put a view in front that the desk knows nothing more of."""
        if not self._sitting.is_on:
            self._sitting.leave()
        self._views.window.show_view(view, title)

    def show_again(self, view: QWidget | None, title: str) -> None:
        """Put back what was in front before; the library where nothing is left of it."""
        if view is None or view is self._views.library:
            self.show_library()
        elif self._sitting.wish is None and view is self._views.player:
            # After the library, since a player that was never shown would be made for this.
            self.show_library()
        else:
            self._views.window.show_view(view, title)

    def choices_for(self, session_id: str, minutes: int) -> "Choices":
        """What is chosen for a session by its length and the settings."""
        from thaw.core.plan import Choices

        entry = self._records.catalogue.entry(session_id)
        return Choices() if entry is None else self._choices(entry, minutes)

    def connect_player(self, player: "PlayerView") -> None:
        """Answer the player's view, once it is made."""
        sitting = self._sitting
        sitting.began.connect(player.refresh)
        player.pause_asked.connect(sitting.pause)
        player.resume_asked.connect(sitting.resume)
        player.restart_asked.connect(sitting.restart)
        player.stop_asked.connect(self.stop)
        player.ground_asked.connect(self.ground)
        player.grounding_ended.connect(sitting.end_grounding)
        player.seek_asked.connect(sitting.skip)
        player.easier_asked.connect(sitting.breathe_easier)
        player.slower_asked.connect(sitting.breathe_slower)
        player.go_on_asked.connect(sitting.go_on)
        player.retry_asked.connect(sitting.resume)
        player.silent_asked.connect(sitting.continue_silently)
        player.library_asked.connect(self.show_library)
        player.history_asked.connect(self.show_history)

    def _choices(self, entry: CatalogueEntry, minutes: int | None) -> "Choices":
        # Before the window stands nobody has chosen anything.
        from thaw.shell.player.wishes import choices_for

        return choices_for(entry, minutes, self._settings)

    def _today(self) -> date:
        return local_date(self._records.now(), self._settings.day_start_hour)

    def _is_preparing(self) -> bool:
        return self._sitting.is_on and self._sitting.status is PlayerStatus.READY

    def _connect_library(self) -> None:
        library = self._views.library
        library.session_chosen.connect(self._on_session_chosen)
        library.quick_chosen.connect(self._on_quick_chosen)
        library.length_changed.connect(self._on_length_changed)
        library.history_asked.connect(self.show_history)

    @Slot(str, int)
    def _on_session_chosen(self, session_id: str, minutes: int) -> None:
        self.begin(session_id, minutes, Source.LIBRARY)

    @Slot(str, int)
    def _on_quick_chosen(self, session_id: str, minutes: int) -> None:
        self.begin(session_id, minutes, Source.QUICK)

    @Slot(str, int)
    def _on_length_changed(self, session_id: str, minutes: int) -> None:
        lengths = {**self._settings.last_minutes, session_id: minutes}
        self.change_settings(replace(self._settings, last_minutes=lengths))

    @Slot()
    def _on_minute(self) -> None:
        """Tell of the minutes left; and show another day that begins while the library is open.

        Such a day has its own words and questions.
        """
        if self._sitting.is_on:
            self.status_changed.emit()
        if self._views.library.isVisible() and self._today() != self._day:
            self.refresh_library()
            self.library_shown.emit()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        from thaw.shell.player.refusal_words import refusal_text
        from thaw.shell.player.wishes import nearest_wish

        nearest = None if self._wish is None else nearest_wish(self._wish, error)
        if nearest is not None:
            self.play(nearest)
            return
        self._views.notices.say(refusal_text(error))
        self.show_library()
