"""The breath, drawn: a disc that fills and empties, or a bar where nothing should move."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRadialGradient,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from thaw.core.breath import Phase, eased
from thaw.core.plan import Breath
from thaw.core.units import RATE
from thaw.shell.theme import Theme

EMPTY: Final = 0.42
"""Radius of the disc with empty lungs, against full lungs."""
IDLE: Final = 0.5
"""Radius at rest, outside paced breathing."""
HALOS: Final = (1.7, 1.34)
"""Circles of faint light around the disc at rest, against its radius."""
IDLE_SWING: Final = 0.03
IDLE_PERIOD: Final = 14 * RATE
STEP: Final = 0.25
"""Pixels of radius below which a new picture could not be told from the last."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the canvas shows. Lengths in pixels; ``strength`` and ``sweep`` from 0 to 1.

    ``rings`` are outlines around the disc: one on a top-up, two on a hold. ``sweep`` is
    how much of a hold or rest has passed, drawn as an arc.
    """

    radius: float
    strength: float
    rings: int
    sweep: float | None
    is_hollow: bool


def look_at(breath: Breath | None, frame: int, fullness: float, full: float, moves: bool) -> Look:
    """How the disc looks at ``frame``, for a disc of ``full`` pixels with full lungs."""
    if breath is None:
        swing = IDLE_SWING * _wave(frame) if moves else 0.0
        return Look(_stepped(full * (IDLE + swing)), 0.9, 0, None, is_hollow=False)
    progress = min(max((frame - breath.at) / breath.length, 0.0), 1.0)
    radius = _stepped(full * (EMPTY + (1 - EMPTY) * fullness))
    match breath.phase:
        case Phase.IN:
            return Look(radius, 0.5 + 0.5 * eased(progress), 0, None, is_hollow=False)
        case Phase.TOP_UP:
            return Look(radius, 1.0, 1, None, is_hollow=False)
        case Phase.HOLD:
            return Look(radius, 1.0, 2, round(progress, 2), is_hollow=False)
        case Phase.OUT:
            return Look(radius, 1.0 - 0.5 * eased(progress), 0, None, is_hollow=False)
        case Phase.REST:
            return Look(radius, 0.5, 0, round(progress, 2), is_hollow=True)


class BreathCanvas(QWidget):
    """Draws the breath and nothing else; it decides nothing and keeps no time.

    Each phase differs by shape as well as by size: outlines gather around a hold, and
    the disc is hollow in the rest after breathing out.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._breath: Breath | None = None
        self._fullness = 0.0
        self._look = look_at(None, 0, 0.0, 100.0, moves=False)
        # Whatever it repaints it covers whole, so the page beneath need not be drawn.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.unit * 5, 72)
        self._choose_colours()
        theme.changed.connect(self._choose_colours)

    def show_breath(self, breath: Breath | None, frame: int, fullness: float) -> None:
        """Show the breath at ``frame``; repaints only where that differs from before."""
        is_new = (breath is None) != (self._breath is None) or (
            breath is not None and self._breath is not None and breath.phase != self._breath.phase
        )
        self._breath = breath
        moves = not self._theme.reduces_motion
        look = look_at(breath, frame, fullness, self._full(), moves)
        if look == self._look and (moves or fullness == self._fullness) and not is_new:
            return
        dirty = self.rect() if is_new or not moves else self._reach(look).united(self._reach())
        self._look = look
        self._fullness = fullness
        self.update(dirty)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit * 18, self._theme.unit * 18)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = self._full() * EMPTY if self._breath else self._full() * IDLE
        self._look = Look(_stepped(scale), 0.75, 0, None, is_hollow=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._background)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._theme.reduces_motion and self._breath is not None:
            self._paint_bar(painter)
        else:
            self._paint_disc(painter)
        painter.end()

    def _paint_disc(self, painter: QPainter) -> None:
        look, full = self._look, self._full()
        painter.translate(self._centre())
        if self._breath is None:
            self._paint_halos(painter)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._guide_pen)
            painter.drawEllipse(QPointF(0, 0), full, full)
        if not look.is_hollow:
            self._paint_body(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._edge_pen)
        if self._breath is not None:
            painter.drawEllipse(QPointF(0, 0), look.radius, look.radius)
        for ring in range(look.rings):
            far = look.radius + self._ring_gap() * (ring + 1)
            if ring == 1 and look.sweep is not None:
                self._paint_sweep(painter, far)
            else:
                painter.drawEllipse(QPointF(0, 0), far, far)
        if look.is_hollow and look.sweep is not None:
            self._paint_sweep(painter, look.radius - self._ring_gap())

    def _paint_halos(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for reach, brush in zip(HALOS, self._halos, strict=True):
            painter.setBrush(brush)
            painter.drawEllipse(QPointF(0, 0), self._look.radius * reach, self._look.radius * reach)

    def _paint_body(self, painter: QPainter) -> None:
        """The filled disc: one brush made for a unit circle, scaled to the radius."""
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(self._look.strength)
        painter.setBrush(self._body)
        painter.scale(self._look.radius, self._look.radius)
        painter.drawEllipse(QPointF(0, 0), 1.0, 1.0)
        painter.restore()

    def _paint_sweep(self, painter: QPainter, radius: float) -> None:
        box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        painter.setPen(self._sweep_pen)
        painter.drawArc(box, 90 * 16, -round((self._look.sweep or 0.0) * 360 * 16))

    def _paint_bar(self, painter: QPainter) -> None:
        """A bar that fills from the left; its outline thickens on a hold."""
        thick = min(self._theme.unit * 1.6, self.height() * 0.5)
        wide = min(self.width() - 2 * self._theme.unit, self._theme.unit * 22)
        box = QRectF((self.width() - wide) / 2, (self.height() - thick) / 2, wide, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("glow"))
        painter.drawRoundedRect(box, thick / 2, thick / 2)
        filled = QRectF(box)
        filled.setWidth(max(wide * self._fullness, thick))
        painter.setBrush(self._theme.colour("breath"))
        painter.drawRoundedRect(filled, thick / 2, thick / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(self._edge_pen)
        pen.setWidthF(1.5 + 2.0 * self._look.rings)
        if self._look.is_hollow:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box, thick / 2, thick / 2)

    def _full(self) -> float:
        """Radius of full lungs: what fits, with room for the rings of a hold."""
        room = min(self.width(), self.height()) / 2 - 2 * self._ring_gap() - 4
        return max(min(room, self._theme.unit * 11.0), 16.0)

    def _ring_gap(self) -> float:
        return max(min(self.height() / 40, self._theme.unit * 0.45), 3.0)

    def _centre(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _reach(self, look: Look | None = None) -> QRect:
        """The pixels a look touches."""
        look = look or self._look
        far = look.radius + look.rings * self._ring_gap()
        if self._breath is None:
            far = look.radius * HALOS[0]
        far += 4
        centre = self._centre()
        box = QRectF(centre.x() - far, centre.y() - far, 2 * far, 2 * far)
        return box.toAlignedRect()

    def _choose_colours(self) -> None:
        theme = self._theme
        self._background = theme.colour("window")
        self._guide_pen = QPen(theme.colour("line"), 1.25)
        self._edge_pen = QPen(theme.colour("breath_edge"), 2.0)
        self._sweep_pen = QPen(theme.colour("breath_edge"), 3.5)
        self._sweep_pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._body = _body_brush(theme.colour("breath"))
        self._halos = tuple(QBrush(_faint(theme.colour("breath"), alpha)) for alpha in (26, 40))
        self.update()


def _body_brush(core: QColor) -> QBrush:
    """A gradient on the unit circle: lighter above its middle, as a low sun is."""
    gradient = QRadialGradient(QPointF(0.0, 0.0), 1.0, QPointF(0.0, -0.25))
    gradient.setColorAt(0.0, _mixed(core, QColor("white"), 0.38))
    gradient.setColorAt(1.0, core)
    return QBrush(gradient)


def _mixed(one: QColor, other: QColor, part: float) -> QColor:
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * part,
        one.greenF() + (other.greenF() - one.greenF()) * part,
        one.blueF() + (other.blueF() - one.blueF()) * part,
    )


def _faint(colour: QColor, alpha: int) -> QColor:
    colour.setAlpha(alpha)
    return colour


def _wave(frame: int) -> float:
    """From -1 to 1 and back once a period, without corners."""
    place = (frame % IDLE_PERIOD) / IDLE_PERIOD
    return 2 * eased(1 - abs(2 * place - 1)) - 1


def _stepped(radius: float) -> float:
    return round(radius / STEP) * STEP
