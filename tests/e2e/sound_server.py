"""A sound server of the tests' own, with a sink that nobody hears."""

import subprocess
from pathlib import Path
from typing import Final

from tests.e2e.programs import Program, require, until

SINK: Final = "thaw"
RATE: Final = 48_000


class SoundServer:
    """PulseAudio with one null sink; its monitor carries exactly what would be heard."""

    def __init__(self, folder: Path) -> None:
        require("pulseaudio", "pactl", "parec")
        self.folder = folder
        folder.mkdir(mode=0o700)
        self._socket = folder / "native"
        config = folder / "client.conf"
        # A client must never start a server behind our back, least of all after a kill.
        config.write_text("autospawn = no\n", "utf-8")
        self.environ = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_CLIENTCONFIG": str(config),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_COOKIE": str(folder / "cookie"),
        }
        self._base = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        self._program = self._start()

    def kill(self) -> None:
        """The server crashes."""
        self._program.kill()

    def end(self) -> None:
        self._program.end()

    def record(self, log: Path, sink: str = SINK) -> Program:
        """Start writing a sink's monitor, float32 stereo, to a pipe."""
        words = ["parec", f"--device={sink}.monitor", "--raw", "--format=float32le"]
        # Small pieces: otherwise what the sink plays waits up to two seconds for the recorder.
        words += [
            f"--rate={RATE}",
            "--channels=2",
            "--latency-msec=20",
        ]
        environ = {**self._base, **self.environ}
        return Program(words, environ, log, stdout=subprocess.PIPE)

    def inputs(self) -> list[str]:
        """The streams that play now, a line each."""
        return self._ask("list", "short", "sink-inputs").splitlines()

    def load(self, module: str, *words: str) -> str:
        """Load a module; return the number it is unloaded by."""
        done = self._ask("load-module", module, *words).strip()
        assert done.isdigit(), f"{module} is not loaded"
        return done

    def unload(self, number: str) -> None:
        self._ask("unload-module", number)

    def add_sink(self, name: str) -> str:
        """Plug in another sink that nobody hears; return the number it is unloaded by."""
        words = [f"sink_name={name}", f"rate={RATE}", "format=float32le"]
        return self.load("module-null-sink", *words)

    def use(self, name: str) -> None:
        """Make a sink the default."""
        self._ask("set-default-sink", name)

    def plays_on(self) -> list[str]:
        """The sinks that have a stream now, by name."""
        sinks = [line.split("\t") for line in self._ask("list", "short", "sinks").splitlines()]
        names = {index: name for index, name, *_ in sinks}
        return [names.get(line.split("\t")[1], "") for line in self.inputs()]

    def _start(self) -> Program:
        pulse = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--disallow-exit"]
        pulse += ["--exit-idle-time=-1", "--log-level=warning"]
        pulse += ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}"]
        pulse += ["-L", f"module-null-sink sink_name={SINK} rate={RATE} format=float32le"]
        program = Program(pulse, self._base, self.folder / "pulseaudio.log")
        until(lambda: SINK in self._ask("list", "short", "sinks"), "the sound server answers")
        return program

    def _ask(self, *words: str) -> str:
        done = subprocess.run(
            ["pactl", *words],
            env={**self._base, **self.environ},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout
