"""Why something could not be kept or read, in our own words and never a library's."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from thaw.disk_faults import DiskFault


def reason_text(error: BaseException) -> str:
    """Why something could not be kept or read: one clause, without a full stop."""
    from thaw.disk_faults import disk_fault
    from thaw.practice.errors import LockDamaged, LogBusy, LogDamaged, LogError, LogTooNew

    tr = QCoreApplication.translate
    match error:
        case LogBusy():
            return tr("log", "another program has the history open")
        case LogTooNew():
            return tr("log", "a later Thaw wrote this history; please update")
        case LockDamaged():
            return tr(
                "log",
                "what is kept for the passphrase is damaged; in the settings you can go back to"
                " a copy",
            )
        case LogDamaged():
            return tr("log", "the history file is damaged")
        case _:
            fault = disk_fault(error)
    if fault is not None:
        return _disk_text(fault)
    return error.detail or str(error) if isinstance(error, LogError) else str(error)


def _disk_text(fault: "DiskFault") -> str:
    from thaw.disk_faults import DiskFault

    tr = QCoreApplication.translate
    match fault:
        case DiskFault.FULL:
            return tr("log", "the disk is full; it needs some space first")
        case DiskFault.READ_ONLY:
            return tr("log", "the file, or the disk it is on, can't be changed by you")
        case DiskFault.FAILING:
            return tr("log", "the disk does not answer properly")
        case DiskFault.NO_PLACE:
            return tr("log", "its folder is not there, or can't be used")
