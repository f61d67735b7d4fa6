"""What is said of formats that can't be written, and of a file that was not."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from thaw.shell.audio_export.form import Format

if TYPE_CHECKING:
    from thaw.audio.sinks import ExportFailed

_PREFERRED = ("mp3", "flac")
"""What any phone plays, and what needs nothing installed."""


def formats() -> tuple[Format, ...]:
    """Every format, the one to begin with first. Loads the libraries for sound."""
    from thaw.audio.sinks import ENDINGS, obstacle

    def rank(ending: str) -> tuple[bool, int]:
        is_preferred = ending in _PREFERRED
        return not is_preferred, _PREFERRED.index(ending) if is_preferred else 0

    ordered = sorted(ENDINGS, key=rank)
    return tuple(Format(one, "" if obstacle(one) is None else _needs_ffmpeg()) for one in ordered)


def failure_text(failure: "ExportFailed") -> str:
    """Why there is no file; "" where that was wanted."""
    from thaw.audio.sinks import ExportFault

    match failure.kind:
        case ExportFault.CANCELLED:
            return ""
        case ExportFault.NO_FFMPEG:
            return _needs_ffmpeg()
        case ExportFault.DISK_FULL:
            return QCoreApplication.translate(
                "ExportDialog", "There is no room on that disk. Nothing was left there."
            )
        case ExportFault.IS_HEARD_IN_IT:
            return QCoreApplication.translate(
                "ExportDialog", "This session plays that file. Another name keeps it as it is."
            )
        case ExportFault.NO_FOLDER:
            said = QCoreApplication.translate("ExportDialog", "There is no folder {0}.")
            return said.format(failure.detail)
        case ExportFault.NO_FILES_THERE:
            said = QCoreApplication.translate(
                "ExportDialog", "No file can be made in that folder. Another one may do."
            )
            return f"{said} ({failure.detail})" if failure.detail else said
        case _:
            said = QCoreApplication.translate("ExportDialog", "It can't be saved there: {0}")
            return said.format(failure.detail or failure.kind)


def _needs_ffmpeg() -> str:
    return QCoreApplication.translate("ExportDialog", "That needs ffmpeg, which is not installed.")
