"""ALSA without a sound card: its default device plays through a sound server of the tests'."""

from pathlib import Path
from typing import Final

from tests.e2e.sound_server import SoundServer

_THROUGH_PULSE: Final = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""
_NO_DEVICE: Final = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type hw card 7 }
"""


def through(server: SoundServer, folder: Path) -> dict[str, str]:
    """Variables with which ALSA plays through ``server``."""
    return {**server.environ, **_configured(folder, _THROUGH_PULSE)}


def without_device(folder: Path) -> dict[str, str]:
    """Variables with which ALSA finds no device."""
    return _configured(folder, _NO_DEVICE)


def _configured(folder: Path, text: str) -> dict[str, str]:
    config = folder / "asound.conf"
    config.write_text(text, "utf-8")
    return {"ALSA_CONFIG_PATH": str(config)}
