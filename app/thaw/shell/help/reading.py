"""What the help page has for the country that was chosen, on a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from thaw.care.help_files import CountryHelp, countries, help_for, misnamed
from thaw.shell.help.state import HelpState
from thaw.shell.help.words import (
    country_text,
    misnamed_text,
    mistake_text,
    no_services_text,
    out_of_date_text,
)
from thaw.shell.settings.state import Choice


def services_state(folders: Sequence[Path], country: str, today: date) -> HelpState:
    """Read what holds on ``today``; a country with no file any more is shown as chosen.

    Of ``folders`` the first is the person's own.
    """
    own, *_ = folders
    stray = misnamed(own)
    notes = [misnamed_text(stray)] if stray else []
    known = countries(folders)
    choices: tuple[Choice, ...] = ()
    found = CountryHelp((), (), is_out_of_date=False)
    if known:
        named = sorted((country_text(one), one) for one in {*known, country} - {""})
        none = Choice("", QCoreApplication.translate("help", "None"))
        choices = (none, *(Choice(code, name) for name, code in named))
        if country:
            found = help_for(folders, country, today)
            notes = [*_notes(found, country), *notes]
    return HelpState(
        countries=choices,
        country=country,
        country_name=country_text(country),
        services=found.services,
        services_note="\n".join(notes),
    )


def _notes(found: CountryHelp, country: str) -> Iterator[str]:
    """Why nothing is shown, and what is to be mended."""
    if not found.services:
        say = out_of_date_text if found.is_out_of_date else no_services_text
        yield say(country_text(country))
    if found.problems:
        yield mistake_text(found.problems[0])
