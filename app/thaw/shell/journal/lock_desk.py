"""The lock on journal and answers, for everything in the window that has to do with it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from thaw.practice.lock import (
    Relocked,
    WrongPassphrase,
    can_read,
    change_passphrase,
    give_up_lock,
    is_lock_set,
    lock_again,
    remove_lock,
    set_lock,
    unlock,
)
from thaw.practice.log import PracticeLog
from thaw.settings import Settings
from thaw.shell.background import Background

if TYPE_CHECKING:
    from thaw.shell.settings.privacy_section import PrivacySection

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Logs:
    """The log to read and to write, asked for beside the window's thread; raise LogError."""

    read: Callable[[], PracticeLog]
    write: Callable[[], PracticeLog]


class LockDesk(QObject):
    """Opens and shuts the lock. It shuts by itself some minutes after the last ``touch``."""

    changed = Signal()
    """The lock was set, opened, shut, changed or taken away."""
    shutting = Signal()
    """It is about to shut by itself: what is being written is to be kept now."""

    def __init__(
        self,
        logs: Logs,
        settings: Callable[[], Settings],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._logs = logs
        self._settings = settings
        self._background = background
        self._section: PrivacySection | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)

    def unlock(
        self,
        passphrase: str,
        answered: Callable[[bool], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Try a passphrase; answer whether it opened the lock."""

        def on_tried(is_open: bool) -> None:
            answered(is_open)
            if is_open:
                self._opened()

        self._background.run(
            lambda: unlock(self._logs.read(), passphrase), on_tried, failed, is_awaited=True
        )

    @Slot()
    def lock(self) -> None:
        """Shut the lock again."""
        self._idle.stop()
        self._background.run(
            lambda: lock_again(self._logs.read()),
            lambda _: self.changed.emit(),
            is_awaited=True,
        )

    @Slot()
    def touch(self) -> None:
        """Somebody is there: begin the minutes anew."""
        if self._idle.isActive():
            self._idle.start(self._settings().lock_after_min * 60_000)

    @Slot()
    def look_again(self) -> None:
        """See to the lock of the history that is there now: another may have taken its place."""

        def look() -> tuple[bool, bool]:
            log = self._logs.read()
            return is_lock_set(log), can_read(log)

        self._background.run(look, self._on_looked, self._on_failed, is_awaited=True)

    def serve(self, section: "PrivacySection") -> None:
        """Answer the part of the settings that sets the lock."""
        self._section = section
        section.set_asked.connect(self._on_set_asked)
        section.change_asked.connect(self._on_change_asked)
        section.remove_asked.connect(self._on_remove_asked)
        section.give_up_asked.connect(self._on_give_up_asked)
        section.shown.connect(self._on_section_shown)

    def _opened(self) -> None:
        self._idle.start(self._settings().lock_after_min * 60_000)
        self.changed.emit()

    def _on_idle(self) -> None:
        self.shutting.emit()
        self.lock()

    @Slot()
    def _on_section_shown(self) -> None:
        self._background.run(
            lambda: is_lock_set(self._logs.read()), self._on_known, self._on_failed
        )

    @Slot(str)
    def _on_set_asked(self, passphrase: str) -> None:
        self._do(lambda log: set_lock(log, passphrase))

    @Slot(str, str)
    def _on_change_asked(self, old: str, new: str) -> None:
        self._do(lambda log: change_passphrase(log, old, new))

    @Slot(str)
    def _on_remove_asked(self, passphrase: str) -> None:
        self._do(lambda log: remove_lock(log, passphrase))

    @Slot()
    def _on_give_up_asked(self) -> None:
        self._do(give_up_lock)

    def _do(self, act: Callable[[PracticeLog], Relocked]) -> None:
        def work() -> tuple[Relocked, bool]:
            log = self._logs.write()
            return act(log), is_lock_set(log)

        self._background.run(work, self._on_done, self._on_failed, is_awaited=True)

    def _on_known(self, has_lock: bool) -> None:
        if self._section is not None:
            self._section.show_lock(has_lock)

    def _on_looked(self, found: tuple[bool, bool]) -> None:
        has_lock, is_open = found
        if not (has_lock and is_open):
            # What was open is not there any more.
            self._idle.stop()
        if self._section is not None:
            self._section.show_anew(has_lock)
        self.changed.emit()

    def _on_done(self, done: tuple[Relocked, bool]) -> None:
        relocked, has_lock = done
        if self._section is not None:
            self._section.show_lock(has_lock)
            self._section.show_relocked(relocked)
        if has_lock:
            self._opened()
        else:
            self._idle.stop()
            self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, WrongPassphrase):
            logger.warning("The lock could not be seen to", exc_info=error)
        if self._section is not None:
            self._section.show_failure(error)
