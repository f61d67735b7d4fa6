"""Why a session can't be compiled as asked: facts for whoever words them."""

from enum import StrEnum

from thaw.core.units import Frames


class CompileError(Exception):
    """A session can't be compiled as asked."""


class CannotFitError(CompileError):
    """The length asked for is outside ``shortest`` to ``longest``."""

    def __init__(self, asked: Frames, shortest: Frames, longest: Frames) -> None:
        super().__init__(f"{asked} frames is outside {shortest} to {longest}")
        self.asked = asked
        self.shortest = shortest
        self.longest = longest


class RoundsFault(StrEnum):
    """Why a session can't be as long as a number of rounds."""

    NO_BREATHING = "no-breathing"
    """Nothing in it is breathed to a pace."""
    OUT_OF_BOUNDS = "out-of-bounds"
    """Rounds go from the ``least`` to the ``most`` of the error; there may be none between."""


class RoundsError(CompileError):
    """A length in rounds does not apply, or is not from ``least`` to ``most``."""

    def __init__(self, fault: RoundsFault, asked: int = 0, most: int = 0, least: int = 1) -> None:
        super().__init__(f"{asked} rounds: {fault}, {least} to {most}")
        self.fault = fault
        self.asked = asked
        self.most = most
        self.least = least
