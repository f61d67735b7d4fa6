"""What the help page shows."""

from dataclasses import dataclass, field

from thaw.care.help_files import Service
from thaw.care.own_help import OwnHelp
from thaw.shell.settings.state import Choice


@dataclass(frozen=True, slots=True)
class HelpState:
    """Own people and support, and what there is for the country that was chosen."""

    own: OwnHelp = field(default_factory=OwnHelp)
    can_change: bool = True
    """Whether the lists can be kept; False where their file can't be read."""
    own_note: str = ""
    """What there is to say of that file."""
    countries: tuple[Choice, ...] = ()
    """What there is to choose from; empty where there is no choice."""
    country: str = ""
    """Two letters; "" for none."""
    country_name: str = ""
    services: tuple[Service, ...] = ()
    """Only such as hold today."""
    services_note: str = ""
    """Why there is none."""
