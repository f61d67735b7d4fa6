"""What time it is here, and what here is called."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Clock: TypeAlias = Callable[[], datetime]
"""Returns an aware time. Passed in wherever a decision depends on the time."""

_SYSTEM_ZONE = Path("/etc/localtime")
_ZONE_FOLDER = "zoneinfo"


def local_now() -> datetime:
    """Return the time here, with the zone's own rules where they can be found."""
    now = datetime.now(UTC)
    return now.astimezone(_zone_here(now, os.environ, _SYSTEM_ZONE))


def zone_name(when: datetime) -> str:
    """Return ``Europe/Lisbon`` where that is known, else the offset: ``UTC+01:00``."""
    if isinstance(when.tzinfo, ZoneInfo) and when.tzinfo.key:
        return when.tzinfo.key
    return str(timezone(when.utcoffset() or timedelta()))


def _zone_here(now: datetime, environ: Mapping[str, str], system_zone: Path) -> tzinfo | None:
    """Return the zone of this machine; None is the system's plain offset."""
    name = environ.get("TZ", "").removeprefix(":") or _name_behind(system_zone)
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    # A name the system reads otherwise than we do is worse than no name.
    return zone if now.astimezone(zone).utcoffset() == now.astimezone().utcoffset() else None


def _name_behind(system_zone: Path) -> str:
    parts = system_zone.resolve().parts
    if _ZONE_FOLDER not in parts:
        return ""
    after = len(parts) - parts[::-1].index(_ZONE_FOLDER)
    return "/".join(parts[after:])
