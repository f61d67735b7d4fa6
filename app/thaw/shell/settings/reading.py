"""From the settings and the sessions there are to what the settings show of them."""

from collections.abc import Sequence

from thaw.core.catalogue_index import CatalogueEntry
from thaw.settings import Settings
from thaw.shell.settings.state import Choice, SettingsState


def settings_state(entries: Sequence[CatalogueEntry], settings: Settings) -> SettingsState:
    """Any session can be the quick one, at any whole minute it can take."""
    quick = next((entry for entry in entries if entry.id == settings.quick_session), None)
    shortest, longest = (1, 1) if quick is None else quick.lengths.whole_minutes
    return SettingsState(
        settings=settings,
        quick_sessions=tuple(Choice(entry.id, entry.title) for entry in entries),
        quick_shortest=shortest,
        quick_longest=longest,
    )
