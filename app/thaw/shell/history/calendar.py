"""A year as a calendar: moved through by key, by click, and read out day by day."""

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from thaw.shell.history.grid import YearGrid
from thaw.shell.history.painting import paint_year
from thaw.shell.history.state import HistoryState
from thaw.shell.history.words import day_sentence
from thaw.shell.theme import Theme


class YearCalendar(QWidget):
    """The year that the chosen day lies in. Choosing a day of another year shows that one.

    Left and right move by a week, up and down by a day, Page Up and Page Down by a
    month, with Ctrl by a year; Home and End go to the ends of the year.
    """

    day_chosen = Signal(object)
    """Another day was moved to."""
    day_opened = Signal(object)
    """Enter, Space or a click on a day."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = HistoryState(date.min)
        self._day = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Not Fixed: that is as high as the size hint, whatever the width asks for.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys move by day and week, Page Up and Page Down by month, "
                "with Control by year. Enter goes to the practices of the day."
            )
        )
        theme.changed.connect(self._on_theme_changed)

    @property
    def day(self) -> date:
        """The day that is chosen."""
        return self._day

    def show_state(self, state: HistoryState) -> None:
        """Show these days; the chosen day stays as it is, and is today at first."""
        is_new = self._day == date.min or self._day == self._state.today
        self._state = state
        self._day = state.today if is_new else self._bounded(self._day)
        self._tell()
        self.updateGeometry()
        self.update()

    def choose(self, day: date) -> None:
        """Move to a day, or to the nearest that may be looked at."""
        day = self._bounded(day)
        if day == self._day:
            return
        before, self._day = self._day, day
        if before.year == day.year:
            self._update_day(before)
            self._update_day(day)
        else:
            self.updateGeometry()
            self.update()
        self._tell()
        self.day_chosen.emit(day)

    def sizeHint(self) -> QSize:
        wide = self._theme.unit * 40
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.unit * 6, self._theme.unit * 6)

    def heightForWidth(self, width: int) -> int:
        return self._grid(width).height

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(event)
            if day is not None:
                QToolTip.showText(event.globalPos(), day_sentence(self._state, day), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self._moved(event)
        if day is not None:
            self.choose(day)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_opened.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        place = event.position().toPoint()
        day = self._grid(self.width()).day_at(place.x(), place.y())
        if event.button() is Qt.MouseButton.LeftButton and day is not None:
            self.choose(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._update_day(self._day)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_day(self._day)

    def paintEvent(self, event: QPaintEvent) -> None:
        grid = self._grid(self.width())
        painter = QPainter(self)
        paint_year(painter, grid, self._state, self._theme, event.rect())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        role, thick = ("focus", 2.0) if self.hasFocus() else ("text", 1.25)
        painter.setPen(QPen(self._theme.colour(role), thick))
        round_by = grid.side * 0.25
        painter.drawRoundedRect(self._box(self._day).adjusted(1, 1, -2, -2), round_by, round_by)
        painter.end()

    def _moved(self, event: QKeyEvent) -> date | None:
        """Where a key goes to, or None for keys that go nowhere."""
        day, year = self._day, self._day.year
        by_year = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Up:
                return _days_on(day, -1)
            case Qt.Key.Key_Down:
                return _days_on(day, 1)
            case Qt.Key.Key_Left:
                return _days_on(day, -7)
            case Qt.Key.Key_Right:
                return _days_on(day, 7)
            case Qt.Key.Key_PageUp:
                return months_on(day, -12 if by_year else -1)
            case Qt.Key.Key_PageDown:
                return months_on(day, 12 if by_year else 1)
            case Qt.Key.Key_Home:
                return date(year, 1, 1)
            case Qt.Key.Key_End:
                return date(year, 12, 31)
            case _:
                return None

    def _bounded(self, day: date) -> date:
        """Whole years may be looked at from their beginning, and none of the days to come."""
        first = date(self._state.first_day.year, 1, 1)
        return min(max(day, first), self._state.last_day)

    def _grid(self, width: int) -> YearGrid:
        return YearGrid(self._day.year, self._state.week_start, width, self._theme.unit)

    def _box(self, day: date) -> QRect:
        grid = self._grid(self.width())
        return QRect(*grid.corner(day), grid.side, grid.side)

    def _day_at(self, event: QHelpEvent) -> date | None:
        return self._grid(self.width()).day_at(event.pos().x(), event.pos().y())

    def _update_day(self, day: date) -> None:
        self.update(self._box(day).adjusted(-2, -2, 2, 2))

    def _tell(self) -> None:
        self.setAccessibleName(day_sentence(self._state, self._day))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of a month that has no such day."""
    month = day.year * 12 + day.month - 1 + months
    year = min(max(month // 12, date.min.year), date.max.year)
    month = month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _days_on(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
