"""Which device is meant by what the person chose."""

import pytest

from thaw.devices.sound_devices import SoundDevice, device_for

SPEAKERS = SoundDevice("speakers", "Speakers", is_default=True)
PHONES = SoundDevice("phones", "Headphones")


@pytest.mark.parametrize(
    ("choice", "devices", "meant"),
    [
        ("", [PHONES, SPEAKERS], SPEAKERS),
        ("phones", [SPEAKERS, PHONES], PHONES),
        ("phones", [SPEAKERS], SPEAKERS),
        ("phones", [], None),
        ("", [], None),
        ("", [PHONES], PHONES),
    ],
)
def test_the_chosen_device_is_meant_and_else_the_default(
    choice: str, devices: list[SoundDevice], meant: SoundDevice | None
) -> None:
    assert device_for(choice, devices) == meant
