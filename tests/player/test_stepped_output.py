"""The test double keeps the promises of an output too."""

from collections.abc import Callable

import pytest

from tests.devices.output_contract import OutputContract
from tests.player.stepped_output import SteppedOutput


class TestSteppedOutput(OutputContract):
    @pytest.fixture
    def output(self) -> SteppedOutput:
        self.stepped = SteppedOutput()
        return self.stepped

    def until(self, reached: Callable[[], bool]) -> None:
        for _ in range(100):
            if reached():
                return
            self.stepped.turn(0.05)
        assert reached()
