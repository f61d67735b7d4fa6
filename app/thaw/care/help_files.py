"""Services that a person may turn to, country by country, each with the day it was looked at.

Files are strict: one that has a mistake in it is not used. An entry is shown from the day it
was verified to the day it expires, and on no other: a number that was right once may lead
nowhere, or to somebody else.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from msgspec import Meta

from thaw.core.files import read_bytes
from thaw.core.nodes import composed, decoded
from thaw.core.places import Places
from thaw.core.problems import Findings, Place, Problem, ProblemKind
from thaw.core.reading import Reader
from thaw.core.written import Version
from thaw.core.written_values import Line, Written

HELP_FOLDER: Final = "help"
"""The name of the folder that such files lie in."""
LONGEST_DAYS: Final = 180
"""From the day an entry was verified to its last, at most."""

_COUNTRY: Final = r"^[A-Z]{2}$"
_Address = Annotated[
    str,
    Meta(
        pattern=r"^https://[^\s/]+\.[^\s/]+(/\S*)?$",
        max_length=300,
        extra={"expected": "an address that begins with `https://`"},
    ),
]
_Language = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        extra={"expected": "a language code such as `en`"},
    ),
]


class ServiceKind(StrEnum):
    """How a service is reached, or what it is."""

    EMERGENCY = "emergency"
    PHONE = "phone"
    TEXT = "text"
    """By text message."""
    CHAT = "chat"
    EMAIL = "email"
    IN_PERSON = "in-person"
    DIRECTORY = "directory"
    """A list of services, kept by somebody else."""


class WrittenService(Written, frozen=True, kw_only=True):
    """One service as it is written."""

    service: Annotated[Line, Meta(description="What it calls itself.")]
    kind: Annotated[ServiceKind, Meta(description="How it is reached.")]
    contact: Annotated[Line, Meta(description="The number, word or address to use, in quotes.")]
    hours: Annotated[Line, Meta(description="When somebody answers, with the time zone.")]
    languages: Annotated[
        tuple[_Language, ...],
        Meta(min_length=1, max_length=40, description="In which languages, as codes."),
    ]
    url: Annotated[_Address, Meta(description="The service's own page.")]
    source: Annotated[_Address, Meta(description="The page on which all this was read.")]
    verified_on: Annotated[date, Meta(description="The day on which it was read there.")]
    verified_by: Annotated[Line, Meta(description="Who read it.")]
    expires: Annotated[date, Meta(description="The last day on which it is shown.")]


class WrittenCountry(Written, frozen=True, kw_only=True):
    """The services of one country as they are written."""

    thaw: Version
    country: Annotated[
        str,
        Meta(
            pattern=_COUNTRY,
            description="Its two letters in ISO 3166-1: the file's own name.",
            extra={"expected": "two capital letters, as ISO 3166-1 has them: `NZ`"},
        ),
    ]
    services: Annotated[
        tuple[WrittenService, ...], Meta(min_length=1, max_length=40, description="In this order.")
    ]


@dataclass(frozen=True, slots=True)
class Service:
    """Somebody to turn to, and how it is known that they can be reached so."""

    service: str
    kind: ServiceKind
    contact: str
    hours: str
    languages: tuple[str, ...]
    url: str
    source: str
    verified_on: date
    verified_by: str
    expires: date
    place: Place

    def is_shown_on(self, today: date) -> bool:
        """False after the last day, and where the clock says a day before it was verified."""
        return self.verified_on <= today <= self.expires


@dataclass(frozen=True, slots=True)
class HelpFile:
    """What came of a country's file: no services where ``problems`` forbid it."""

    country: str
    services: tuple[Service, ...]
    problems: tuple[Problem, ...] = ()

    def shown_on(self, today: date) -> tuple[Service, ...]:
        """The services that may be shown on ``today``."""
        return tuple(one for one in self.services if one.is_shown_on(today))

    def out_of_date(self, today: date) -> Iterator[Problem]:
        """A warning for each service that nobody is shown on ``today``."""
        for one in self.services:
            if not one.is_shown_on(today):
                values = {
                    "today": str(today),
                    "verified": str(one.verified_on),
                    "expires": str(one.expires),
                }
                yield Problem(one.place, ProblemKind.OUT_OF_DATE, values)


@dataclass(frozen=True, slots=True)
class CountryHelp:
    """What there is for a country on a day, out of several folders."""

    services: tuple[Service, ...]
    problems: tuple[Problem, ...]
    """Of files of which nothing is shown for them."""
    is_out_of_date: bool
    """Whether nothing is shown though a file could be read."""


def countries(folders: Iterable[Path]) -> tuple[str, ...]:
    """Return the two letters of each country there is a file for, by letter; on any thread."""
    named = {path.stem for folder in folders for path in _files(folder) if _is_country(path)}
    return tuple(sorted(named))


def misnamed(folder: Path) -> tuple[str, ...]:
    """Return the names of files that are meant to be a country's, by letter, and can't be."""
    meant = (path for path in _files(folder) if path.suffix.lower() in (".yaml", ".yml"))
    return tuple(sorted(path.name for path in meant if not _is_country(path)))


def help_for(folders: Iterable[Path], country: str, today: date) -> CountryHelp:
    """Return what may be shown on ``today``: of the first of ``folders`` that has anything.

    So a person's own file goes before one that comes with Thaw, and gives way to it once
    it is out of date or has a mistake in it: somebody may need it now.
    """
    problems: list[Problem] = []
    is_out_of_date = False
    for folder in folders:
        path = folder / f"{country}.yaml"
        if not path.exists():
            continue
        found = read_help(path)
        problems += found.problems
        if services := found.shown_on(today):
            return CountryHelp(services, tuple(problems), is_out_of_date=False)
        is_out_of_date = is_out_of_date or not found.problems
    return CountryHelp((), tuple(problems), is_out_of_date)


def read_help(path: Path) -> HelpFile:
    """Read a country's file, whole or not at all; nothing an author can write is raised."""
    data = read_bytes(path)
    text = data if isinstance(data, Problem) else decoded(data, path)
    node = text if isinstance(text, Problem) else composed(text, path)
    if isinstance(node, Problem):
        return HelpFile(path.stem, (), (node,))
    findings, places = Findings(), Places(Place(path))
    written = Reader(findings, places).read(node, WrittenCountry)
    if written is not None:
        _check(written, path.stem, places, findings)
    if written is None or findings:
        return HelpFile(path.stem, (), findings.sorted())
    services = (_service(one, places) for one in written.services)
    return HelpFile(written.country, tuple(services), findings.sorted())


def _files(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _is_country(path: Path) -> bool:
    return path.suffix == ".yaml" and re.fullmatch(_COUNTRY, path.stem) is not None


def _check(written: WrittenCountry, stem: str, places: Places, findings: Findings) -> None:
    if written.country != stem:
        findings.add(
            places.of(written, "country"),
            ProblemKind.COUNTRY_NOT_FILE_NAME,
            country=written.country,
            stem=stem,
        )
    for service in written.services:
        _check_days(service, places, findings)


def _check_days(service: WrittenService, places: Places, findings: Findings) -> None:
    place = places.of(service, "expires")
    days = (service.expires - service.verified_on).days
    if days < 0:
        findings.add(
            place,
            ProblemKind.EXPIRES_BEFORE,
            expires=str(service.expires),
            verified=str(service.verified_on),
        )
    elif days > LONGEST_DAYS:
        findings.add(
            place,
            ProblemKind.EXPIRES_LATE,
            days=str(days),
            limit=str(LONGEST_DAYS),
            latest=str(service.verified_on + timedelta(days=LONGEST_DAYS)),
        )


def _service(written: WrittenService, places: Places) -> Service:
    return Service(
        service=written.service,
        kind=written.kind,
        contact=written.contact,
        hours=written.hours,
        languages=written.languages,
        url=written.url,
        source=written.source,
        verified_on=written.verified_on,
        verified_by=written.verified_by,
        expires=written.expires,
        place=places.of(written),
    )
