"""Memory that was needed for a moment goes back to the system, where glibc would keep it."""

import ctypes
import logging
import sys
from typing import Final

logger = logging.getLogger(__name__)

KEPT_BYTES: Final = 1 << 20
"""What malloc may take into its own stores, and keep at the top of one: 1 MiB."""
_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3


def give_back_when_freed(system: str = sys.platform) -> bool:
    """Have malloc return blocks of ``KEPT_BYTES`` and more as soon as they are freed.

    Left alone, glibc raises both thresholds to the largest block it has seen freed, up to 32 and
    64 MiB (mallopt(3)): after a soundscape was made, some 80 MB lay idle for as long as Thaw
    ran. Returns whether this system's malloc took it: others have no such setting, and need
    none. On any thread, as often as one likes.
    """
    if system != "linux":
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:
        return False  # musl, which keeps nothing of that size
    taken = [mallopt(what, KEPT_BYTES) == 1 for what in (_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD)]
    logger.debug("Freed memory is given back: %s", taken)
    return all(taken)
