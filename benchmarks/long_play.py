"""An hour in real time with every core busy: drop-outs, drift, and what ``heard()`` is worth.

A session with voice, bells, rain and breath cues goes through QtOutput into a sink that
nobody hears, while each core has a program that never rests. What the sink's monitor
carried is laid on the same session rendered offline, second by second and to the sample.
Budget: no drop-out, at most one frame of drift. The end-to-end tests do the same for
half a minute, and lend their sound server and their ear.

    PYTHONPATH=app:. python benchmarks/long_play.py [--minutes N] [--idle]

needs PulseAudio's programs, as those tests do, and 23 MB of disk for each minute.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from programs.long_play import performance
from side_by_side import fresh_home

from tests.e2e import score
from tests.e2e.sound_server import SoundServer
from tests.e2e.surroundings import surroundings
from thaw.core.units import RATE
from thaw.player.performance import Performance

PLAYER = Path(__file__).parent / "programs" / "long_play.py"
BURNER = "while True: pass"
FRAME_BYTES = 8
LOST_WITHIN = 3 * RATE
"""How far from its place sound is looked for after a break."""
BEGINS_WITHIN = 60 * RATE
OPENING = 2 * RATE
WHOLE = 0.98
"""How like the plan a piece is that nothing was lost of."""
SETTLED_S = 10.0
"""When ``heard()`` has learnt the device's delay."""


@dataclass(slots=True)
class Recording:
    """The monitor in a file, and when so many frames had come."""

    file: Path
    frames: int = 0
    arrivals: list[tuple[float, int]] = field(default_factory=list)

    def sound(self) -> NDArray[np.float32]:
        return np.memmap(self.file, "<f4", "r", shape=(self.frames, 2))


@dataclass(frozen=True, slots=True)
class Break:
    """A second that was not heard as it was meant."""

    at_s: int
    damaged: int
    """Pieces of 50 ms."""
    shift: int
    """Frames by which what follows comes later."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Where the recording begins, and each second in which it isn't the plan."""

    begin: int
    breaks: tuple[Break, ...]

    @property
    def drift(self) -> int:
        return sum(one.shift for one in self.breaks)


def main() -> None:
    options = _options()
    with fresh_home() as name:
        home = Path(name)
        server = SoundServer(home / "server")
        cache = home / "cache"
        # Lines are made beforehand, as they are in the app for what it offers.
        performed = performance(options.minutes, cache)
        with _recorded(server, home) as recording, _busy(0 if options.idle else _cores()):
            before = _processor_times()
            looks = _played(options.minutes, cache, {**surroundings(home), **server.environ})
            loads, after = os.getloadavg(), _processor_times()
            time.sleep(1)
        server.end()
        _tell(options.minutes, performed, compare(performed, recording.sound()), looks, recording)
    stolen = (after[0] - before[0]) / (after[1] - before[1])
    print(
        f"load at the end: {loads[0]:.1f}, {loads[1]:.1f}, {loads[2]:.1f} on {_cores()} cores; "
        f"{stolen:.1%} of the time the machine's host gave to others"
    )


def compare(performed: Performance, recorded: NDArray[np.float32]) -> Compared:
    """Lay the recording on the plan, second by second."""
    begin = _begin(performed, recorded)
    at = begin
    breaks: list[Break] = []
    for start in range(0, performed.end - 2 * RATE, RATE):
        meant = _rendered(performed, start, RATE + score.PIECE)
        heard = score.mono(recorded[at + start : at + start + len(meant)])
        heard = np.pad(heard, (0, len(meant) - len(heard)))
        if damaged := score.damage(meant, heard, 0):
            shift = _shift(performed, recorded, start + RATE, at)
            breaks.append(Break(start // RATE, len(damaged), shift))
            at += shift
    return Compared(begin, tuple(breaks))


def _begin(performed: Performance, recorded: NDArray[np.float32]) -> int:
    """Where the plan begins in the recording, found by a few seconds that came through whole."""
    for start in range(0, BEGINS_WITHIN // 2, OPENING):
        piece = _rendered(performed, start, OPENING)
        place, likeness = score.find(piece, score.mono(recorded[: BEGINS_WITHIN + start]))
        if likeness > WHOLE:
            return place - start
    raise SystemExit("the recording does not hold the session")


def _shift(performed: Performance, recorded: NDArray[np.float32], start: int, at: int) -> int:
    """By how much the second from ``start`` on comes later than ``at`` says."""
    piece = _rendered(performed, start, RATE)
    first = max(at + start - LOST_WITHIN, 0)
    around = score.mono(recorded[first : at + start + RATE + LOST_WITHIN])
    if len(around) < len(piece):
        return 0
    place, likeness = score.find(piece, around)
    return first + place - (at + start) if likeness > 0.6 else 0


def _rendered(performed: Performance, start: int, count: int) -> score.Mono:
    sound = np.zeros((count, 2), np.float32)
    performed.fill(sound, start)
    return score.mono(sound)


def _tell(
    minutes: int,
    performed: Performance,
    compared: Compared,
    looks: list[tuple[float, int]],
    recording: Recording,
) -> None:
    breaks = compared.breaks
    kept = "kept" if not breaks else "MISSED"
    print(f"{minutes} minutes, {performed.end / RATE:.1f} s of sound")
    print(f"drop-outs: {len(breaks)}, budget 0: {kept}")
    if breaks:
        shifts = [one.shift / RATE for one in breaks]
        silence_s, lost_s = sum(max(s, 0.0) for s in shifts), -sum(min(s, 0.0) for s in shifts)
        print(f"  {silence_s:.2f} s of silence put in, {lost_s:.2f} s lost")
    for one in breaks[:20]:
        print(f"  at {one.at_s} s: {one.damaged} × 50 ms, then {one.shift:+d} frames")
    within = "kept" if abs(compared.drift) <= max(1, minutes // 60) else "MISSED"
    print(f"drift against the plan: {compared.drift} frames, budget 1 an hour: {within}")
    late_ms = _lateness_ms(compared, looks, recording)
    settled = late_ms[round(SETTLED_S) :]
    seconds = np.arange(len(settled))
    slope = np.polyfit(seconds, settled, 1)[0] * 3600 if len(settled) > 2 else 0.0
    near = np.quantile(np.abs(settled - np.median(settled)), [0.95, 1.0])
    print(
        f"heard() against the recording: {np.median(settled):+.1f} ms in the middle, "
        f"95 % within {near[0]:.1f} ms of that, all within {near[1]:.1f} ms, "
        f"trend {slope:+.2f} ms an hour"
    )


def _lateness_ms(
    compared: Compared, looks: list[tuple[float, int]], recording: Recording
) -> NDArray[np.float64]:
    """By how much the recording was ahead of ``heard()`` at each look."""
    times, counts = np.array(recording.arrivals).T
    at, heard = np.array(looks).T
    places = np.interp(at, times, counts) - compared.begin
    for one in compared.breaks:
        places[heard > one.at_s * RATE] -= one.shift
    return (places - heard) * 1000 / RATE


def _played(minutes: int, cache: Path, environ: dict[str, str]) -> list[tuple[float, int]]:
    done = subprocess.run(
        [sys.executable, str(PLAYER), str(minutes), str(cache)],
        env={**environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    looks = [(float(at), int(heard)) for at, heard in lines]
    if done.returncode != 0:
        raise SystemExit(f"the output gave up after {looks[-1][1] / RATE:.0f} s" if looks else 1)
    return looks


@contextmanager
def _recorded(server: SoundServer, home: Path) -> Generator[Recording]:
    recording = Recording(home / "recording.f32")
    program = server.record(home / "parec.log")
    writer = threading.Thread(target=_write, args=(program.process.stdout, recording))
    writer.start()
    try:
        yield recording
    finally:
        program.process.terminate()
        writer.join()
        program.end()


def _write(pipe: BufferedReader, recording: Recording) -> None:
    """Put everything that comes into the file, and note when it came."""
    length = 0
    with recording.file.open("wb") as file:
        while piece := pipe.read1(65_536):
            file.write(piece)
            length += len(piece)
            recording.frames = length // FRAME_BYTES
            recording.arrivals.append((time.monotonic(), recording.frames))


@contextmanager
def _busy(cores: int) -> Generator[None]:
    """Keep so many cores busy, at the priority that the player has.

    Each in a session of its own, as other programs are: Linux may share the processor out
    by session first (sched_autogroup), and a player in theirs would get what they leave.
    """
    burner = [sys.executable, "-c", BURNER]
    burners = [subprocess.Popen(burner, start_new_session=True) for _ in range(cores)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


def _processor_times() -> tuple[int, int]:
    """What the host of a virtual machine kept from it, and all time; in ticks."""
    ticks = [int(word) for word in Path("/proc/stat").read_text("ascii").split()[1:9]]
    return ticks[7], sum(ticks)


def _cores() -> int:
    return os.cpu_count() or 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--idle", action="store_true", help="leave the cores alone")
    return parser.parse_args()


if __name__ == "__main__":
    main()
