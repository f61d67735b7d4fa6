"""What is known of a practice that begins, for logs to be filled with."""

import sys
from datetime import datetime

from side_by_side import CHECKOUT

sys.path.insert(0, str(CHECKOUT / "app"))

from thaw.practice.entry import PracticeStart, Source


def a_start(started: datetime) -> PracticeStart:
    return PracticeStart(
        session_id="breath-awareness",
        content_hash="9f2c" * 16,
        title="Breath Awareness",
        category="breath",
        level="gentle",
        anchor="breath",
        language="en",
        source=Source.LIBRARY,
        planned_ms=600_000,
        started=started,
        tz_name="UTC",
        day_start_hour=0,
        app_version="",
    )
