"""Country files as tests make them: nobody answers at these numbers, in a land there is not."""

from datetime import date
from pathlib import Path

VERIFIED = date(2026, 3, 1)
EXPIRES = date(2026, 6, 1)

SERVICE = """
  - service: Somebody Listens
    kind: phone
    contact: "00 000"
    hours: every day, 8 to 22, local time
    languages: [en, fr]
    url: https://listens.example
    source: https://listens.example/contact
    verified_on: 2026-03-01
    verified_by: A. Tester
    expires: 2026-06-01
"""


def country_text(*services: str, country: str = "QZ") -> str:
    return f"thaw: 1\ncountry: {country}\nservices:" + "".join(services or (SERVICE,))


def country_file(folder: Path, text: str = "", country: str = "QZ") -> Path:
    """Write the file of a country into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{country}.yaml"
    path.write_text(text or country_text(country=country), "utf-8")
    return path
