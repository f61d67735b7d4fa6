"""The mixer over a practice: its levels, heard while they are turned."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.settings import Settings
from thaw.shell.player.level_rows import LevelRows
from thaw.shell.theme import Theme
from thaw.shell.widgets.anchored_popup import AnchoredPopup
from thaw.shell.widgets.form_style import form_stylesheet


class LevelsPopup(AnchoredPopup):
    """The four levels and the low floor. Escape, L and a click beside it put it away."""

    setting_turned = Signal(str, object)
    """A level by its name in ``Settings``, while it is being dragged."""
    setting_changed = Signal(str, object)
    """A level, or the low floor, as it was left."""
    placed = Signal(QRect)
    """Where it is on the screen; an empty rectangle once it has gone."""

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
        self._room_beside = theme.unit * 14
        self.setFixedWidth(min(theme.unit * 20, parent.window().width() - 24))

    def open_below(self, anchor: QWidget) -> None:
        """Show it under ``anchor``, or at the foot of a narrow window, off the breath."""
        super().open_below(anchor)
        window = anchor.window()
        if window.width() - self.width() < self._room_beside:
            foot = window.mapToGlobal(QPoint(0, window.height() - self.height() - 12))
            self.move(self.x(), max(foot.y(), window.mapToGlobal(QPoint(0, 0)).y()))
        self.placed.emit(self.geometry())
        self.rows.sliders["voice_db"].slider.setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.placed.emit(QRect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_L):
            self.close()
        else:
            super().keyPressEvent(event)
