"""What is left of a practice when the program is killed."""

import numpy as np
import pytest

from tests.e2e.app import Home
from tests.e2e.desk import Desk
from tests.e2e.recording import FAINTEST, Recorder
from tests.e2e.short_sessions import SHORT
from thaw.core.units import RATE

pytestmark = pytest.mark.e2e


def test_a_power_cut_loses_ten_seconds_at_most(home: Home, desk: Desk, recorder: Recorder) -> None:
    home.add_session("short-practice", SHORT)
    program = home.start("--quick", "short-practice")
    recorder.wait_for_sound()
    recorder.wait_for(11)
    program.kill()
    recorder.wait_for_silence()
    audible = np.flatnonzero(np.abs(recorder.sound).max(axis=1) > FAINTEST)
    heard_s = (audible[-1] - audible[0]) / RATE
    home.start("--tray")
    row = home.wait_for_row("interrupted")
    assert heard_s > 10
    assert heard_s - 10 <= row["practised_s"] <= heard_s + 0.5
