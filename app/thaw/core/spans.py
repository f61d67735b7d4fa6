"""Written lengths as spans in frames, noting those that cannot be meant."""

from typing import Final

from msgspec import Struct

from thaw.core.places import Places
from thaw.core.problems import Findings, Place, ProblemKind
from thaw.core.session import Elastic
from thaw.core.units import Frames, duration_text, frames, parse_duration
from thaw.core.written_values import Span, WrittenElastic

NOTHING: Final = Frames(0)
LONGEST: Final = frames(12 * 3600)
"""No span in a session is longer than this."""


class Spans:
    """Reads written lengths; what is wrong with them goes to ``findings``."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def elastic(self, written: Span, owner: Struct, key: str, places: Places) -> Elastic:
        """Return ``written`` as a span; out of order, as the author's ideal alone."""
        if not isinstance(written, WrittenElastic):
            return Elastic.fixed(self.span(written, places.of(owner, key)))
        low = self.span(written.min_, places.of(written, "min"))
        ideal = self.span(written.ideal, places.of(written, "ideal"))
        high = self.span(written.max_, places.of(written, "max"))
        if not low <= ideal <= high:
            self._findings.add(
                places.of(written),
                ProblemKind.SPAN_ORDER,
                minimum=duration_text(low),
                ideal=duration_text(ideal),
                maximum=duration_text(high),
            )
            return Elastic.fixed(ideal)
        return Elastic(low, ideal, high, written.weight)

    def span(self, text: str, place: Place, least: Frames = NOTHING) -> Frames:
        """Return a written duration in frames, noting one that cannot be meant."""
        length = parse_duration(text)
        if not least <= length <= LONGEST:
            bounds = f"{duration_text(least)} to {LONGEST // frames(3600)}h"
            self._findings.add(place, ProblemKind.OUT_OF_BOUNDS, text=text, bounds=bounds)
        return length
