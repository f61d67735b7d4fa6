"""What is offered to somebody who has not practised yet."""

from typing import Final

FIRST_SESSION: Final = "breath-awareness"
FIRST_MINUTES: Final = 3
"""As care has it, ``offering.FIRST_LENGTHS_S``: which the first picture doesn't wait for."""
