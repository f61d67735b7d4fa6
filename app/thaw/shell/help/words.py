"""What the help page says of its own: calm, and true wherever somebody is."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from thaw.care.help_files import Service, ServiceKind
from thaw.care.own_help import Side
from thaw.care.rules import Distress
from thaw.core.problem_words import worded
from thaw.core.problems import Problem
from thaw.shell.day_words import long_day_text


def anywhere_texts() -> tuple[str, ...]:
    """What holds in every country, without a number."""
    tr = QCoreApplication.translate
    return (
        tr(
            "help",
            "In immediate danger, contact your local emergency service, or go to the nearest"
            " emergency department.",
        ),
        tr("help", "Stay near somebody, or let somebody know where you are and that it is hard."),
        tr("help", "A doctor can help, even where words are hard to find."),
        tr(
            "help",
            "International directories on the web list lines to call or to write to, country by"
            " country. Look for “helpline”, and the name of the country you are in.",
        ),
    )


def kind_texts() -> tuple[str, ...]:
    """Kinds of help, each with what it is."""
    tr = QCoreApplication.translate
    return (
        tr("help", "A family doctor: a first place to ask, and a way on to others."),
        tr("help", "A counsellor or psychologist: talks over weeks, in a room or by video."),
        tr("help", "A psychiatrist: a doctor for the mind, also for questions of medicine."),
        tr("help", "A nurse or social worker: help with daily life, forms and places to go."),
        tr("help", "A group of peers: people who know something like it themselves."),
        tr("help", "A helpline: somebody to talk or write to, often at once, without a name."),
        tr("help", "A teacher of mindfulness: for practice, and for when it gets too much."),
    )


def medicine_text() -> str:
    return QCoreApplication.translate(
        "help", "Changes to medicine belong with whoever prescribed it."
    )


def mark_text(mark: Distress) -> str:
    """What somebody ticks, in their own person."""
    tr = QCoreApplication.translate
    match mark:
        case Distress.UNREALITY:
            return tr("help", "Things around me, or I, feel unreal")
        case Distress.PANIC:
            return tr("help", "Panic, or fear that keeps rising")
        case Distress.NO_SLEEP:
            return tr("help", "Hardly any sleep for several nights")
        case Distress.CANNOT_FUNCTION:
            return tr("help", "I can't get through an ordinary day")
        case Distress.SELF_HARM:
            return tr("help", "Thoughts of harming myself, or of not living")


def service_text(service: Service) -> str:
    """How and when somebody answers, and in which languages."""
    languages = ", ".join(_language_text(code) for code in service.languages)
    return QCoreApplication.translate("help", "{0} · {1} · {2}").format(
        _kind_text(service.kind), service.hours, languages
    )


def verified_text(service: Service) -> str:
    """Where and when it was read, and for how long it is shown."""
    said = QCoreApplication.translate("help", "Read on {0} by {1}, at {2}. Shown until {3}.")
    verified, last = long_day_text(service.verified_on), long_day_text(service.expires)
    return said.format(verified, service.verified_by, service.source, last)


def no_services_text(country: str) -> str:
    """That there is nothing of a country that can be shown."""
    return QCoreApplication.translate(
        "help", "The list for {0} can't be read, so nothing of it is shown."
    ).format(country)


def out_of_date_text(country: str) -> str:
    """Why the list of a country is not shown, though it is there."""
    return QCoreApplication.translate(
        "help", "The list for {0} is not within its dates today, so its numbers are not shown."
    ).format(country)


def mistake_text(problem: Problem) -> str:
    """Which file is left aside, and what in it is to be mended first."""
    named = replace(problem.place, file=Path(problem.file.name))
    return QCoreApplication.translate(
        "help", "A list is left aside until it is mended: {0}"
    ).format(worded(replace(problem, place=named)))


def misnamed_text(names: Sequence[str]) -> str:
    """Which files of a person's own are left aside for their names."""
    return QCoreApplication.translate(
        "help",
        "A list is named by the two letters of its country, as NZ.yaml. Left aside in your folder"
        " for help: {0}",
    ).format(", ".join(names))


def country_text(country: str) -> str:
    """The name of a country by its two letters; the letters where nobody knows one."""
    territory = QLocale.codeToTerritory(country)
    if territory is QLocale.Country.AnyTerritory:
        return country
    return QLocale.territoryToString(territory)


def side_text(side: Side) -> str:
    tr = QCoreApplication.translate
    return tr("help", "Your people") if side is Side.PEOPLE else tr("help", "Your support")


def empty_text(side: Side) -> str:
    tr = QCoreApplication.translate
    if side is Side.PEOPLE:
        return tr("help", "Room for somebody you might turn to: a friend, family, a neighbour.")
    return tr("help", "Room for a doctor, a counsellor, or a line you know.")


def _kind_text(kind: ServiceKind) -> str:
    tr = QCoreApplication.translate
    match kind:
        case ServiceKind.EMERGENCY:
            return tr("help", "emergency")
        case ServiceKind.PHONE:
            return tr("help", "by phone")
        case ServiceKind.TEXT:
            return tr("help", "by text message")
        case ServiceKind.CHAT:
            return tr("help", "by chat")
        case ServiceKind.EMAIL:
            return tr("help", "by email")
        case ServiceKind.IN_PERSON:
            return tr("help", "in person")
        case ServiceKind.DIRECTORY:
            return tr("help", "a list of services")


def _language_text(code: str) -> str:
    language = QLocale.codeToLanguage(code.partition("-")[0])
    if language is QLocale.Language.AnyLanguage:
        return code
    return QLocale.languageToString(language)
