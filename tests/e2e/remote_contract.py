"""What every audio output promises, of one that plays in a program of its own."""

from collections.abc import Callable

import pytest

from tests.devices.output_contract import OutputContract
from tests.e2e.programs import until
from tests.e2e.remote_output import RemoteFill, RemoteOutput


class RemoteContract(OutputContract):
    """Inherit beside a fixture ``speaker``, and every promise is tested of it."""

    @pytest.fixture
    def output(self, speaker: RemoteOutput) -> RemoteOutput:
        return speaker

    @pytest.fixture
    def fill(self, output: RemoteOutput) -> RemoteFill:
        return RemoteFill(output)

    def until(self, reached: Callable[[], bool]) -> None:
        until(reached, "the output gets there")
