"""What the terminal says about sound devices and outputs."""

import platform

from thaw.devices.refusals import (
    NoSoundDevice,
    OutputRefused,
    SimpleAudioElsewhere,
    SimpleAudioMissing,
    SimpleAudioUnsafe,
)
from thaw.devices.sound_devices import SoundDevice

SUBSTITUTE = "The chosen sound device isn't there: the default one plays."


def refusal_text(refused: OutputRefused) -> str:
    """Why an output can't play, and what can be done: a clause without a full stop."""
    match refused:
        case SimpleAudioUnsafe():
            version = platform.python_version()
            return f"simpleaudio crashes Python from 3.12 on; this is {version}. Try --output qt"
        case SimpleAudioElsewhere():
            return "Thaw plays through simpleaudio on Linux alone. Try --output qt"
        case SimpleAudioMissing():
            return (
                "simpleaudio is not installed: pip install 'thaw-mindfulness[simpleaudio]' "
                "brings it, given a C compiler and the headers of ALSA and Python"
            )
        case _:
            return "there is no sound device; --output silent plays with captions alone"


def alsa_text(refused: OutputRefused | None) -> str:
    """Whether simpleaudio can play through ALSA."""
    if refused is None:
        return "simpleaudio plays"
    return "no device" if isinstance(refused, NoSoundDevice) else refusal_text(refused)


def device_text(device: SoundDevice, choice: str) -> str:
    """A device on one line, with the id that the settings know it by."""
    marks = [
        *(["the default"] if device.is_default else []),
        *(["chosen"] if choice == device.id else []),
    ]
    marked = f" ({', '.join(marks)})" if marks else ""
    return f"{device.name}{marked}, output_device: {device.id}"
