"""What the help page has for the country that was chosen, on a day."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from thaw.care.help_files import countries, read_country
from thaw.shell.help.state import HelpState
from thaw.shell.help.words import country_text, no_services_text
from thaw.shell.settings.state import Choice


def services_state(folder: Path, country: str, today: date) -> HelpState:
    """Read what holds on ``today``; a country with no file any more is shown as chosen."""
    known = countries(folder)
    if not known:
        return HelpState(country=country, country_name=country_text(country))
    named = sorted((country_text(one), one) for one in {*known, country} - {""})
    choices = (
        Choice("", QCoreApplication.translate("help", "None")),
        *(Choice(code, name) for name, code in named),
    )
    state = HelpState(countries=choices, country=country, country_name=country_text(country))
    if not country:
        return state
    found = read_country(folder, country)
    services = found.shown_on(today)
    note = ""
    if not services:
        note = no_services_text(country_text(country), is_readable=not found.problems)
    return HelpState(
        countries=choices,
        country=country,
        country_name=country_text(country),
        services=services,
        services_note=note,
    )
