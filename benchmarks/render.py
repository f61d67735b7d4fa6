"""How much faster than it plays a full ten-minute session is rendered, on one core.

Voice, bell, soundscape, breath cues and limiter, from a plan laid out by hand. Lines
are synthesised beforehand: what that took is printed beside the rest.

    PYTHONPATH=app python benchmarks/render.py
"""

import os

# One core means one: numpy's matrix products would otherwise take them all.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import tempfile
import time
from pathlib import Path

import numpy as np

from thaw.audio.bank import SoundBank
from thaw.audio.export import render_to_file
from thaw.audio.levels import Levels
from thaw.audio.rendering import Renderer
from thaw.audio.voice.espeak import EspeakVoice
from thaw.core.breath import Phase
from thaw.core.plan import BedSpan, Breath, Choices, Event, Plan, Speech, Strike
from thaw.core.session import Anchor, Category, Level, VoiceLine
from thaw.core.units import RATE, Frames, frames, seconds

BUDGET = 300
LENGTH = frames(600)
LINES = (
    "Here the practice begins, in whatever position suits you today.",
    "Eyes may be open or closed, and you can change your mind at any time.",
    "See whether some place in the body is touching something firm.",
    "Breathing goes on by itself. There is no need to do it well.",
    "Perhaps it is clearest at the nose, or the chest, or lower down.",
    "If thoughts have come, that is what minds do, and here you are again.",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        bank = SoundBank(EspeakVoice(), Path(folder))
        started = time.perf_counter()
        bank.rehearse(line for line in _lines(39))
        spoken_s = time.perf_counter() - started
        plan = _plan(bank)
        started = time.perf_counter()
        bank.prepare(plan)
        prepared_s = time.perf_counter() - started
        renderer = Renderer(plan, bank, Levels())
        rendered_s = _time_rendering(renderer)
        started = time.perf_counter()
        render_to_file(plan, bank, Path(folder) / "x.flac")
        exported_s = time.perf_counter() - started
    sound_s = seconds(renderer.end)
    speech_s = sum(seconds(speech.length) for speech in plan.speeches)
    print(f"session                     {sound_s:8.1f} s, of which {speech_s:.0f} s is speech")
    print(f"synthesising the lines      {spoken_s:8.2f} s  {speech_s / spoken_s:6.0f} x real time")
    print(f"making the soundscape, once {prepared_s:8.2f} s")
    print(
        f"rendering                   {rendered_s:8.2f} s  {sound_s / rendered_s:6.0f} x"
        f"   budget >= {BUDGET} x"
    )
    print(f"rendering to FLAC           {exported_s:8.2f} s  {sound_s / exported_s:6.0f} x")
    together = spoken_s + prepared_s + exported_s
    print(
        f"all of it, nothing cached   {together:8.2f} s  {sound_s / together:6.0f} x"
        f"   budget >= {BUDGET} x"
    )


def _time_rendering(renderer: Renderer) -> float:
    block = np.zeros((RATE // 10, 2), np.float32)
    started = time.perf_counter()
    for frame in range(0, renderer.end, len(block)):
        renderer.into(block, frame)
    return time.perf_counter() - started


def _lines(count: int) -> list[VoiceLine]:
    """``count`` different lines: a number spoken at the end keeps each from being cached."""
    return [VoiceLine(f"{LINES[i % len(LINES)]} {i}.") for i in range(count)]


def _plan(bank: SoundBank) -> Plan:
    events: list[Event] = [
        BedSpan(Frames(0), LENGTH, "soft-rain", 0.0, frames(7), frames(15), True)
    ]
    events.append(Strike(Frames(0), "warm-bowl", 0.0, 0))
    at = frames(8)
    for line in _lines(39):
        length = bank.duration(line)
        events.append(Speech(Frames(at), length, line))
        at += length + frames(6)
    for cycle in range(30):
        start = frames(420) + cycle * frames(5)
        events.append(Breath(Frames(start), frames(2), Phase.IN, cycle, 0, 1, True))
        events.append(Breath(Frames(start + frames(2)), frames(3), Phase.OUT, cycle, 1, 0, True))
    for number in (1, 2, 3):
        strike_at = Frames(LENGTH - (3 - number) * frames(7))
        events.append(Strike(strike_at, "warm-bowl", 0.0, number))
    return Plan(
        session_id="benchmark",
        title="Benchmark",
        category=Category.BREATH,
        level=Level.GENTLE,
        anchor=Anchor.BREATH,
        language="en",
        content_hash="",
        choices=Choices(),
        length=LENGTH,
        events=tuple(sorted(events, key=lambda event: event.at)),
    )


if __name__ == "__main__":
    main()
