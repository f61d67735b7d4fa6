"""Which desk hears of what another one tells; each of them knows nothing of the others."""

from thaw.composition.desks import AllDesks
from thaw.composition.session_files import SessionFiles
from thaw.shell.front_desk import FrontDesk
from thaw.shell.player.sitting import Sitting
from thaw.shell.player.view import PlayerView


def connect_desks(desks: AllDesks, front: FrontDesk, sitting: Sitting, files: SessionFiles) -> None:
    """Connect the desks with one another, with what is practised and with the session files."""
    desks.journal.library_asked.connect(front.show_library)
    sitting.substituted.connect(desks.settings.say_of_substitute)
    files.touched.connect(desks.settings.refresh)
    front.settings_changed.connect(desks.breathing.refresh)
    desks.breathing.files_changed.connect(files.look)
    front.status_changed.connect(desks.recordings.make_way)
    desks.care.help_asked.connect(desks.help.show)
    desks.care.passed.connect(desks.help.forget_marks)
    desks.help.marked.connect(desks.care.mark)
    desks.check_ins.energy_rated.connect(desks.care.tell_energy)
    desks.answers.kept.connect(desks.care.refresh)
    desks.help.shown.connect(desks.exports.put_aside)
    front.library_shown.connect(desks.exports.bring_back)
    desks.help.summary_asked.connect(desks.summaries.ask)


def connect_player(view: PlayerView, desks: AllDesks, front: FrontDesk, sitting: Sitting) -> None:
    """Connect the view of a practice with what answers beside it and after it."""
    front.connect_player(view)
    view.levels_asked.connect(desks.settings.show_levels)
    desks.settings.levels_placed.connect(view.keep_clear)
    desks.acknowledging.serve(view.end)
    sitting.began.connect(desks.acknowledging.forget)
    sitting.ended.connect(desks.acknowledging.notice)
    # What care offers comes below the question it answers.
    desks.check_ins.connect_end(view.end)
    view.end.put(desks.care.end_part)
    desks.writing.serve(view)
    sitting.began.connect(desks.writing.begin)
    sitting.ended.connect(desks.writing.notice)
