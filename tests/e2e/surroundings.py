"""The environment a test's programs live in: nothing of the person's own."""

import os
import sys
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).parents[2]


def surroundings(home: Path) -> dict[str, str]:
    """Variables for a program at home in ``home``: no screen, no sound server, no D-Bus."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "XDG_RUNTIME_DIR": str(runtime),
        "THAW_HOME": str(home / "thaw"),
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT / "app"), str(CHECKOUT)]),
        # Neither the sound server nor D-Bus may be found, or started, behind our back.
        "PULSE_SERVER": f"unix:{home / 'no-sound-server'}",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home / 'no-bus'}",
    }
