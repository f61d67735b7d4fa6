"""What the library makes of a plan."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from thaw.core.own_plan import IfThen
from thaw.settings import Settings
from thaw.shell.library.state import Card, Suggestion
from thaw.shell.plan.line_words import line_text


def planned_line(by_id: Mapping[str, Card], settings: Settings) -> IfThen | None:
    """Return the line of the plan, where it is whole and its session is there."""
    line = settings.plan.line
    return line if line.is_whole and line.session_id in by_id else None


def plan_text(by_id: Mapping[str, Card], planned: IfThen | None, *, is_rest_day: bool) -> str:
    """Return what the plan says for today; "" where it says nothing."""
    if is_rest_day:
        return QCoreApplication.translate("plan", "Today is a day of rest in your plan.")
    return "" if planned is None else line_text(planned, by_id[planned.session_id].title)


def planned_suggestion(planned: IfThen, longest: int = 0) -> Suggestion:
    """Offer what is planned, at the minutes that are planned."""
    words = QCoreApplication.translate("LibraryView", "From your plan")
    return Suggestion(planned.session_id, words, longest, planned.minutes)
