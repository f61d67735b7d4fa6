"""Why the history could not be read or written, in plain words."""

from thaw.practice.errors import LogBusy, LogDamaged, LogError, LogTooNew


def reason_of(error: LogError) -> str:
    """One clause, without a full stop."""
    if isinstance(error, LogTooNew):
        return "a later Thaw wrote it, and it is left as it is: update Thaw to use it"
    if isinstance(error, LogBusy):
        return f"another program holds {error.path}"
    if isinstance(error, LogDamaged):
        return f"{error.path} is damaged: {error.detail}"
    return f"{error.path}: {_detail(error)}"


def _detail(error: LogError) -> str:
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return error.detail or "it can't be used"
