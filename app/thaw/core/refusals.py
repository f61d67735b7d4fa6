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
    SEVERAL = "several"
    """It is breathed in several parts, and a number would not say which is meant."""
    OUT_OF_BOUNDS = "out-of-bounds"
    """Rounds go from 1 to the ``most`` of the error."""


class RoundsError(CompileError):
    """A length in rounds does not apply, or is not from 1 to ``most``."""

    def __init__(self, fault: RoundsFault, asked: int = 0, most: int = 0) -> None:
        super().__init__(f"{asked} rounds: {fault}, {most} at most")
        self.fault = fault
        self.asked = asked
        self.most = most
