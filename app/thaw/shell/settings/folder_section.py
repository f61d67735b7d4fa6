"""Where the person's own sessions lie."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from thaw.shell.settings.section import Section
from thaw.shell.settings.state import SettingsState
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.selectable_text import SelectableText


class FolderSection(Section):
    """Where the person's own sessions lie."""

    open_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._where = SelectableText("", self.tr("The folder"))
        note = label(
            self.tr("Session files and recordings in this folder are in the library."),
            Text.SMALL,
            is_quiet=True,
        )
        self.open = Button(theme, self.tr("Open the folder"), "outline")
        self.change = Button(theme, self.tr("Choose another"), "outline")
        self.usual = Button(theme, self.tr("The usual one"), "outline")
        buttons = flow_row(self.open, self.change, self.usual, spacing=theme.unit // 2)
        self.stack([self._where, note, buttons])
        self.open.clicked.connect(self.open_asked)
        self.change.clicked.connect(self._on_change_clicked)
        self.usual.clicked.connect(self._on_usual_clicked)

    def show_state(self, state: SettingsState) -> None:
        self._where.show_text(str(state.sessions_folder))
        self.usual.setVisible(state.settings.sessions_folder is not None)

    def _on_change_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("The folder for sessions of your own"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_picked)
        dialog.open()

    def _on_picked(self, folder: str) -> None:
        self.chosen.emit("sessions_folder", folder)

    def _on_usual_clicked(self) -> None:
        self.chosen.emit("sessions_folder", None)
