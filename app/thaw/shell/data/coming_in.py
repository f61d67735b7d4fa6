"""A file taken into the history: looked at, looked through, and only then taken in."""

from collections.abc import Callable
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from thaw import __version__
from thaw.practice.clock import Clock
from thaw.practice.telling import Cancelled, Tell
from thaw.shell.data.log_work import LogWork
from thaw.shell.data.store import HistoryStore, log_unless_expected
from thaw.shell.front_desk import FrontDesk
from thaw.shell.reasons import reason_text
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the settings are asked for.
    from thaw.practice.file_look import FileLook
    from thaw.practice.importing import ImportReport
    from thaw.practice.other_apps import Practised, TableMapping, Whereabouts
    from thaw.shell.data.import_dialog import ImportDialog


class ComingIn(QObject):
    """Answers the dialog for it. A practice that begins meanwhile has the window."""

    changed = Signal()
    """There is more in the history."""

    def __init__(
        self,
        desk: FrontDesk,
        window: QWidget,
        store: HistoryStore,
        clock: Clock,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._store = store
        self._clock = clock
        self._theme = theme
        self._dialog: ImportDialog | None = None
        self._path = Path()
        self._answer: Callable[..., None] | None = None
        self._importing = LogWork(self)
        self._importing.progressed.connect(self._on_import_progressed)
        self._importing.done.connect(self._on_import_answered)
        self._importing.failed.connect(self._on_import_failed)

    @property
    def is_running(self) -> bool:
        return self._importing.is_running

    @property
    def dialog(self) -> "ImportDialog | None":
        """The dialog, in sight or out of the way of a practice; None where nobody asked."""
        return self._dialog

    @Slot()
    def ask(self) -> None:
        """Ask which file is to be taken in."""
        self._opened_dialog()

    def take_in(self, path: Path) -> None:
        """Begin with a file that was dropped."""
        self._opened_dialog()
        self._on_file_chosen(path)

    def close(self) -> None:
        """End what is running, and wait until nothing half done is left."""
        self._importing.close()

    def _opened_dialog(self) -> "ImportDialog":
        from thaw.shell.data.import_dialog import ImportDialog

        if self._dialog is None:
            self._dialog = dialog = ImportDialog(self._theme, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.file_chosen.connect(self._on_file_chosen)
            dialog.preview_asked.connect(self._on_preview_asked)
            dialog.import_asked.connect(self._on_import_asked)
            dialog.cancel_asked.connect(self._importing.cancel)
            dialog.finished.connect(self._on_dialog_finished)
        self._dialog.open()
        return self._dialog

    @Slot(object)
    def _on_file_chosen(self, path: Path) -> None:
        from thaw.practice.file_look import look_at

        if self._importing.is_running:
            return
        self._path = path
        self._read(
            self.tr("Looking at {0}").format(path.name), lambda _: look_at(path), self._looked
        )

    def _looked(self, look: "FileLook") -> None:
        from thaw.practice.file_look import first_lines

        where, latest = self._whereabouts(), self._clock().astimezone(UTC)

        def understand(mapping: "TableMapping") -> "list[tuple[int, Practised]]":
            return first_lines(look, mapping, where, latest)

        if self._dialog is not None:
            self._dialog.show_look(self._path, look, understand)

    @Slot(object)
    def _on_preview_asked(self, mapping: "TableMapping | None") -> None:
        words = self.tr("Looking through {0}").format(self._path.name)
        self._read(words, partial(self._imported, mapping, is_preview=True), self._previewed)

    def _previewed(self, report: "ImportReport") -> None:
        if self._dialog is not None:
            self._dialog.show_report(self._path.name, report)

    @Slot(object)
    def _on_import_asked(self, mapping: "TableMapping | None") -> None:
        words = self.tr("Taking in {0}").format(self._path.name)
        self._read(words, partial(self._imported, mapping, is_preview=False), self._taken_in)

    def _taken_in(self, report: "ImportReport") -> None:
        if self._dialog is not None:
            if report.is_refused:
                # The file was changed since it was looked through.
                self._dialog.show_report(self._path.name, report)
            else:
                self._dialog.show_done(report)
        if report.added or report.words_added:
            self.changed.emit()

    def _imported(
        self, mapping: "TableMapping | None", tell: Tell, *, is_preview: bool
    ) -> "ImportReport":
        """Called beside the window."""
        from thaw.practice.importing import import_file

        return import_file(
            self._store.write_log(),
            self._path,
            self._clock,
            mapping=mapping,
            where=self._whereabouts(),
            is_preview=is_preview,
            tell=tell,
        )

    def _whereabouts(self) -> "Whereabouts":
        from thaw.practice.other_apps import Whereabouts

        hour = self._desk.settings.day_start_hour
        return Whereabouts(self._clock().tzinfo or UTC, hour, __version__, self.tr("Practice"))

    def _read(
        self, words: str, work: Callable[[Tell], object], answer: Callable[..., None]
    ) -> None:
        if self._dialog is not None:
            self._dialog.show_running(words)
        self._answer = answer
        self._importing.begin(work)

    @Slot(float)
    def _on_import_progressed(self, share: float) -> None:
        if self._dialog is not None:
            self._dialog.show_share(share)

    @Slot(object)
    def _on_import_answered(self, result: object) -> None:
        answer, self._answer = self._answer, None
        if answer is not None:
            answer(result)

    @Slot(object)
    def _on_import_failed(self, error: Exception) -> None:
        from thaw.practice.problems import Refused
        from thaw.shell.data.import_words import problem_text

        self._answer = None
        if isinstance(error, Refused):
            words = f"{self._path.name}: {problem_text(error.problem)}."
        elif isinstance(error, Cancelled):
            words = self.tr("Nothing was taken in.")
        else:
            log_unless_expected("A history could not be taken in", error)
            words = self.tr("Nothing was taken in: {0}").format(reason_text(error))
        if self._dialog is not None:
            self._dialog.show_refusal(words)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._importing.cancel()
        self._dialog = None
