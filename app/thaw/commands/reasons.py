"""Why the history could not be read or written, in plain words."""

from thaw.disk_faults import DiskFault, disk_fault
from thaw.practice.errors import LockDamaged, LogBusy, LogDamaged, LogError, LogTooNew

DISK_WORDS = {
    DiskFault.FULL: "the disk is full",
    DiskFault.READ_ONLY: "it, or the disk it is on, can't be changed by you",
    DiskFault.FAILING: "the disk does not answer properly",
    DiskFault.NO_PLACE: "its folder is not there, or can't be used",
}


def reason_of(error: LogError) -> str:
    """One clause, without a full stop."""
    if isinstance(error, LogTooNew):
        return "a later Thaw wrote it, and it is left as it is: update Thaw to use it"
    if isinstance(error, LogBusy):
        return f"another program holds {error.path}"
    if isinstance(error, LockDamaged):
        return f"what {error.path} keeps for the passphrase is damaged; an older copy may be whole"
    if isinstance(error, LogDamaged):
        return f"{error.path} is damaged: {error.detail}"
    return f"{error.path}: {_detail(error)}"


def _detail(error: LogError) -> str:
    fault = disk_fault(error)
    if fault is None or (fault is DiskFault.NO_PLACE and isinstance(error.__cause__, OSError)):
        # Which of a path's parts is missing, or no folder: the system says it best.
        return error.detail or "it can't be used"
    return DISK_WORDS[fault]
