"""What is written in a practice and in the journal, in the whole app."""

from tests.composition.whole_app import Start, personal
from tests.core.written_sessions import written
from tests.practice.fresh_log import fresh_log
from tests.shell.person import opens_popup
from thaw.composition.launch import Launch
from thaw.paths import Paths
from thaw.practice.journal import pages
from thaw.shell.journal.view import JournalView
from thaw.shell.player.view import PlayerView

ASKING = written(
    "write: {prompt: What is here?, for: {min: 5s, ideal: 8s, max: 60s}}",
    lengths="{default: 12s, from: 10s, to: 60s}",
    category="timer",
    closing="",
)


@opens_popup
def test_what_is_written_in_a_practice_is_in_the_journal_once_it_is_kept(
    start: Start, paths: Paths
) -> None:
    personal(paths, ASKING)
    thaw = start(Launch(quick="walk"))
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(1)
    thaw.until_said("What is here?")
    player = thaw.window.current_view()
    assert isinstance(player, PlayerView)
    thaw.qtbot.keyClicks(player.pad.box, "quiet rain")
    thaw.hear(20)
    thaw.until_said("Kept in your history.")
    assert pages(thaw.services.history.log()) == []

    thaw.click("Keep it")
    thaw.until_said("It is in your journal.")
    thaw.click("Back to the library")
    thaw.turn_to("Journal")

    journal = thaw.window.current_view()
    assert isinstance(journal, JournalView)
    thaw.until(lambda: journal.all.model.rowCount() == 1)
    assert journal.all.model.index(0, 0).data() == "quiet rain"
    (page,) = pages(thaw.services.history.log())
    assert page.practice_id == thaw.log()[0].id


@opens_popup
def test_what_is_being_written_in_the_journal_is_kept_when_the_app_ends(
    start: Start, paths: Paths
) -> None:
    thaw = start()
    thaw.until(lambda: bool(thaw.cards()))
    thaw.turn_to("Journal")
    thaw.click("Write a page")
    journal = thaw.window.current_view()
    assert isinstance(journal, JournalView)
    thaw.qtbot.keyClicks(journal.page.box, "half a sentence")

    start.end()

    log = fresh_log(paths.practice_log)
    assert [page.words for page in pages(log)] == ["half a sentence"]
    log.shut()
