"""Silence keeps the promises of an output, on a clock the test moves."""

from collections.abc import Callable

import pytest

from tests.devices.output_contract import OutputContract
from thaw.audio.silent import SilentOutput


class TestSilentOutput(OutputContract):
    asks_for_sound = False

    @pytest.fixture
    def output(self) -> SilentOutput:
        self.seconds = 5.0
        return SilentOutput(lambda: self.seconds)

    def until(self, reached: Callable[[], bool]) -> None:
        for _ in range(100):
            if reached():
                return
            self.seconds += 0.05
        assert reached()
