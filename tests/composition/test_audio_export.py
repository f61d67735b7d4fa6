"""A session saved as a sound file, in the whole app."""

from pathlib import Path

import soundfile
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QProgressBar

from tests.composition.whole_app import Start, Thaw
from tests.shell.person import SOON_MS, opens_popup
from thaw.shell.audio_export.dialog import ExportDialog
from thaw.shell.library.session_card import SessionCard


def ask_for_a_file(thaw: Thaw, session_id: str) -> ExportDialog:
    """Choose "Export as audio" from a session's menu."""
    thaw.until(lambda: session_id in thaw.cards())
    card = next(c for c in thaw.window.findChildren(SessionCard) if c.card.id == session_id)
    thaw.click(f"More for {card.card.title}")
    (menu,) = [one for one in card.findChildren(QMenu) if one.isVisible()]
    (action,) = [one for one in menu.actions() if one.text() == "Export as audio…"]
    action.trigger()
    menu.close()
    (dialog,) = thaw.window.findChildren(ExportDialog)
    return dialog


@opens_popup
def test_a_session_is_saved_as_a_sound_file(thaw: Thaw, tmp_path: Path) -> None:
    dialog = ask_for_a_file(thaw, "three-step-space")
    dialog.form.save_as(tmp_path / "space.ogg")
    thaw.click("Save")
    # Three minutes of sound, beside all that is made ahead for the suggestion.
    thaw.qtbot.waitUntil(lambda: "Saved as" in thaw.words(), timeout=3 * SOON_MS)
    thaw.until_said(f"Saved as {tmp_path / 'space.ogg'}")
    assert soundfile.info(tmp_path / "space.ogg").duration > 180
    thaw.click("Close")
    assert [path.name for path in tmp_path.glob("*.ogg")] == ["space.ogg"]


@opens_popup
def test_a_practice_hears_its_keys_while_a_file_is_asked_for(thaw: Thaw) -> None:
    dialog = ask_for_a_file(thaw, "three-step-space")
    assert ask_for_a_file(thaw, "body-scan") is dialog
    assert not dialog.isModal()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(30)
    thaw.press(Qt.Key.Key_Escape)
    thaw.until(lambda: not thaw.output.is_running)
    assert dialog.isVisible()
    dialog.close()
    thaw.until(lambda: not thaw.window.findChildren(ExportDialog))


@opens_popup
def test_it_does_not_lie_over_help_and_is_there_again_afterwards(thaw: Thaw) -> None:
    dialog = ask_for_a_file(thaw, "three-step-space")
    dialog.activateWindow()
    thaw.qtbot.keyClick(dialog, Qt.Key.Key_F1)
    thaw.until_said("Wherever you are")
    assert not dialog.isVisible()
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("What could I do now?")
    assert dialog.isVisible()
    dialog.close()
    thaw.until(lambda: not thaw.window.findChildren(ExportDialog))


@opens_popup
def test_ending_thaw_while_a_file_is_written_leaves_no_half_of_it(
    start: Start, tmp_path: Path
) -> None:
    thaw = start()
    folder = tmp_path / "music"
    folder.mkdir()
    dialog = ask_for_a_file(thaw, "body-scan")
    dialog.form.save_as(folder / "scan.flac")
    thaw.click("30 min")
    thaw.click("Save")
    (bar,) = dialog.findChildren(QProgressBar)
    thaw.until(lambda: bar.value() > 0)
    assert len(list(folder.iterdir())) == 1
    start.end()
    assert list(folder.iterdir()) == []
