"""How a day is written, in the order and the words of the person's country."""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def qdate(day: date) -> QDate:
    """The day as Qt has it."""
    return QDate(day.year, day.month, day.day)


def in_pattern(day: date, pattern: str) -> str:
    """The day by a pattern of Qt's, such as ``d MMM``."""
    return QLocale().toString(qdate(day), pattern)


def date_text(day: date) -> str:
    """``3 November 2026``."""
    return in_pattern(day, "d MMMM yyyy")


def long_day_text(day: date) -> str:
    """``Tuesday 3 November 2026``."""
    return in_pattern(day, "dddd d MMMM yyyy")


def coming_day_text(day: date, today: date) -> str:
    """``Thursday 24 December``, with its year where that is another one."""
    return in_pattern(day, "dddd d MMMM") if day.year == today.year else long_day_text(day)


def past_day_text(day: date, today: date) -> str:
    """``Today``, ``Yesterday``, or the day of the week and the date."""
    if day == today:
        return QCoreApplication.translate("history", "Today")
    if today - day == timedelta(days=1):
        return QCoreApplication.translate("history", "Yesterday")
    return in_pattern(day, "ddd d MMMM") if day.year == today.year else date_text(day)
