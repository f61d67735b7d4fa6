"""Moments as the log keeps them: whole milliseconds since 1970, in UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def utc_ms(when: datetime) -> int:
    """Return ``when``, which has its zone, as the log keeps it; what is less is cut off."""
    return (when - _EPOCH) // _MS


def moment(ms: int) -> datetime:
    """Return what ``utc_ms`` made of a moment, in UTC."""
    return _EPOCH + ms * _MS


def as_kept(when: datetime) -> datetime:
    """Return ``when`` as it will come back from the log."""
    return moment(utc_ms(when))
