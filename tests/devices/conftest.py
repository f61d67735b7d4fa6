"""What is played on where no real device may be."""

import pytest
from PySide6.QtCore import QCoreApplication

from tests.devices.scripted_devices import ScriptedDevices


@pytest.fixture
def devices(qapp: QCoreApplication) -> ScriptedDevices:
    """Two of them. Sinks and timers need an application to be there."""
    return ScriptedDevices("speakers", "phones")
