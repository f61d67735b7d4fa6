"""What happens when a person takes the history out, brings one in, or goes back to a copy."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from thaw import __version__
from thaw.practice.clock import Clock
from thaw.practice.errors import LogBusy, LogDamaged, LogError
from thaw.practice.telling import Cancelled, Tell
from thaw.shell.data.log_work import LogWork
from thaw.shell.front_desk import FrontDesk
from thaw.shell.reasons import reason_text
from thaw.shell.theme import Theme
from thaw.shell.usual_folder import Place, usual_folder
from thaw.shell.wording import breakable

if TYPE_CHECKING:
    # Not needed before the settings are asked for.
    from thaw.practice.copies import LogCopy
    from thaw.practice.everything import Exported
    from thaw.practice.file_look import FileLook
    from thaw.practice.importing import ImportReport
    from thaw.practice.log import PracticeLog
    from thaw.practice.other_apps import Practised, TableMapping, Whereabouts
    from thaw.shell.data.copies_dialog import CopiesDialog, CopyState
    from thaw.shell.data.import_dialog import ImportDialog
    from thaw.shell.data.section import DataSection

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HistoryStore:
    """The history as a whole. All but ``folder`` and ``open_folder`` are asked for beside the
    window, and raise LogError."""

    read_log: "Callable[[], PracticeLog]"
    write_log: "Callable[[], PracticeLog]"
    copies: "Callable[[], list[LogCopy]]"
    restore: "Callable[[LogCopy], Path | None]"
    folder: Path
    open_folder: Callable[[Path], bool]


class DataDesk(QObject):
    """Answers the part of the settings for one's own data, and files dropped on the history."""

    changed = Signal()
    """The history is another one now, or there is more in it."""

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
        self._section: DataSection | None = None
        self._dialog: ImportDialog | None = None
        self._copies_dialog: CopiesDialog | None = None
        self._path = Path()
        self._exporting = LogWork(self)
        self._importing = LogWork(self)
        self._copying = LogWork(self)
        self._answer: Callable[[object], None] | None = None
        self._connect()

    def serve(self, section: "DataSection") -> None:
        """Answer ``section`` from now on."""
        self._section = section
        section.export_asked.connect(self._on_export_asked)
        section.import_asked.connect(self.ask_import)
        section.copies_asked.connect(self._on_copies_asked)
        section.folder_asked.connect(self._on_folder_asked)
        section.cancel_asked.connect(self._exporting.cancel)

    def close(self) -> None:
        """End what is running, and wait until nothing half done is left."""
        for work in (self._exporting, self._importing, self._copying):
            work.close()

    @Slot()
    def ask_import(self) -> None:
        """Ask which file is to be taken in."""
        self._opened_dialog()

    @Slot(object)
    def take_in(self, path: Path) -> None:
        """Begin with a file that was dropped."""
        self._opened_dialog()
        self._on_file_chosen(path)

    def _connect(self) -> None:
        self._exporting.progressed.connect(self._on_export_progressed)
        self._exporting.done.connect(self._on_exported)
        self._exporting.failed.connect(self._on_export_failed)
        self._importing.progressed.connect(self._on_import_progressed)
        self._importing.done.connect(self._on_import_answered)
        self._importing.failed.connect(self._on_import_failed)
        self._copying.done.connect(self._on_copying_done)
        self._copying.failed.connect(self._on_copying_failed)
        self._desk.library_shown.connect(self._on_library_shown)

    @Slot()
    def _on_library_shown(self) -> None:
        """Show again what went out of the way of a practice, and how it went meanwhile."""
        for dialog in (self._dialog, self._copies_dialog):
            if dialog is not None and dialog.isHidden() and not self._desk.is_practising:
                dialog.open()

    # Out

    @Slot()
    def _on_export_asked(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Where the export is to lie"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(str(usual_folder(Place.DocumentsLocation)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_export_folder_chosen)
        dialog.open()

    @Slot(str)
    def _on_export_folder_chosen(self, folder: str) -> None:
        from thaw.practice.everything import export_everything

        if self._section is not None:
            self._section.begin()

        def work(tell: Tell) -> "Exported":
            return export_everything(self._store.read_log(), Path(folder), self._clock(), tell)

        self._exporting.begin(work)

    @Slot(float)
    def _on_export_progressed(self, share: float) -> None:
        if self._section is not None:
            self._section.show_share(share)

    @Slot(object)
    def _on_exported(self, done: "Exported") -> None:
        from thaw.shell.data.import_words import counted_practices, counted_words

        words = self.tr("Saved: {0} and {1}, in {2}.").format(
            counted_practices(done.practices),
            counted_words(done.pages + done.answers),
            breakable(done.folder),
        )
        if done.left_out:
            left = self.tr("Under the passphrase, and left out: {0}. Unlock them first.")
            words = f"{words} {left.format(counted_words(done.left_out))}"
        self._say_of_export(words)

    @Slot(object)
    def _on_export_failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._say_of_export(self.tr("Nothing was saved."))
            return
        _log_unless_expected("The history could not be exported", error)
        self._say_of_export(self.tr("It can't be saved there: {0}").format(reason_text(error)))

    def _say_of_export(self, words: str) -> None:
        if self._section is not None:
            self._section.rest(words)

    # In

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
            _log_unless_expected("A history could not be taken in", error)
            words = self.tr("Nothing was taken in: {0}").format(reason_text(error))
        if self._dialog is not None:
            self._dialog.show_refusal(words)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._importing.cancel()
        self._dialog = None

    # Back

    @Slot()
    def _on_copies_asked(self) -> None:
        self._copying.begin(lambda _tell: self._found_copies())

    def _found_copies(self) -> "list[CopyState]":
        """Called beside the window."""
        from thaw.practice.copies import content_of
        from thaw.shell.data.copies_dialog import CopyState

        return [CopyState(copy, content_of(copy)) for copy in self._store.copies()]

    def _show_copies(self, found: "list[CopyState]") -> None:
        from thaw.shell.data.copies_dialog import CopiesDialog

        self._copies_dialog = dialog = CopiesDialog(self._theme, found, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restore_asked.connect(self._on_restore_asked)
        dialog.finished.connect(self._on_copies_finished)
        dialog.open()

    @Slot(object)
    def _on_restore_asked(self, copy: "LogCopy") -> None:
        if self._desk.is_practising:
            self._tell_refusal(self.tr("A practice is on. Its end has to be kept first."))
        elif self._importing.is_running or self._exporting.is_running:
            self._tell_refusal(self.tr("The history is being read just now."))
        else:
            self._copying.begin(lambda _tell: _Restored(copy, self._store.restore(copy)))

    @Slot(object)
    def _on_copying_done(self, result: object) -> None:
        if isinstance(result, _Restored):
            self._tell_restored(result)
        elif isinstance(result, list):
            self._show_copies(result)

    def _tell_restored(self, done: "_Restored") -> None:
        from thaw.shell.day_words import date_text

        words = self.tr("The history is as it was on {0} at {1}.").format(
            date_text(done.copy.day), f"{done.copy.at:%H:%M}"
        )
        if done.aside is not None:
            kept = self.tr("What it was until now is kept as {0}").format(done.aside)
            words = f"{words} {kept}"
        if self._copies_dialog is not None:
            self._copies_dialog.show_outcome(self.tr("Done"), words)
        self.changed.emit()

    @Slot(object)
    def _on_copying_failed(self, error: Exception) -> None:
        _log_unless_expected("A copy could not be put back", error)
        if isinstance(error, LogBusy):
            words = self.tr("Another Thaw has the history open. Close it, and try again.")
        elif isinstance(error, LogDamaged):
            words = self.tr("That copy is damaged. Another one may be whole.")
        else:
            words = reason_text(error)
        self._tell_refusal(words)

    def _tell_refusal(self, words: str) -> None:
        heading = self.tr("Nothing was changed")
        if self._copies_dialog is None:
            self._desk.say(f"{heading}. {words}")
        else:
            self._copies_dialog.show_outcome(heading, words)

    @Slot()
    def _on_copies_finished(self) -> None:
        self._copies_dialog = None

    @Slot()
    def _on_folder_asked(self) -> None:
        folder = self._store.folder
        if not self._store.open_folder(folder):
            self._desk.say(self.tr("No program here shows folders. It is {0}").format(folder))


@dataclass(frozen=True, slots=True)
class _Restored:
    """A copy in the history's place, and where the history is now, if there was one."""

    copy: "LogCopy"
    aside: Path | None


def _log_unless_expected(words: str, error: Exception) -> None:
    if not isinstance(error, LogError):
        logger.error(words, exc_info=error)
