"""What a summary is to tell, of which days, and where it goes."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QDialog, QFileDialog, QVBoxLayout, QWidget

from thaw.practice.summary import Span, Wanted
from thaw.shell.settings.state import Choice
from thaw.shell.summary.files import Ending
from thaw.shell.theme import Text, Theme
from thaw.shell.usual_folder import Place, usual_folder
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import FlowLayout, flow_row
from thaw.shell.widgets.form_style import FormStyle
from thaw.shell.widgets.scroll_column import ScrollColumn
from thaw.shell.widgets.setting_rows import ChoiceRow, SwitchRow
from thaw.shell.wording import breakable


class SummaryDialog(QDialog):
    """Asks, and stays until it is closed, so that what came of it can be read.

    Nothing is made before Save is pressed, and a file that is there is replaced only where
    the person has picked it themselves.
    """

    save_asked = Signal(object, object, str)
    """What is ``Wanted``, the path, and the ``Ending``."""

    def __init__(self, theme: Theme, spans: Sequence[tuple[str, Span]], parent: QWidget) -> None:
        """``spans`` are what there is to choose from, each with its words, the usual first."""
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(self.tr("Make a summary"))
        self._theme = theme
        self._picked: Path | None = None
        self._wanted = Wanted(spans[0][1])
        self._folder = usual_folder(Place.DocumentsLocation)
        choices = [Choice(span, words) for words, span in spans]
        self.span = ChoiceRow(theme, "span", self.tr("Of which days"), choices)
        self.switches = {name: SwitchRow(theme, name, *texts) for name, texts in self._named()}
        self._chips = QButtonGroup(self)
        self._where = paragraph(is_quiet=True)
        self._said = paragraph()
        self.elsewhere = Button(theme, self.tr("Elsewhere…"), "outline")
        self.closer = Button(theme, self.tr("Close"), "outline")
        self.save = Button(theme, self.tr("Save"), "primary")
        self.folder = Button(theme, self.tr("Open the folder"), "outline")
        self._lay_out()
        self._connect()
        self._show()
        FormStyle(theme, self)
        self._fit(parent.window())
        self.save.setFocus()

    def path(self) -> Path:
        """Where the file will be: where it was picked, or else beside what is there."""
        if self._picked is not None:
            return self._picked
        span = self._wanted.span
        stem = self.tr("Thaw summary {0} to {1}").format(span.first, span.last)
        return _free(self._folder / f"{stem}.{self.ending()}")

    def ending(self) -> Ending:
        return tuple(Ending)[self._chips.checkedId()]

    def save_as(self, path: Path) -> None:
        """Save there; an ending that can be made chooses what is made, any other is no ending."""
        known = path.suffix.lower().removeprefix(".")
        if known in tuple(Ending):
            self._chips.button(tuple(Ending).index(Ending(known))).setChecked(True)
        else:
            # Of that name nobody was asked whether it may be replaced.
            path = _free(path.with_name(f"{path.name}.{self.ending()}"))
        self._picked = path
        self._show()

    def say_saved(self, path: Path) -> None:
        self._say(self.tr("Saved as {0}").format(breakable(path)))
        self._where.hide()
        self.folder.show()
        self.closer.setFocus()

    def say_refused(self, words: str) -> None:
        """Say why there is no file."""
        self._say(words)
        self.save.setFocus()

    def _named(self) -> tuple[tuple[str, tuple[str, str]], ...]:
        notes = self.tr("In your own words, whole. Look through them before you hand them on.")
        ratings = self.tr(
            "Those beside practices: the middle of four weeks beside that of the four before,"
            " with six ratings in each."
        )
        return (
            ("weeks", (self.tr("Days and minutes, week by week"), "")),
            ("kinds", (self.tr("Kinds of practice"), "")),
            ("ratings", (self.tr("Your ratings"), ratings)),
            ("notes", (self.tr("Your notes on practices"), notes)),
        )

    def _lay_out(self) -> None:
        page = ScrollColumn(self._theme)
        column = page.column
        column.addWidget(paragraph(self.tr("A summary to hand to somebody"), Text.HEADING))
        said = self.tr("It is made now, on this computer, and goes nowhere by itself.")
        column.addWidget(paragraph(said, is_quiet=True))
        column.addWidget(self.span)
        for row in self.switches.values():
            column.addWidget(row)
        column.addWidget(self._endings())
        column.addWidget(self._where)
        column.addWidget(self._said)
        buttons = flow_row(
            self.save, self.elsewhere, self.closer, self.folder, spacing=self._theme.unit // 2
        )
        column.addWidget(buttons)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        self._said.hide()
        self.folder.hide()

    def _endings(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=max(self._theme.unit // 3, 4))
        words = {Ending.PDF: self.tr("PDF"), Ending.HTML: self.tr("Web page (HTML)")}
        for number, ending in enumerate(Ending):
            chip = Button(self._theme, words[ending], "chip")
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            self._chips.addButton(chip, number)
            flow.addWidget(chip)
        return row

    def _connect(self) -> None:
        self.span.chosen.connect(self._on_span_chosen)
        for row in self.switches.values():
            row.chosen.connect(self._on_switched)
        self._chips.idClicked.connect(self._on_ending_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.elsewhere.clicked.connect(self._on_elsewhere_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)
        self.closer.clicked.connect(self.reject)

    def _show(self) -> None:
        self.span.show_value(self._wanted.span)
        for name, row in self.switches.items():
            row.show_value(bool(getattr(self._wanted, name)))
        path = self.path()
        self._where.show()
        self._where.setText(self.tr("It will be {0}").format(breakable(path)))
        self._where.setAccessibleName(self.tr("It will be {0}").format(path))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self.save.setEnabled(True)

    def _fit(self, window: QWidget) -> None:
        """No larger than the window behind it; what has no room scrolls."""
        unit = self._theme.unit
        self.resize(min(unit * 34, window.width()), min(unit * 30, window.height()))

    def _on_span_chosen(self, _name: str, span: Span) -> None:
        self._change(replace(self._wanted, span=span))

    def _on_switched(self, name: str, is_on: bool) -> None:
        self._change(replace(self._wanted, **{name: is_on}))

    def _change(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._say("")
        self.folder.hide()
        self._show()

    def _on_ending_clicked(self) -> None:
        if self._picked is not None:
            self._picked = _free(self._picked.with_suffix(f".{self.ending()}"))
        self._change(self._wanted)

    def _on_save_clicked(self) -> None:
        self._say("")
        self.save.setEnabled(False)
        self.save_asked.emit(self._wanted, self.path(), self.ending().value)

    def _on_elsewhere_clicked(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save as"), str(self.path()))
        if chosen:
            self.save_as(Path(chosen))

    def _on_folder_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path().parent)))


def _free(path: Path) -> Path:
    """``path``, or where a file is there already the same name with the next free number."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free
