"""The breath, drawn: a disc that fills and empties, or a bar where nothing should move."""

from enum import StrEnum
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRadialGradient,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from thaw.core.breath import Phase, Side, eased
from thaw.core.plan import Breath
from thaw.core.units import RATE
from thaw.shell.theme import Theme

EMPTY: Final = 0.42
"""Radius of the disc with empty lungs, against full lungs."""
IDLE: Final = 0.5
"""Radius at rest, outside paced breathing."""
HALOS: Final = ((1.7, 26), (1.34, 40))
"""Circles of faint light around the disc at rest: reach against its radius, and alpha."""
SPREAD: Final = 1.02
"""Room for the outline of the disc."""
IDLE_SWING: Final = 0.018
IDLE_PERIOD: Final = 14 * RATE
STEP: Final = 0.5
"""Pixels of radius by which the disc grows: finer steps cannot be told apart, and cost more."""


class Guide(StrEnum):
    """The ring that shows how far full lungs reach."""

    NONE = "none"
    SOLID = "solid"
    DOTTED = "dotted"


class Look(NamedTuple):
    """What the canvas shows. ``radius`` in pixels; ``strength`` and ``sweep`` from 0 to 1.

    ``rings`` are outlines around the disc: one on a top-up, two on a hold. ``sweep`` is
    how much of a hold or rest has passed, drawn as an arc.
    """

    radius: float
    strength: float = 1.0
    guide: Guide = Guide.SOLID
    rings: int = 0
    sweep: float | None = None
    is_hollow: bool = False


def look_at(breath: Breath | None, frame: int, fullness: float, full: float, moves: bool) -> Look:
    """How the disc looks at ``frame``, for a disc of ``full`` pixels with full lungs."""
    if breath is None:
        swing = IDLE_SWING * _wave(frame) if moves else 0.0
        return Look(_stepped(full * (IDLE + swing)), guide=Guide.NONE)
    progress = min(max((frame - breath.at) / breath.length, 0.0), 1.0)
    radius = _stepped(full * (EMPTY + (1 - EMPTY) * fullness))
    match breath.phase:
        case Phase.IN:
            return Look(radius, round(0.8 + 0.2 * eased(progress), 2))
        case Phase.TOP_UP:
            return Look(radius, rings=1)
        case Phase.HOLD:
            return Look(radius, rings=2, sweep=round(progress, 2))
        case Phase.OUT:
            return Look(radius, round(1.0 - 0.2 * eased(progress), 2), Guide.DOTTED)
        case Phase.REST:
            return Look(radius, guide=Guide.DOTTED, sweep=round(progress, 2), is_hollow=True)


class BreathCanvas(QWidget):
    """Draws the breath and nothing else; it decides nothing and keeps no time.

    Each phase differs by shape as well as by size: breathing in fills a solid ring,
    breathing out leaves a dotted one, outlines gather around a hold, and the disc is
    hollow in the rest after breathing out. Where one nostril is meant, the mark on its
    side is full and the other hollow. What never changes between two frames is drawn
    once; a frame is two copies of pixels.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._breath: Breath | None = None
        self._side: Side | None = None
        self._ground: QPixmap | None = None
        self._disc: QPixmap | None = None
        self._fullness = 0.0
        self._look = look_at(None, 0, 0.0, 100.0, moves=False)
        self._touched = QRect()
        """The pixels that the look in sight touches."""
        self._ring_gap = self._full = 0.0
        # Whatever it repaints it covers whole, so the page beneath need not be drawn.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.unit * 5, 72)
        self._choose_colours()
        theme.changed.connect(self._choose_colours)

    def show_breath(self, breath: Breath | None, frame: int, fullness: float) -> None:
        """Show the breath at ``frame``; repaints only where that differs from before."""
        side = None if breath is None else breath.side
        is_new = side is not self._side or _phase(breath) is not _phase(self._breath)
        self._breath = breath
        moves = not self._theme.reduces_motion
        look = look_at(breath, frame, fullness, self._full, moves)
        if look == self._look and (moves or fullness == self._fullness) and not is_new:
            return
        touched = self._reach(look)
        dirty = self.rect() if is_new or not moves else touched.united(self._touched)
        if look.guide is not self._look.guide or side is not self._side:
            self._ground = None
        self._side = side
        if is_new:
            self._disc = None
        self._look, self._touched = look, touched
        self._fullness = fullness
        self.update(dirty)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit * 18, self._theme.unit * 18)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self._forget_drawings()
        lungs = self._full * (IDLE if self._breath is None else EMPTY)
        self._look = Look(_stepped(lungs), guide=self._look.guide)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._theme.reduces_motion and self._breath is not None:
            painter.fillRect(event.rect(), self._background)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_bar(painter)
        else:
            self._paint_disc(painter, event.rect())
        painter.end()

    def _paint_disc(self, painter: QPainter, dirty: QRect) -> None:
        look = self._look
        ground = self._ground = self._ground or self._drawn_ground()
        ratio = ground.devicePixelRatio()
        source = QRectF(dirty.x(), dirty.y(), dirty.width(), dirty.height())
        painter.drawPixmap(
            QRectF(dirty),
            ground,
            QRectF(source.topLeft() * ratio, source.size() * ratio),
        )
        painter.translate(self._centre())
        if not look.is_hollow:
            self._paint_body(painter)
        if look.rings or look.is_hollow:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_rings(painter)

    def _paint_body(self, painter: QPainter) -> None:
        disc = self._disc = self._disc or self._drawn_disc()
        reach = self._look.radius * self._spread()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(self._look.strength)
        painter.drawPixmap(QRectF(-reach, -reach, 2 * reach, 2 * reach), disc, QRectF(disc.rect()))
        painter.setOpacity(1.0)

    def _paint_rings(self, painter: QPainter) -> None:
        look = self._look
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._edge_pen)
        if look.is_hollow:
            painter.drawEllipse(QPointF(0, 0), look.radius, look.radius)
            self._paint_sweep(painter, look.radius - self._ring_gap)
        for ring in range(look.rings):
            far = look.radius + self._ring_gap * (ring + 1)
            if ring == 1:
                self._paint_sweep(painter, far)
            else:
                painter.drawEllipse(QPointF(0, 0), far, far)

    def _paint_sweep(self, painter: QPainter, radius: float) -> None:
        box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        painter.setPen(self._sweep_pen)
        painter.drawArc(box, 90 * 16, -round((self._look.sweep or 0.0) * 360 * 16))

    def _paint_bar(self, painter: QPainter) -> None:
        """A bar that fills from the left; its outline thickens on a hold, and is broken on the
        way out.
        """
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
        if self._look.guide is Guide.DOTTED:
            is_hollow = self._look.is_hollow
            pen.setStyle(Qt.PenStyle.DotLine if is_hollow else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box, thick / 2, thick / 2)

        below = box.bottom() + self._theme.unit
        self._paint_sides(painter, QPointF(box.center().x(), below), wide / 2)

    def _paint_sides(self, painter: QPainter, middle: QPointF, apart: float) -> None:
        """A mark to the left and one to the right of ``middle``, where one nostril is meant."""
        if self._side is None:
            return
        painter.setPen(self._edge_pen)
        for side, towards in ((Side.LEFT, -apart), (Side.RIGHT, apart)):
            is_meant = side is self._side
            painter.setBrush(self._edge_pen.color() if is_meant else Qt.BrushStyle.NoBrush)
            size = max(self._ring_gap, self._theme.unit * 0.3) * (0.9 if is_meant else 0.6)
            painter.drawEllipse(middle + QPointF(towards, 0.0), size, size)

    def _drawn_ground(self) -> QPixmap:
        """The background with the guide ring on it, and the marks of the nostrils."""
        drawn = self._blank(self.width(), self.height())
        drawn.fill(self._background)
        if self._look.guide is Guide.NONE:
            return drawn
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._guide_pen)
        if self._look.guide is Guide.DOTTED:
            pen.setWidthF(2.5)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, 3.2])
        painter.setPen(pen)
        painter.drawEllipse(self._centre(), self._full, self._full)
        # Low on both sides, where a window of any shape has room.
        beside = self._full * 0.86
        self._paint_sides(painter, self._centre() + QPointF(0.0, beside), beside)
        painter.end()
        return drawn

    def _drawn_disc(self) -> QPixmap:
        """The disc with full lungs: with its halos at rest, with its outline otherwise."""
        radius = self._full * (IDLE if self._breath is None else 1.0)
        reach = radius * self._spread()
        drawn = self._blank(round(2 * reach), round(2 * reach))
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(reach, reach)
        if self._breath is None:
            for far, alpha in HALOS:
                painter.setBrush(_faint(self._theme.colour("breath"), alpha))
                painter.drawEllipse(QPointF(0, 0), radius * far, radius * far)
        painter.scale(radius, radius)
        painter.setBrush(self._body)
        painter.drawEllipse(QPointF(0, 0), 1.0, 1.0)
        painter.resetTransform()
        if self._breath is not None:
            painter.setPen(QPen(self._edge_pen.color(), 3.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(reach, reach), radius - 1.0, radius - 1.0)
        painter.end()
        return drawn

    def _blank(self, width: int, height: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        blank = QPixmap(max(round(width * ratio), 1), max(round(height * ratio), 1))
        blank.setDevicePixelRatio(ratio)
        return blank

    def _spread(self) -> float:
        """How far the drawn disc reaches, against its radius."""
        return HALOS[0][0] if self._breath is None else SPREAD

    def _forget_drawings(self) -> None:
        self._ground = None
        self._disc = None

    def _measure(self) -> None:
        """The radius of full lungs is what fits, with room for the rings of a hold."""
        unit, height = self._theme.unit, self.height()
        self._ring_gap = max(min(height / 40, unit * 0.45), 3.0)
        room = min(self.width(), height) / 2 - 2 * self._ring_gap - 4
        self._full = max(min(room, unit * 11.0), 16.0)

    def _centre(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _reach(self, look: Look) -> QRect:
        """The pixels a look touches."""
        far = look.radius + look.rings * self._ring_gap
        far = ceil(max(far, look.radius * self._spread())) + 5
        return QRect(self.width() // 2 - far, self.height() // 2 - far, 2 * far, 2 * far)

    def _choose_colours(self) -> None:
        theme = self._theme
        self._measure()
        self._background = theme.colour("window")
        self._guide_pen = QPen(_mixed(theme.colour("line"), theme.colour("edge"), 0.45), 1.5)
        self._edge_pen = QPen(theme.colour("breath_edge"), 2.0)
        self._sweep_pen = QPen(theme.colour("breath_edge"), 3.5)
        self._sweep_pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._body = _body_brush(theme.colour("breath"))
        self._forget_drawings()
        self.update()


def _phase(breath: Breath | None) -> Phase | None:
    return None if breath is None else breath.phase


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
