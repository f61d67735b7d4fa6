"""From the settings to what a person lets themselves be asked."""

from thaw.care.check_ins import Wishes
from thaw.settings import Settings


def wishes(settings: Settings) -> Wishes:
    """What may be asked, by the settings as they are now."""
    return Wishes(
        before=settings.ask_before,
        after=settings.ask_after,
        weekly=settings.ask_weekly,
        monthly=settings.ask_monthly,
    )
