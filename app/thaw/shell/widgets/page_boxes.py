"""Boxes for a number, a day and a time that leave the wheel and Escape to their page.

Scrolling the page would otherwise change, unseen, whatever passes below the pointer, and
Escape would not lead back from a view while one of them has the keyboard.
"""

from datetime import date

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox, QTimeEdit, QWidget


class DayBox(QDateEdit):
    """A day, typed or stepped through by key, as the person's country writes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        _leave_to_page(self)

    def chosen(self) -> date:
        """The day that it shows."""
        day = self.date()
        return date(day.year(), day.month(), day.day())


class TimeBox(QTimeEdit):
    """A time of day, typed or stepped through by key, as the person's country writes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        _leave_to_page(self)


class NumberBox(QSpinBox):
    """A whole number, typed or stepped through by key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _leave_to_page(self)


class _PageFirst(QObject):
    """Keeps the wheel and Escape from the box it watches; what the box ignores, its page gets."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_wheel = event.type() is QEvent.Type.Wheel
        if not is_wheel and not (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape):
            return super().eventFilter(watched, event)
        event.ignore()
        return True


def _leave_to_page(box: QAbstractSpinBox) -> None:
    # The wheel gives the keyboard to what it turns, unless it may not.
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(_PageFirst(box))
