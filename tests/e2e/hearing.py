"""Playing through an output, and what the recording of it has to show."""

import itertools

import numpy as np

from tests.e2e.frame_code import Decoded, decode
from tests.e2e.machine import forgiven_breaks
from tests.e2e.programs import until
from tests.e2e.recording import Recorder
from tests.e2e.remote_output import RemoteOutput
from tests.e2e.speaker import Report
from thaw.core.units import RATE

MS = RATE // 1000
SILENT_ENOUGH = 0.03
"""Of full loudness: where a fade out ends and the next fade in begins."""
FOOT_OF_A_FADE = 40 * MS
"""What is quieter than that, and so may be missing between the two."""


def play(output: RemoteOutput, frame: int, for_s: float) -> list[Report]:
    """Play from ``frame`` until so much more was heard; return every look at the output."""
    output.tell("start", frame=frame)
    looks: list[Report] = []

    def is_done() -> bool:
        looks.append(output.tell("look"))
        assert looks[-1].fault is None
        return looks[-1].heard >= frame + for_s * RATE

    until(is_done, f"{for_s} s are heard", for_s + 30)
    return looks


def drop_and_decode(speaker: RemoteOutput, recorder: Recorder) -> Decoded:
    """Stop at once, wait until the recorder has it all, and read the recording."""
    speaker.stop(0)
    recorder.wait_for(0.3)
    return decode(recorder.sound)


def assert_one_piece(heard: Decoded) -> None:
    runs = heard.runs()
    breaks = [
        f"after {before.last / RATE:.3f} s: {after.at - before.end} frames of silence, "
        f"{after.first - before.last - 1} lost"
        for before, after in itertools.pairwise(runs)
    ]
    assert len(breaks) <= forgiven_breaks(), "; ".join(breaks)


def assert_nothing_audible_is_missing(heard: Decoded) -> None:
    """Every frame was heard, except for some at the foot of a fade."""
    losses: list[str] = []
    for before, after in itertools.pairwise(heard.runs()):
        lost = after.first - before.last - 1
        if lost > FOOT_OF_A_FADE or heard.loudness[before.end - 1] > SILENT_ENOUGH:
            losses.append(f"{lost / MS:.0f} ms lost after {before.last / RATE:.3f} s")
    assert len(losses) <= forgiven_breaks(), losses


def assert_nothing_audible_is_repeated(heard: Decoded) -> None:
    clear = heard.frames[heard.loudness > SILENT_ENOUGH]
    _, counts = np.unique(clear, return_counts=True)
    assert counts.max() == 1, f"{(counts > 1).sum() / MS:.1f} ms were heard twice"
