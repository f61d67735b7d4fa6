"""Weeks and months of practice, up to today, as values that are drawn, read out and listed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

from thaw.care.plan import target_for
from thaw.core.own_plan import OwnPlan
from thaw.practice.days import week_begins
from thaw.practice.stats import PRACTICE_DAY_MS, Period, by_month, by_week
from thaw.practice.totals import DayTotal
from thaw.shell.day_words import in_pattern
from thaw.shell.history.state import Trends
from thaw.shell.history.words import days_text, of_target_text
from thaw.shell.wording import practised_text

_WEEK = timedelta(days=7)
_LAST_DAY = timedelta(days=6)


def trends(
    totals: Sequence[DayTotal], today: date, week_start: int, least_ms: int = PRACTICE_DAY_MS
) -> Trends:
    """Return the weeks and months there are; those since the last practice are empty ones."""
    weeks, months = by_week(totals, week_start, least_ms), by_month(totals, least_ms)
    while weeks and weeks[-1].first_day < week_begins(today, week_start):
        weeks.append(Period(weeks[-1].first_day + _WEEK, 0, 0))
    while months and months[-1].first_day < today.replace(day=1):
        months.append(Period(_month_after(months[-1].first_day), 0, 0))
    return Trends(tuple(weeks), tuple(months))


def period_name(period: Period, is_week: bool) -> str:
    """``Week of 16 November 2026``, or ``November 2026``."""
    if is_week:
        words = QCoreApplication.translate("history", "Week of {0}")
        return words.format(_text(period.first_day, "d MMMM yyyy"))
    return _month_name(period.first_day)


def period_text(period: Period, is_week: bool) -> str:
    """A week or a month in one sentence; one without practice is not remarked on."""
    tr = QCoreApplication.translate
    name = period_name(period, is_week)
    if period.practised_ms == 0:
        return tr("history", "{0}.").format(name)
    practised = practised_text(period.practised_ms // 1000)
    if period.practice_days == 0:
        return tr("history", "{0}: {1}.").format(name, practised)
    days, target = period.practice_days, period.target_days
    if target is None:
        return tr("history", "{0}: {1}, {2}.").format(name, days_text(days), practised)
    told = of_target_text(days, target)
    return tr("history", "{0}: {1}; {2}.").format(name, told, practised)


def planned(weeks: Sequence[Period], plan: OwnPlan, target_days: int) -> tuple[Period, ...]:
    """Return ``weeks``, each since the plan was begun with the target it had.

    ``target_days`` is the target of now. A week that was over when the plan was begun
    has none.
    """
    begun = plan.begun
    if begun is None:
        return tuple(weeks)
    return tuple(
        replace(week, target_days=target_for(plan, target_days, week.first_day + _LAST_DAY))
        if week.first_day + _LAST_DAY >= begun
        else week
        for week in weeks
    )


def short_name(period: Period, is_week: bool) -> str:
    """What stands below a bar."""
    if is_week:
        return _text(period.first_day, "d MMM")
    return QLocale().standaloneMonthName(period.first_day.month, QLocale.FormatType.ShortFormat)


def _month_name(day: date) -> str:
    name = QLocale().standaloneMonthName(day.month, QLocale.FormatType.LongFormat)
    return f"{name} {day.year}"


def _month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _text(day: date, pattern: str) -> str:
    return in_pattern(day, pattern)
