"""A file that is to be taken in: which, how it is read, what it holds, and how far it has come."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QProgressBar, QWidget

from thaw.practice.file_look import FileKind, FileLook
from thaw.practice.importing import ImportReport
from thaw.practice.other_apps import Practised, TableMapping
from thaw.shell.data.import_words import done_text, entry_line, preview_lines, problem_text
from thaw.shell.data.mapping_form import MappingForm
from thaw.shell.theme import Theme
from thaw.shell.usual_folder import Place, usual_folder
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.form_style import FormStyle
from thaw.shell.widgets.step_dialog import StepDialog

MOST_LISTED: Final = 100
_STEPS: Final = 1000


class ImportDialog(StepDialog):
    """Asks step by step; nothing is taken in before what would be was shown.

    Escape and Cancel end what is running first, and then the dialog.
    """

    file_chosen = Signal(object)
    """A path."""
    preview_asked = Signal(object)
    """The file is to be looked through, with a ``TableMapping``, or None for a known kind."""
    import_asked = Signal(object)
    """It is to be taken in, read in the same way."""
    cancel_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, self.tr("Import"), 36, parent)
        self.setAcceptDrops(True)
        self._form: MappingForm | None = None
        self._make_buttons()
        self._start = self._start_page()
        self._running = self._running_page()
        self._pages.addWidget(self._start)
        self._pages.addWidget(self._running)
        FormStyle(theme, self)
        self.show_start()

    @property
    def mapping(self) -> TableMapping | None:
        """How the table is to be read; None where the file needs no telling."""
        return None if self._form is None else self._form.mapping

    def show_start(self, words: str = "") -> None:
        """Ask for a file, and say what was wrong with the last one."""
        self._refused.setText(words)
        self._refused.setVisible(bool(words))
        self._turn_to(self._start, self.choose)

    def show_look(
        self,
        path: Path,
        look: FileLook,
        understand: Callable[[TableMapping], Sequence[tuple[int, Practised]]],
    ) -> None:
        """Ask how a table is to be read; what is known is looked through at once."""
        self.is_running = False
        self._form = None
        if look.kind is not FileKind.TABLE:
            self.preview_asked.emit(None)
            return
        self._form = form = MappingForm(self._theme, look, understand)
        said = self.tr("Thaw doesn't know this table yet. What do its columns hold?")
        page = self._page(path.name, [paragraph(said, is_quiet=True), form], self._form_buttons())
        form.changed.connect(self._on_mapping_changed)
        self._on_mapping_changed()
        self._turn_to(page, form.rows["started"].combo)

    def show_running(self, words: str) -> None:
        """Show that it is read, or taken in."""
        self.is_running = True
        self._saying.setText(words)
        self.show_share(0.0)
        self.cancel.setEnabled(True)
        self._turn_to(self._running, self.cancel)

    def show_share(self, share: float) -> None:
        self._bar.setValue(round(share * _STEPS))

    def show_report(self, name: str, report: ImportReport) -> None:
        """Show what would be taken in, or every row that needs to be mended."""
        self.is_running = False
        parts: list[QWidget] = [paragraph(words) for words in preview_lines(report)]
        if report.is_refused:
            lines = [problem_text(problem) for problem in report.problems[:MOST_LISTED]]
            if report.bad_rows > len(lines):
                left = self.tr("… and {0} more rows.").format(report.bad_rows - len(lines))
                lines.append(left)
            parts.append(self._listed(lines, self.tr("What needs to be mended")))
        elif report.sample:
            lines = [entry_line(entry) for entry in report.sample]
            if report.added > len(lines):
                lines.append(self.tr("… and {0} more.").format(report.added - len(lines)))
            parts.append(self._listed(lines, self.tr("The first of them, as they are understood")))
        is_some = bool(report.added or report.words_added)
        page = self._page(name, parts, self._report_buttons(is_some))
        self._turn_to(page, self.take_in if is_some else self.another)

    def show_done(self, report: ImportReport) -> None:
        """Show what was taken in."""
        self.is_running = False
        close = self._closer("primary")
        page = self._page(self.tr("Done"), [paragraph(done_text(report))], [close])
        self._turn_to(page, close)

    def show_refusal(self, words: str) -> None:
        """Say what kept it from being read or taken in."""
        self.is_running = False
        self.show_start(words)

    def reject(self) -> None:
        if self.is_running:
            self._on_cancel_clicked()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancel_asked.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.is_running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.file_chosen.emit(Path(files[0]))

    def _make_buttons(self) -> None:
        self.choose = Button(self._theme, self.tr("Choose a file"), "primary")
        self.cancel = Button(self._theme, self.tr("Cancel"), "outline")
        self.choose.clicked.connect(self._on_choose_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)

    def _start_page(self) -> QWidget:
        said = self.tr(
            "Thaw's own export, Insight Timer's CSV, or any other table as CSV. It may be dropped"
            " here, too. Nothing is taken in before you have seen what it would be."
        )
        self._refused = paragraph()
        parts = [paragraph(said, is_quiet=True), self._refused]
        heading = self.tr("Take in a history")
        return self._page(heading, parts, [self.choose, self._closer()])

    def _running_page(self) -> QWidget:
        self._saying = paragraph()
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far it has come"))
        return self._page(self.tr("One moment"), [self._saying, self._bar], [self.cancel])

    def _form_buttons(self) -> list[Button]:
        self.look_through = Button(self._theme, self.tr("Look through it"), "primary")
        self.look_through.clicked.connect(self._on_look_through_clicked)
        return [self.look_through, self._another(), self._closer()]

    def _report_buttons(self, is_some: bool) -> list[Button]:
        buttons = [self._another(), self._closer()]
        if self._form is not None:
            back = Button(self._theme, self.tr("Read it otherwise"), "outline")
            back.clicked.connect(self._on_back_clicked)
            buttons.insert(0, back)
        if is_some:
            self.take_in = Button(self._theme, self.tr("Take it in"), "primary")
            self.take_in.clicked.connect(self._on_take_in_clicked)
            buttons.insert(0, self.take_in)
        return buttons

    def _another(self) -> Button:
        self.another = Button(self._theme, self.tr("Another file"), "outline")
        self.another.clicked.connect(self._on_choose_clicked)
        return self.another

    def _listed(self, lines: Sequence[str], name: str) -> QPlainTextEdit:
        listed = QPlainTextEdit("\n".join(lines))
        listed.setReadOnly(True)
        listed.setTabChangesFocus(True)
        listed.setAccessibleName(name)
        listed.setMinimumHeight(self._theme.unit * 9)
        return listed

    def _is_to_stay(self, page: QWidget) -> bool:
        return page in (self._start, self._running) or self._holds_form(page)

    def _holds_form(self, page: QWidget) -> bool:
        return self._form is not None and page.isAncestorOf(self._form)

    def _on_mapping_changed(self) -> None:
        assert self._form is not None, "only a form tells of changes"
        self.look_through.setEnabled(self._form.is_ready)

    def _on_choose_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("A history to take in"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDirectory(str(usual_folder(Place.DownloadLocation)))
        dialog.setNameFilters(
            [self.tr("Histories (*.json *.csv *.tsv *.txt)"), self.tr("All files (*)")]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, name: str) -> None:
        self.file_chosen.emit(Path(name))

    def _on_look_through_clicked(self) -> None:
        self.preview_asked.emit(self.mapping)

    def _on_take_in_clicked(self) -> None:
        self.import_asked.emit(self.mapping)

    def _on_back_clicked(self) -> None:
        form = self._form
        assert form is not None, "the button is there with a form alone"
        for index in range(self._pages.count()):
            page = self._pages.widget(index)
            if page is not None and page.isAncestorOf(form):
                self._turn_to(page, form.rows["started"].combo)
                return

    def _on_cancel_clicked(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel_asked.emit()
