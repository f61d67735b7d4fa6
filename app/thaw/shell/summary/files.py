"""A summary as a file: HTML or PDF, all of it or nothing, for its owner until they hand it on."""

from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QBuffer, QFileDevice, QIODevice, QLocale, QSaveFile
from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument

from thaw.shell.summary.html import html, printed_html
from thaw.shell.summary.words import Paper

_TEXT_PT: Final = 10.5
_OWNER_ONLY: Final = QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner

_LETTER: Final = frozenset(
    {
        QLocale.Country.Belize,
        QLocale.Country.Canada,
        QLocale.Country.Chile,
        QLocale.Country.Colombia,
        QLocale.Country.CostaRica,
        QLocale.Country.ElSalvador,
        QLocale.Country.Guatemala,
        QLocale.Country.Mexico,
        QLocale.Country.Nicaragua,
        QLocale.Country.Panama,
        QLocale.Country.Philippines,
        QLocale.Country.PuertoRico,
        QLocale.Country.UnitedStates,
        QLocale.Country.Venezuela,
    }
)
"""Where paper is US Letter, as the CLDR's paper sizes have it; A4 elsewhere."""


class Ending(StrEnum):
    """What kind of file it is."""

    PDF = "pdf"
    HTML = "html"


class SummaryNotSaved(Exception):
    """The file could not be written; the text says why, in the system's words."""


def save_summary(paper: Paper, path: Path, ending: Ending) -> None:
    """Write a summary in the place of what is at ``path``. On any thread.

    Raises SummaryNotSaved; ``path`` is then as it was.
    """
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise SummaryNotSaved(file.errorString())
    file.setPermissions(_OWNER_ONLY)
    data = _MAKERS[ending](paper)
    if file.write(data) != len(data) or not file.commit():
        raise SummaryNotSaved(file.errorString())


def page_size(territory: QLocale.Country) -> QPageSize.PageSizeId:
    """The paper that is used there."""
    return QPageSize.PageSizeId.Letter if territory in _LETTER else QPageSize.PageSizeId.A4


def _as_html(paper: Paper) -> bytes:
    return html(paper, QLocale().bcp47Name()).encode("utf-8")


def _as_pdf(paper: Paper) -> bytes:
    """Laid out by Qt's text engine, with margins and page numbers."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(paper.title)
    writer.setCreator("Thaw")
    writer.setPageSize(QPageSize(page_size(QLocale().territory())))
    document = QTextDocument()
    font = QFont(document.defaultFont().family())
    font.setPointSizeF(_TEXT_PT)
    document.setDefaultFont(font)
    document.setHtml(printed_html(paper))
    document.print_(writer)
    del writer
    return bytes(buffer.data().data())


_MAKERS: Final = MappingProxyType({Ending.PDF: _as_pdf, Ending.HTML: _as_html})
