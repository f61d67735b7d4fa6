"""What a person has practised and written: out, in, and back to an earlier state."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from thaw.shell.settings.section import Section
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row

_STEPS = 1000


class DataSection(Section):
    """Three things to do with the history, and where it is."""

    export_asked = Signal()
    import_asked = Signal()
    copies_asked = Signal()
    folder_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        note = label(
            self.tr(
                "Practices, journal and answers lie on this computer alone."
                " They are yours to take elsewhere, and to bring in from other apps."
            ),
            Text.SMALL,
            is_quiet=True,
        )
        self.export = Button(theme, self.tr("Export everything"), "outline")
        self.take_in = Button(theme, self.tr("Import a file"), "outline")
        self.copies = Button(theme, self.tr("Go back to a copy"), "outline")
        self.folder = Button(theme, self.tr("Open the folder"), "outline")
        self.cancel = Button(theme, self.tr("Cancel"), "outline")
        self.export.set_short_text(self.tr("Export"))
        self.copies.set_short_text(self.tr("Copies"))
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How much is written"))
        self._note = label()
        ways = (self.export, self.take_in, self.copies, self.folder, self.cancel)
        buttons = flow_row(*ways, spacing=theme.unit // 2)
        self.stack([note, buttons, self.bar, self._note])
        self.export.clicked.connect(self.export_asked)
        self.take_in.clicked.connect(self.import_asked)
        self.copies.clicked.connect(self.copies_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.rest("")

    def begin(self) -> None:
        """Show that an export is being written."""
        self._show(is_busy=True)
        self.show_share(0.0)
        self._note.hide()
        self.cancel.setFocus()

    def show_share(self, share: float) -> None:
        self.bar.setValue(round(share * _STEPS))

    def rest(self, words: str) -> None:
        """Show that nothing is being written, and say what came of it; "" for nothing."""
        had_focus = self.cancel.hasFocus()
        self._show(is_busy=False)
        self._note.setText(words)
        self._note.setVisible(bool(words))
        if had_focus:
            self.export.setFocus()

    def _show(self, *, is_busy: bool) -> None:
        self.bar.setVisible(is_busy)
        self.cancel.setVisible(is_busy)
        for button in (self.export, self.take_in, self.copies):
            button.setEnabled(not is_busy)
