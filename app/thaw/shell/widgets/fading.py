"""Parts of a view that appear when wanted and fade away by themselves."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from thaw.shell.theme import Theme

APPEAR_MS: Final = 180
VANISH_MS: Final = 900


class Fading(QObject):
    """Fades some widgets together. They stay in place, and within reach of the keyboard."""

    def __init__(self, theme: Theme, widgets: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._opacity = 1.0
        self._is_shown = True
        self._effects = [QGraphicsOpacityEffect(widget) for widget in widgets]
        for widget, effect in zip(widgets, self._effects, strict=True):
            effect.setEnabled(False)
            widget.setGraphicsEffect(effect)
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._motion.valueChanged.connect(self._set_opacity)

    @property
    def is_shown(self) -> bool:
        """True from the moment they begin to appear until they begin to fade."""
        return self._is_shown

    def set_shown(self, is_shown: bool) -> None:
        """Appear or fade; at once where nothing should move."""
        if is_shown == self._is_shown:
            return
        self._is_shown = is_shown
        self._motion.stop()
        if self._theme.reduces_motion:
            self._set_opacity(1.0 if is_shown else 0.0)
            return
        self._motion.setDuration(APPEAR_MS if is_shown else VANISH_MS)
        self._motion.setStartValue(self._opacity)
        self._motion.setEndValue(1.0 if is_shown else 0.0)
        self._motion.start()

    def is_moving(self) -> bool:
        return self._motion.state() == QAbstractAnimation.State.Running

    def finish(self) -> None:
        """Be at once where the fade was going."""
        self._motion.stop()
        self._set_opacity(1.0 if self._is_shown else 0.0)

    def _set_opacity(self, opacity: float) -> None:
        self._opacity = opacity
        for effect in self._effects:
            effect.setOpacity(opacity)
            # Drawing through an effect costs time and sharpness: only while it is needed.
            effect.setEnabled(opacity < 1.0)
