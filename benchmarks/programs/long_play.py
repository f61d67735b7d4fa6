"""Plays a session with everything in it through QtOutput, and tells each second how far it is.

    python benchmarks/programs/long_play.py MINUTES CACHE

Each line it prints is a monotonic second and the frame heard by then. A fault ends it.
"""

import sys
import tempfile
import time
from pathlib import Path

from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.audio.names import BEDS, BELLS
from thaw.audio.voice.espeak import EspeakVoice
from thaw.core.fragments import Fragments
from thaw.core.loading import load_session
from thaw.core.names import KnownNames
from thaw.core.plan import Choices
from thaw.core.session import Session
from thaw.devices.outputs import OutputName, Outputs
from thaw.player.performance import Performance
from thaw.player.preparing import compile_for, perform

MINUTES_A_ROUND = 2
LOOK_S = 1.0

SESSION = """\
thaw: 1
id: long-play
title: Long Play
goal: Voice, bells, rain and breath cues, again and again.
category: timer
level: deep
language: en
lengths: {{default: {minutes}m, from: {minutes}m, to: {minutes}m}}
anchor: sounds
steps:
  - bed: {{name: soft-rain, gain: 6}}
  - bell: warm-bowl
  - bells: {{every: 5m, voice: small-rin}}
  - repeat:
      times: {rounds}
      steps:
        - say: Here is a sound, and here another.
        - rest: {{min: 2s, ideal: 30s, max: 5m}}
        - breathe: {{pattern: long-exhale, cycles: 3}}
        - rest: {{min: 2s, ideal: 30s, max: 5m}}
  - bell: {{voice: warm-bowl, strikes: 2}}
"""


def performance(minutes: int, cache: Path) -> Performance:
    """The session at that length: the same in every process."""
    rounds = max(1, minutes // MINUTES_A_ROUND)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long-play.yaml"
        path.write_text(SESSION.format(minutes=minutes, rounds=rounds), encoding="utf-8")
        session = load_session(path, Fragments([]), KnownNames(frozenset(BELLS), frozenset(BEDS)))
    assert isinstance(session, Session), session
    bank = SoundBank(EspeakVoice(), cache)
    return perform(compile_for(session, Choices(), bank), bank, Levels())


def main() -> None:
    minutes, cache = int(sys.argv[1]), Path(sys.argv[2])
    performed = performance(minutes, cache)
    outputs = Outputs()
    output = outputs.open(OutputName.QT)
    output.start(performed.fill, 0)
    next_s = time.monotonic()
    while output.fault is None and output.heard() < performed.end:
        print(time.monotonic(), output.heard(), flush=True)
        next_s += LOOK_S
        time.sleep(max(0.0, next_s - time.monotonic()))
    fault = output.fault
    output.close()
    if fault is not None:
        raise SystemExit(f"fault: {fault}")


if __name__ == "__main__":
    main()
