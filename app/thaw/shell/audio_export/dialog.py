"""A session as a sound file: how long, in which format, where, and how far it has come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QProgressBar,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from thaw.shell.library.length_popup import LengthChips
from thaw.shell.library.state import Card
from thaw.shell.long_work import LongWork
from thaw.shell.theme import Text, Theme
from thaw.shell.usual_folder import Place, usual_folder
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import FlowLayout, flow_row
from thaw.shell.wording import breakable, minutes_text

_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))
_STEPS: Final = 1000
_ASKING, _TAKEN, _WRITING, _DONE = range(4)
"""The pages, in their order."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of sound file by its ending, and why it can't be made here, or ""."""

    ending: str
    obstacle: str = ""


class ExportDialog(QDialog):
    """Asks, shows progress, and says how it ended. Closing it while it writes cancels that.

    ``begin`` has the session of a card, at its ``minutes``, written to a file by
    ``exporting``, and hears whether at the person's own levels; ``words_for`` says what
    went wrong, or "" where that was wanted. With ``offers_levels`` the levels are asked.
    """

    def __init__(
        self,
        theme: Theme,
        card: Card,
        formats: Sequence[Format],
        begin: Callable[[Card, Path, bool], None],
        exporting: LongWork,
        words_for: Callable[[Exception], str],
        parent: QWidget,
        *,
        offers_levels: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(self.tr("Export as audio"))
        self._theme = theme
        self._card = card
        self._begin_writing = begin
        self._exporting = exporting
        self._words_for = words_for
        self._formats = tuple(formats)
        self._folder = usual_folder(Place.MusicLocation)
        self._stem = ""
        """The name that was chosen, without its ending; "" goes by title and length."""
        self._offers_levels = offers_levels
        self._lay_out()
        self._connect()
        self._show_path()
        self._fit(min(theme.unit * 30, parent.window().width()))
        self._save.setFocus()

    def path(self) -> Path:
        """Where the file will be."""
        name = self._stem or _file_stem(replace(self._card, minutes=self.length.minutes()))
        return self._folder / f"{name}.{self._ending()}"

    def save_as(self, path: Path) -> None:
        """Save there; an ending that can be made chooses the format, any other is no ending."""
        ending = path.suffix.lower().removeprefix(".")
        possible = {one.ending for one in self._formats if not one.obstacle}
        self._folder = path.parent
        self._stem = path.stem if ending in possible else path.name
        if ending in possible:
            self._choose(ending)
        self._show_path()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._exporting.cancel()
        super().closeEvent(event)

    def reject(self) -> None:
        self._exporting.cancel()
        super().reject()

    def _fit(self, width: int) -> None:
        """Be as high as the words are at this width."""
        # The style sheet gives the chips their size; Qt would do so when they are shown.
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        self.resize(width, self.heightForWidth(width))

    def _lay_out(self) -> None:
        unit = self._theme.unit
        column = QVBoxLayout(self)
        column.setContentsMargins(unit, unit, unit, unit)
        column.setSpacing(unit // 2)
        column.addWidget(label(self._card.title, Text.HEADING))
        self._pages = QStackedLayout()
        for page in (self._form(), self._question(), self._running(), self._done()):
            self._pages.addWidget(page)
        column.addLayout(self._pages)

    def _form(self) -> QWidget:
        page, column = self._page()
        column.addSpacing(self._theme.unit // 2)
        column.addWidget(label(self.tr("How long"), is_quiet=True))
        self.length = LengthChips(self._theme, self._card, self._card.minutes)
        column.addWidget(self.length)
        column.addSpacing(self._theme.unit // 2)
        column.addWidget(label(self.tr("Format"), is_quiet=True))
        column.addWidget(self._format_chips())
        if reasons := _reasons(self._formats):
            column.addWidget(label(reasons, Text.SMALL, is_quiet=True))
        column.addSpacing(self._theme.unit // 2)
        column.addWidget(self._levels_choice())
        column.addWidget(label(self.tr("Save as"), is_quiet=True))
        self._where = label()
        column.addWidget(self._where)
        self._refusal = label()
        self._refusal.hide()
        column.addWidget(self._refusal)
        column.addStretch(1)
        self._elsewhere = Button(self._theme, self.tr("Elsewhere…"), "outline")
        self._save = Button(self._theme, self.tr("Save"), "primary")
        column.addWidget(self._row(self._elsewhere, self._closer(self.tr("Cancel")), self._save))
        return page

    def _format_chips(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=max(self._theme.unit // 3, 4))
        self._chips = QButtonGroup(self)
        for number, one in enumerate(self._formats):
            chip = Button(self._theme, one.ending, "chip")
            chip.setCheckable(True)
            chip.setEnabled(not one.obstacle)
            chip.setToolTip(one.obstacle)
            chip.setAccessibleDescription(one.obstacle)
            self._chips.addButton(chip, number)
            flow.addWidget(chip)
        first = next(one.ending for one in self._formats if not one.obstacle)
        self._choose(first)
        return row

    def _levels_choice(self) -> QWidget:
        """Whether it sounds as here; in sight where that makes a difference."""
        part, column = self._page()
        self._own_levels = Button(self._theme, self.tr("With my own levels"), "chip")
        self._own_levels.setCheckable(True)
        column.addWidget(self._own_levels, 0, Qt.AlignmentFlag.AlignLeft)
        words = self.tr("Without, every sound is as loud as it was made.")
        column.addWidget(label(words, Text.SMALL, is_quiet=True))
        column.addSpacing(self._theme.unit // 2)
        part.setVisible(self._offers_levels)
        return part

    def _question(self) -> QWidget:
        page, column = self._page()
        self._taken = label()
        column.addWidget(self._taken)
        column.addStretch(1)
        self._replace = Button(self._theme, self.tr("Replace it"), "outline")
        self._keep = Button(self._theme, self.tr("Keep it"), "primary")
        column.addWidget(self._row(self._replace, self._keep))
        return page

    def _running(self) -> QWidget:
        page, column = self._page()
        self._saying = label()
        column.addWidget(self._saying)
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How much is written"))
        column.addWidget(self._bar)
        column.addStretch(1)
        self._cancel = Button(self._theme, self.tr("Cancel"), "outline")
        column.addWidget(self._row(self._cancel))
        return page

    def _done(self) -> QWidget:
        page, column = self._page()
        self._ended = label()
        column.addWidget(self._ended)
        column.addStretch(1)
        self._folder_button = Button(self._theme, self.tr("Open the folder"), "outline")
        column.addWidget(self._row(self._folder_button, self._closer(self.tr("Close"))))
        return page

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.unit // 2)
        return page, column

    def _row(self, *buttons: Button) -> QWidget:
        """Side by side, or below each other where large text meets a narrow window."""
        return flow_row(*buttons, spacing=self._theme.unit // 2)

    def _closer(self, words: str) -> Button:
        button = Button(self._theme, words, "outline")
        button.clicked.connect(self.reject)
        return button

    def _connect(self) -> None:
        self.length.changed.connect(self._show_path)
        self._chips.idClicked.connect(self._show_path)
        self._elsewhere.clicked.connect(self._on_elsewhere_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._replace.clicked.connect(self._begin)
        self._keep.clicked.connect(self._show_form)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._folder_button.clicked.connect(self._on_folder_clicked)
        self._exporting.progressed.connect(self._on_progressed)
        self._exporting.finished.connect(self._on_finished)
        self._exporting.failed.connect(self._on_failed)

    def _ending(self) -> str:
        return self._formats[self._chips.checkedId()].ending

    def _choose(self, ending: str) -> None:
        number = next(n for n, one in enumerate(self._formats) if one.ending == ending)
        self._chips.button(number).setChecked(True)

    def _show_path(self) -> None:
        self._refusal.hide()
        self._where.setText(breakable(self.path()))
        self._where.setAccessibleName(str(self.path()))

    def _show_form(self) -> None:
        self._pages.setCurrentIndex(_ASKING)

    def _on_elsewhere_clicked(self) -> None:
        # Whether a file may be replaced is asked here, where its ending is known.
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save as"),
            str(self.path()),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.save_as(Path(chosen))

    def _on_save_clicked(self) -> None:
        path = self.path()
        if path.exists():
            self._taken.setText(self.tr("There is a file called {0} already.").format(path.name))
            self._pages.setCurrentIndex(_TAKEN)
            self._keep.setFocus()
        else:
            self._begin()

    def _begin(self) -> None:
        self._saying.setText(self.tr("Writing {0}").format(self.path().name))
        self._bar.setValue(0)
        self._cancel.setEnabled(True)
        self._pages.setCurrentIndex(_WRITING)
        card = replace(self._card, minutes=self.length.minutes())
        self._begin_writing(card, self.path(), self._own_levels.isChecked())

    def _on_cancel_clicked(self) -> None:
        self._cancel.setEnabled(False)
        self._exporting.cancel()

    def _is_writing(self) -> bool:
        return self._pages.currentIndex() == _WRITING

    def _on_progressed(self, share: float) -> None:
        self._bar.setValue(round(share * _STEPS))

    def _on_finished(self) -> None:
        if not self._is_writing():
            # The one before could not be cancelled in time: it is none of this dialog's.
            return
        self._ended.setText(self.tr("Saved as {0}").format(breakable(self.path())))
        self._pages.setCurrentIndex(_DONE)

    def _on_failed(self, error: Exception) -> None:
        if not self._is_writing():
            return
        words = self._words_for(error)
        self._refusal.setText(words)
        self._refusal.setVisible(bool(words))
        self._show_form()

    def _on_folder_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path().parent)))


def _file_stem(card: Card) -> str:
    """The title and the length, in signs that any disk takes."""
    name = f"{card.title}, {minutes_text(card.minutes)}".translate(_NOT_IN_NAMES)
    return name.strip(" .")[:120]


def _reasons(formats: Sequence[Format]) -> str:
    """One sentence for each reason, with all the formats it keeps away."""
    by_reason: dict[str, list[str]] = {}
    for one in formats:
        if one.obstacle:
            by_reason.setdefault(one.obstacle, []).append(one.ending)
    said = QCoreApplication.translate("ExportDialog", "Not here: {0}. {1}")
    return "\n".join(said.format(", ".join(e), reason) for reason, e in by_reason.items())
