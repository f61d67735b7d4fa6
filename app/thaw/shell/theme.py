"""Colours by role, sizes from the font, icons in the text's colour: the look of Thaw."""

import logging
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from thaw.shell.roles import Roles, load_roles
from thaw.shell.stylesheet import Sizes, stylesheet

logger = logging.getLogger(__name__)


class Scheme(StrEnum):
    """Which colours a person wants. ``SYSTEM`` follows the desktop, contrast included."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    """High contrast, light or dark as the desktop is."""
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"
    DIM = "dim"
    """Darker still, for a night that is hard."""


class Text(StrEnum):
    """What a text is for; each has its size."""

    SMALL = "small"
    BODY = "body"
    HEADING = "heading"
    TITLE = "title"
    SAID = "said"


SCALE: Final[Mapping[Text, float]] = {
    Text.SMALL: 0.92,
    Text.BODY: 1.0,
    Text.HEADING: 1.22,
    Text.TITLE: 1.7,
    Text.SAID: 1.9,
}
"""Size of each text against the application's font."""


def application_arguments(program: str) -> list[str]:
    """What a QApplication is made with so that Thaw looks the same on every desktop.

    The same as ``setStyle("Fusion")``, which would hand back a QStyle and with it eight
    milliseconds of enumerations that nothing needs.
    """
    return [program, "-style", "fusion"]


class Theme(QObject):
    """The look of the whole application, and the one place that sets it.

    ``assets`` is the folder with ``themes`` and ``icons``. Widgets take a theme, ask it
    for colours, fonts and icons, and ask again when ``changed`` is emitted.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        assets: Path,
        scheme: Scheme = Scheme.SYSTEM,
        reduces_motion: bool = False,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._assets = assets
        self._scheme = scheme
        self._reduces_motion = reduces_motion
        self._is_dim = False
        self._applied: tuple[Scheme, str] | None = None
        self._icons: dict[tuple[str, str, int, float], QIcon] = {}
        self._follow_system()
        self.refresh()

    @property
    def roles(self) -> Roles:
        return self._roles

    @property
    def is_high_contrast(self) -> bool:
        return self._roles.line == self._roles.edge

    @property
    def reduces_motion(self) -> bool:
        """True where nothing should glide, swell or fade."""
        return self._reduces_motion

    @property
    def unit(self) -> int:
        """Height of a line of ordinary text in pixels: what every size is made from."""
        return self._unit

    @property
    def margin(self) -> int:
        """From the edge of a window to what stands in it: no wider for very large text."""
        return min(self._unit, 22)

    def button_side(self, is_main: bool = False) -> int:
        """Side of a round button: it can be hit, and five of them fit a narrow window."""
        return min(max(self._unit * 3, 52), 64) if is_main else min(max(self._unit * 2, 36), 48)

    def choose(self, scheme: Scheme, reduces_motion: bool | None = None) -> None:
        """Change the colours, and whether things may move; None leaves that as it is."""
        self._scheme = scheme
        motion_changed = reduces_motion not in (None, self._reduces_motion)
        if reduces_motion is not None:
            self._reduces_motion = reduces_motion
        if not self.refresh() and motion_changed:
            self.changed.emit()

    def dim(self, is_dim: bool) -> None:
        """Be as dark as can be read well, or as was chosen again. High contrast stays."""
        self._is_dim = is_dim
        self.refresh()

    def refresh(self) -> bool:
        """Apply the look again where the system's colours or font have changed."""
        scheme = self._effective_scheme()
        font = self._app.font()
        if self._applied == (scheme, font.toString()):
            return False
        self._applied = (scheme, font.toString())
        self._roles = load_roles(self._assets / "themes" / f"{scheme}.json")
        self._unit = QFontMetrics(font).height()
        self._icons.clear()
        self._app.setPalette(_palette(self._roles))
        self._app.setStyleSheet(stylesheet(self._roles, self._sizes(font)))
        self.changed.emit()
        return True

    def font(self, text: Text) -> QFont:
        """The font for one kind of text."""
        font = QFont(self._app.font())
        font.setPointSizeF(font.pointSizeF() * SCALE[text])
        if text is Text.HEADING:
            font.setWeight(QFont.Weight.Medium)
        return font

    def colour(self, role: str) -> QColor:
        return QColor(getattr(self._roles, role))

    def icon(self, name: str, role: str = "text", size: int = 0) -> QIcon:
        """An icon of ``size`` pixels (0: as high as a line) in the colour of ``role``."""
        size = size or self._unit
        ratio = self._app.devicePixelRatio()
        key = (name, getattr(self._roles, role), size, ratio)
        if key not in self._icons:
            self._icons[key] = QIcon(self.pixmap(name, role, size))
        return self._icons[key]

    def spaced_icon(self, name: str, role: str, is_after: bool = False) -> QIcon:
        """An icon as high as a line, with the space that belongs between it and words.

        Qt's own space is 4 pixels at every size of text.
        """
        key = (f"{name}/{is_after}", getattr(self._roles, role), 0, self._app.devicePixelRatio())
        if key not in self._icons:
            self._icons[key] = QIcon(self._spaced(name, role, is_after))
        return self._icons[key]

    def pixmap(self, name: str, role: str, size: int) -> QPixmap:
        """The icon drawn at ``size`` logical pixels, sharp on this screen."""
        file = self._assets / "icons" / f"{name}.svg"
        return render_icon(file, getattr(self._roles, role), size, self._app.devicePixelRatio())

    def app_icon(self) -> QIcon:
        """Thaw's own mark, in its own colours, at the sizes a desktop asks for."""
        icon = QIcon()
        for size in (16, 22, 24, 32, 48, 64, 128, 256):
            # Files, not drawings: Qt reads only those it comes to show.
            icon.addFile(str(self._assets / "icons" / f"thaw-{size}.png"), QSize(size, size))
        return icon

    def spaced_icon_size(self) -> QSize:
        """The logical size of ``spaced_icon``, its space included."""
        side = round(self._unit * 1.1)
        return QSize(side + round(self._unit * 0.25), side)

    def _spaced(self, name: str, role: str, is_after: bool) -> QPixmap:
        size = self.spaced_icon_size()
        space = size.width() - size.height()
        picture = self.pixmap(name, role, size.height())
        ratio = picture.devicePixelRatio()
        wide = QPixmap(round(size.width() * ratio), picture.height())
        wide.setDevicePixelRatio(ratio)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(space if is_after else 0, 0, picture)
        painter.end()
        return wide

    def _follow_system(self) -> None:
        hints = self._app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        self._app.fontChanged.connect(self._on_system_changed)
        # Qt tells of a wish for more contrast from 6.10 on.
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    def _effective_scheme(self) -> Scheme:
        scheme = self._chosen_scheme()
        return Scheme.DIM if self._is_dim and scheme in (Scheme.LIGHT, Scheme.DARK) else scheme

    def _chosen_scheme(self) -> Scheme:
        if self._scheme not in (Scheme.SYSTEM, Scheme.CONTRAST):
            return self._scheme
        hints = self._app.styleHints()
        is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        if self._scheme is Scheme.CONTRAST or (
            hasattr(hints, "accessibility")
            and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        ):
            return Scheme.CONTRAST_DARK if is_dark else Scheme.CONTRAST_LIGHT
        return Scheme.DARK if is_dark else Scheme.LIGHT

    def _sizes(self, font: QFont) -> Sizes:
        base = font.pointSizeF()
        return Sizes(
            unit=self._unit,
            button=self.button_side(),
            main_button=self.button_side(is_main=True),
            points={str(text): round(base * factor, 2) for text, factor in SCALE.items()},
        )

    def _on_system_changed(self) -> None:
        self.refresh()


def render_icon(file: Path, colour: str, size: int, ratio: float) -> QPixmap:
    """Draw an SVG ``size`` logical pixels wide, its ``currentColor`` replaced by ``colour``."""
    drawing = file.read_bytes().replace(b"currentColor", colour.encode("ascii"))
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _palette(roles: Roles) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for part, colour in (
        (role.Window, roles.window),
        (role.WindowText, roles.text),
        (role.Base, roles.surface),
        (role.AlternateBase, roles.hover),
        (role.Text, roles.text),
        (role.PlaceholderText, roles.quiet),
        (role.Button, roles.surface),
        (role.ButtonText, roles.text),
        (role.Highlight, roles.accent),
        (role.HighlightedText, roles.on_accent),
        (role.Link, roles.accent),
        (role.ToolTipBase, roles.surface),
        (role.ToolTipText, roles.text),
        (role.Accent, roles.accent),
    ):
        palette.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(roles.quiet))
    return palette
