"""What the app asks and answers around a practice: the plan, how it is, what helps."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt

from tests.composition.whole_app import Start, Thaw
from tests.practice.examples import a_practice
from tests.practice.fresh_log import fresh_log
from tests.shell.person import opens_popup
from thaw import settings
from thaw.care.grounding import LINES
from thaw.core.own_plan import OwnPlan
from thaw.paths import Paths
from thaw.practice.answers import Occasion, answers
from thaw.settings import Settings, Voice
from thaw.shell.plan.view import PlanView


@opens_popup
def test_a_plan_is_made_on_its_page_and_stands_in_the_library(thaw: Thaw, paths: Paths) -> None:
    thaw.until(lambda: "body-scan" in thaw.cards())
    thaw.turn_to("Plan")
    thaw.until_said("A plan begins with the first thing you choose here.")
    page = thaw.window.current_view()
    assert isinstance(page, PlanView)
    thaw.qtbot.keyClicks(page.line.after, "have had tea")
    thaw.qtbot.keyClick(page.line.session, Qt.Key.Key_B)
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("After I have had tea, I will practise Body Scan for ten minutes.")
    thaw.until_said("From your plan")
    line = settings.load(paths.settings_file).plan.line
    assert (line.after, line.session_id, line.minutes) == ("have had tea", "body-scan", 10)


def test_how_a_plan_fits_is_asked_beside_the_library(start: Start, paths: Paths) -> None:
    begun = date.today() - timedelta(days=15)  # noqa: DTZ011  # the app asks the same clock
    chosen = settings.load(paths.settings_file)
    settings.save(replace(chosen, plan=OwnPlan(begun=begun)), paths.settings_file)
    thaw = start()
    thaw.until_said("How does your plan fit now?")
    thaw.click("A little more")
    thaw.until_said("A little more could be four days a week in place of three.")
    thaw.click("Use this")
    assert settings.load(paths.settings_file).target_days == 4


def test_how_it_is_is_asked_before_and_after_and_kept_with_the_practice(
    start: Start, paths: Paths
) -> None:
    settings.save(Settings(voice=Voice.CAPTIONS, tray_notice_shown=True), paths.settings_file)
    log = fresh_log(paths.practice_log)
    log.put([a_practice()])
    log.shut()
    thaw = start()
    thaw.until_said("The one you did last")
    thaw.click("Begin Three-Step Space, 3 min")
    thaw.until_said("How is it now?")
    thaw.press(Qt.Key.Key_3)
    assert len(thaw.log()) == 1
    thaw.press(Qt.Key.Key_Return)
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(30)
    thaw.press(Qt.Key.Key_Q)
    thaw.click("The same")

    log = thaw.services.history.log()
    thaw.until(lambda: len(answers(log, date.min)) == 2)
    practice, _ = thaw.log()
    assert [(a.practice_id, a.occasion, a.rating, a.word) for a in answers(log, date.min)] == [
        (practice.id, Occasion.BEFORE, 3, ""),
        (practice.id, Occasion.AFTER, None, "same"),
    ]
    # The month comes with the first practices.
    thaw.click("Back to the library")
    thaw.until_said("Once a month: four questions about life as a whole.")
    thaw.click("Not now")
    thaw.until(lambda: len(answers(log, date.min)) == 3)


def test_after_a_practice_that_was_hard_a_grounding_is_offered_and_then_something_easier(
    start: Start, paths: Paths
) -> None:
    settings.save(
        Settings(voice=Voice.CAPTIONS, tray_notice_shown=True, ask_before=False),
        paths.settings_file,
    )
    thaw = start()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(30)
    thaw.press(Qt.Key.Key_Q)
    thaw.click("Further away or more numb")
    thaw.click("A short grounding")
    thaw.until(lambda: thaw.front() == LINES[0].text)
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("A short one, with attention on what is around you")
    thaw.until_said("Feet on the Floor")


def test_what_was_hard_is_answered_with_a_grounding_at_once(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(30)
    thaw.press(Qt.Key.Key_Q)
    thaw.click("More upset")
    thaw.click("A short grounding")
    thaw.until(lambda: thaw.window.windowTitle().startswith("Grounding"))
