"""A desktop of the tests' own: a screen, a window manager with a tray, a session bus."""

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tests.e2e.programs import Program, require, until
from tests.e2e.x11 import has_selection_owner

WIDTH: Final = 1280
HEIGHT: Final = 900

_FLUXBOX: Final = """
session.screen0.toolbar.visible: true
session.screen0.toolbar.autoHide: false
session.screen0.toolbar.placement: BottomCenter
session.screen0.toolbar.widthPercent: 100
session.screen0.toolbar.tools: systemtray
session.screen0.workspaces: 1
session.screen0.windowPlacement: ColSmartPlacement
session.screen0.focusModel: ClickFocus
session.screen0.focusNewWindows: true
session.screen0.rootCommand: true
"""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


Picture = NDArray[np.uint8]
"""Shape (height, width, 3): red, green, blue."""


class Desk:
    """Xvfb, fluxbox and a D-Bus session bus, and the hands and eyes to use them."""

    def __init__(self, folder: Path) -> None:
        require("Xvfb", "fluxbox", "xdotool", "dbus-daemon")
        self._folder = folder
        self._base = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
        self._programs: list[Program] = []
        try:
            self.display = self._start_screen()
            self.environ = {"DISPLAY": self.display, "DBUS_SESSION_BUS_ADDRESS": self._start_bus()}
            self._start_window_manager()
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        while self._programs:
            self._programs.pop().end()

    def picture(self, box: Box | None = None) -> Picture:
        """What is on the screen now."""
        raw = (self._folder / "Xvfb_screen0").read_bytes()
        header = np.frombuffer(raw, ">u4", 25)
        # XWD: its own size first, bytes a line at 12, colours in the map at 19, 12 bytes each.
        begin = int(header[0]) + int(header[19]) * 12
        line = int(header[12])
        pixels = np.frombuffer(raw, np.uint8, line * HEIGHT, begin).reshape(HEIGHT, line // 4, 4)
        whole = pixels[:, :WIDTH, 2::-1]
        if box is None:
            return whole
        return whole[box.y : box.y + box.height, box.x : box.x + box.width]

    def keep_picture(self, path: Path) -> None:
        """Write the screen to a PNG, for a person to look at."""
        from PySide6.QtGui import QImage

        picture = np.ascontiguousarray(self.picture())
        image = QImage(picture.data, WIDTH, HEIGHT, 3 * WIDTH, QImage.Format.Format_RGB888)
        assert image.save(str(path))

    def key(self, *names: str) -> None:
        """Press keys, one after another, where the focus is."""
        self._hand("key", "--clearmodifiers", *names)

    def type(self, text: str) -> None:
        """Type ``text`` where the focus is."""
        self._hand("type", "--delay", "20", text)

    def click(self, x: int, y: int, button: int = 1) -> None:
        self._hand("mousemove", "--sync", str(x), str(y), "click", str(button))

    def rest_pointer(self) -> None:
        """Move the pointer where it hovers over nothing."""
        self._hand("mousemove", "2", "2")

    def windows(self, title: str) -> list[int]:
        """Visible windows whose title matches the pattern ``title``."""
        found = self._ask("search", "--onlyvisible", "--name", title)
        return [int(word) for word in found.split()]

    def wait_for_window(self, title: str, within_s: float = 60) -> int:
        until(lambda: self.windows(title), f"a window called {title}", within_s)
        return self.windows(title)[0]

    def box_of(self, window: int) -> Box:
        lines = self._ask("getwindowgeometry", "--shell", str(window)).split()
        values = {name: int(value) for name, value in (line.split("=") for line in lines)}
        return Box(values["X"], values["Y"], values["WIDTH"], values["HEIGHT"])

    def close_window(self, window: int) -> None:
        """Ask it to close, as its close button does."""
        self._hand("windowquit", str(window))

    def wait_until_still(self, box: Box | None = None, for_s: float = 0.4) -> Picture:
        """Wait until nothing has moved for ``for_s`` seconds; return what is there."""
        last = self.picture(box).copy()
        since = time.monotonic()

        def is_still() -> bool:
            nonlocal last, since
            now = self.picture(box)
            if not np.array_equal(now, last):
                last, since = now.copy(), time.monotonic()
            return time.monotonic() - since > for_s

        until(is_still, "the picture stands still")
        return last

    def wait_for_picture(self, shows: Callable[[Picture], object], what: str) -> None:
        until(lambda: shows(self.picture()), what)

    def _start_screen(self) -> str:
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
        words += ["-nolisten", "tcp", "-noreset", "-fbdir", str(self._folder), "-dpi", "96"]
        self._start(words, self._base, "xvfb.log", (writing,))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start; see xvfb.log"
        return f":{number}"

    def _start_bus(self) -> str:
        words = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        program = self._start(words, self._base, "dbus.log", stdout=subprocess.PIPE)
        pipe = program.process.stdout
        assert pipe is not None
        return pipe.readline().decode().strip()

    def _start_window_manager(self) -> None:
        settings = self._folder / ".fluxbox"
        settings.mkdir()
        (settings / "init").write_text(_FLUXBOX, "utf-8")
        self._start(["fluxbox", "-no-slit"], {**self._base, **self.environ}, "fluxbox.log")
        until(self._has_tray, "a window manager with a tray", 60)

    def _has_tray(self) -> bool:
        return has_selection_owner(self.display, "_NET_SYSTEM_TRAY_S0")

    def _start(
        self,
        words: list[str],
        environ: dict[str, str],
        log: str,
        keep_open: tuple[int, ...] = (),
        stdout: int | None = None,
    ) -> Program:
        program = Program(words, environ, self._folder / log, stdout=stdout, keep_open=keep_open)
        self._programs.append(program)
        return program

    def _hand(self, *words: str) -> None:
        subprocess.run(
            ["xdotool", *words], env={**self._base, **self.environ}, check=True, timeout=30
        )

    def _ask(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**self._base, **self.environ},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        return done.stdout
