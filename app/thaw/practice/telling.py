"""How work that takes a while tells how far it has come, and is ended before it is done."""

from collections.abc import Callable
from typing import TypeAlias

Tell: TypeAlias = Callable[[float], None]
"""Told how much is done, from 0 to 1, now and then. What it raises ends the work."""


class Cancelled(Exception):
    """For ``Tell`` to raise: nothing is done, and nothing half done is left."""
