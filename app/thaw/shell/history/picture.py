"""A year as a picture to keep: the calendar with its sentence, sharp at twice the size."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QIODevice, QPointF, QRect, QSaveFile
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from thaw.shell.history.grid import YearGrid
from thaw.shell.history.painting import paint_year
from thaw.shell.history.state import HistoryState
from thaw.shell.history.words import year_text
from thaw.shell.theme import Text, Theme
from thaw.shell.usual_folder import Place, usual_folder

_SCALE: Final = 2
_UNITS_WIDE: Final = 54


class PictureNotSaved(Exception):
    """The picture could not be written; the text says why, in the system's words."""


def year_picture(state: HistoryState, year: int, theme: Theme) -> QImage:
    """Draw a year in the colours of ``theme``. On the window's thread."""
    unit = theme.unit
    margin = unit * 2
    grid = YearGrid(year, state.week_start, unit * _UNITS_WIDE, unit)
    title, body = QFontMetrics(theme.font(Text.TITLE)), QFontMetrics(theme.font(Text.BODY))
    above = margin + title.height() + round(body.height() * 1.8)
    wide = max(grid.columns * grid.side, body.horizontalAdvance(year_text(state, year)))
    picture = QImage(
        (wide + 2 * margin) * _SCALE,
        (above + grid.height + margin) * _SCALE,
        QImage.Format.Format_RGB32,
    )
    picture.setDevicePixelRatio(_SCALE)
    picture.fill(theme.colour("window"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(theme.colour("text"))
    painter.setFont(theme.font(Text.TITLE))
    painter.drawText(QPointF(margin, margin + title.ascent()), f"{year}")
    painter.setFont(theme.font(Text.BODY))
    line = margin + title.height() + body.height() * 0.3 + body.ascent()
    painter.drawText(QPointF(margin, line), year_text(state, year))
    painter.translate(margin, above)
    paint_year(painter, grid, state, theme, QRect(0, 0, grid.width, grid.height))
    painter.end()
    return picture


def picture_path(year: int) -> Path:
    """Where a picture of a year is offered to be saved."""
    return usual_folder(Place.PicturesLocation) / f"Thaw {year}.png"


def save_picture(picture: QImage, path: Path) -> Path:
    """Write all of a picture or nothing, as PNG; return where. On any thread.

    Raises PictureNotSaved.
    """
    if path.suffix.lower() != ".png":
        path = path.with_name(f"{path.name}.png")
    file = QSaveFile(str(path))
    is_written = (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and picture.save(file, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]  # the stubs want bytes here, Qt text
        and file.commit()
    )
    if not is_written:
        raise PictureNotSaved(file.errorString())
    return path
