"""How the app was started, and what a second start tells the first."""

from dataclasses import dataclass

RAISE, QUICK = "raise", "quick"
"""What a second start says to the first."""


@dataclass(frozen=True, slots=True)
class Launch:
    """How the app was started. ``quick`` is a session's id, or "" for the one in the settings."""

    in_tray: bool = False
    quick: str | None = None

    def message(self) -> str:
        return RAISE if self.quick is None else f"{QUICK} {self.quick}".strip()
