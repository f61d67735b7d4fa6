"""The mixer over a practice: its levels, heard while they are turned."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.settings import Settings
from thaw.shell.anchored_popup import AnchoredPopup
from thaw.shell.form_style import form_stylesheet
from thaw.shell.level_rows import LevelRows
from thaw.shell.theme import Theme


class LevelsPopup(AnchoredPopup):
    """The four levels and the low floor. Escape, L and a click beside it put it away."""

    setting_turned = Signal(str, object)
    """A level by its name in ``Settings``, while it is being dragged."""
    setting_changed = Signal(str, object)
    """A level, or the low floor, as it was left."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Levels"))
        self.setStyleSheet(form_stylesheet(theme))
        self.rows = LevelRows(theme)
        self.rows.show_settings(settings)
        self.rows.turned.connect(self.setting_turned)
        self.rows.chosen.connect(self.setting_changed)
        column = QVBoxLayout(self)
        pad = round(theme.unit * 0.8)
        column.setContentsMargins(pad, pad, pad, pad)
        column.addWidget(self.rows)
        self.setFixedWidth(min(theme.unit * 20, parent.window().width() - 24))

    def open_below(self, anchor: QWidget) -> None:
        super().open_below(anchor)
        self.rows.sliders["voice_db"].slider.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_L):
            self.close()
        else:
            super().keyPressEvent(event)
