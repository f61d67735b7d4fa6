"""A keyboard that is a crank, and devices that open what they are given."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.player.stepped_output import SteppedOutput
from thaw.audio.silent import SilentOutput
from thaw.devices.outputs import OutputName
from thaw.devices.refusals import NoSoundDevice


@dataclass
class Crank:
    """Each time a key is asked for, a second of sound is heard; ``at`` says what happens when.

    ``typed`` is what was pressed before anything could be heard.
    """

    output: SteppedOutput
    at: dict[int, str | Callable[[], object]] = field(default_factory=dict)
    has_keyboard: bool = True
    typed: str = ""
    looks: int = 0
    is_put_back: bool = False

    def __enter__(self) -> "Crank":
        return self

    def __exit__(self, *_details: object) -> None:
        self.is_put_back = True

    def pressed(self, within_s: float) -> str:
        if within_s == 0:
            key, self.typed = self.typed[:1], self.typed[1:]
            return key
        self.looks += 1
        assert self.looks < 1000, "it never ends"
        self.output.turn(1.0)
        happens = self.at.get(self.looks, "")
        if isinstance(happens, str):
            return happens
        happens()
        return ""


class Devices:
    """Opens what it is given, or finds nothing."""

    def __init__(self, output: SteppedOutput | SilentOutput | None) -> None:
        self.output = output

    def open(self, name: OutputName) -> SteppedOutput | SilentOutput:
        if self.output is None:
            raise NoSoundDevice
        return self.output
