"""The history taken out, into a folder that a person chooses."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from thaw.practice.clock import Clock
from thaw.practice.telling import Cancelled, Tell
from thaw.shell.data.log_work import LogWork
from thaw.shell.data.store import HistoryStore, log_unless_expected
from thaw.shell.reasons import reason_text
from thaw.shell.usual_folder import Place, usual_folder
from thaw.shell.wording import breakable

if TYPE_CHECKING:
    # Not needed before the settings are asked for.
    from thaw.practice.everything import Exported
    from thaw.shell.data.section import DataSection


class GoingOut(QObject):
    """Asks where to, writes beside the window, and says in the settings what came of it."""

    def __init__(
        self, window: QWidget, store: HistoryStore, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._store = store
        self._clock = clock
        self._section: DataSection | None = None
        self._exporting = LogWork(self)
        self._exporting.progressed.connect(self._on_export_progressed)
        self._exporting.done.connect(self._on_exported)
        self._exporting.failed.connect(self._on_export_failed)

    @property
    def is_running(self) -> bool:
        return self._exporting.is_running

    def serve(self, section: "DataSection") -> None:
        """Answer ``section`` from now on."""
        self._section = section
        section.export_asked.connect(self._on_export_asked)
        section.cancel_asked.connect(self._exporting.cancel)

    def close(self) -> None:
        """End what is running, and wait until nothing half done is left."""
        self._exporting.close()

    @Slot()
    def _on_export_asked(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Where to save the export"))
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
        log_unless_expected("The history could not be exported", error)
        self._say_of_export(self.tr("It can't be saved there: {0}").format(reason_text(error)))

    def _say_of_export(self, words: str) -> None:
        if self._section is not None:
            self._section.rest(words)
