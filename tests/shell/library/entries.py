"""Sessions as the index of the catalogue lists them."""

from thaw.core.catalogue_index import CatalogueEntry
from thaw.core.session import Anchor, Category, Lengths, Level
from thaw.core.units import frames


def entry(session_id: str, default_s: float = 600, from_s: float = 180, to_s: float = 2700):
    return CatalogueEntry(
        id=session_id,
        title=session_id.replace("-", " ").title(),
        goal="A goal.",
        category=Category.BREATH,
        level=Level.GENTLE,
        language="en",
        lengths=Lengths(frames(default_s), frames(from_s), frames(to_s)),
        anchor=Anchor.BREATH,
        twin=None,
        tags=(),
        posture=(),
        author=None,
        licence=None,
        file=f"/sessions/{session_id}.yaml",
        is_personal=False,
    )
