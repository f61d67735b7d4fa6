"""Draw the app icon's PNG files from ``icons/thaw.svg``: run after changing it.

QT_QPA_PLATFORM=offscreen python assets/make_icons.py
"""

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 128, 256)


def main() -> None:
    app = QGuiApplication([])
    icons = Path(__file__).parent / "icons"
    drawing = QSvgRenderer(str(icons / "thaw.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        image.save(str(icons / f"thaw-{size}.png"))
    del app


if __name__ == "__main__":
    main()
