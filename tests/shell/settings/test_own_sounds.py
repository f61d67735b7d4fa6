"""One's own bells and soundscapes: listed, added, heard and removed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.audio.own_files import struck
from tests.audio.recorded import exported, saved
from tests.shell.person import Person
from thaw.audio.own_sounds import OwnSoundBank
from thaw.core.own_sounds import OwnSounds, SoundFolders, SoundKind, own_sounds
from thaw.core.units import Frames
from thaw.shell.background import Background
from thaw.shell.settings.own_sounds import OwnSoundsSection
from thaw.shell.settings.own_sounds_desk import OwnSoundsDesk
from thaw.shell.theme import Theme


class Shown(Person):
    """The section, its desk and two folders."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        self.qtbot = qtbot
        self.folders = SoundFolders(folder / "bells", folder / "soundscapes")
        self.background = Background()
        self._bank = OwnSoundBank(self.look, None)
        self.section = OwnSoundsSection(theme)
        qtbot.addWidget(self.section)
        self.has_trash = True
        self.desk = OwnSoundsDesk(
            self.folders, self.look, self._length_of, self._discard, self.background
        )
        self.desk.serve(self.section)
        self.section.show()

    @property
    def sight(self) -> QWidget:
        return self.section

    def look(self) -> OwnSounds:
        return own_sounds(self.folders, frozenset({"warm-bowl"}), frozenset())

    def refresh(self, *, is_practising: bool = False) -> None:
        self.desk.refresh(is_practising=is_practising)

    def _discard(self, path: Path) -> bool:
        if self.has_trash:
            path.unlink()
        return self.has_trash

    def _length_of(self, kind: SoundKind, path: Path) -> Frames:
        return Frames(self._bank.samples(kind, path).array.shape[1])


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Shown]:
    made = Shown(qtbot, theme, tmp_path / "sounds")
    yield made
    made.background.close()


def test_with_no_sounds_it_says_so(shown: Shown) -> None:
    shown.refresh()
    assert "No bells of your own yet." in shown.words()
    assert "No soundscapes of your own yet." in shown.words()


def test_a_sound_is_listed_with_its_name_and_length(shown: Shown) -> None:
    saved(shown.folders.bells / "My Gong.wav", struck(8.0, t60_s=6.0))
    shown.refresh()
    shown.until_said("my-gong\nMy Gong.wav, 0:06")
    assert "No bells" not in shown.words()
    assert "No soundscapes of your own yet." in shown.words()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("broken.wav", "broken.wav can't be used: there is no sound in it"),
        ("Warm Bowl.wav", "Left out: Thaw has a sound of that name."),
    ],
)
def test_one_that_cannot_be_used_says_why_and_cannot_be_heard(
    shown: Shown, name: str, words: str
) -> None:
    shown.folders.bells.mkdir(parents=True)
    (shown.folders.bells / name).touch()
    shown.refresh()
    shown.until_said(words)
    hears = [b for b in shown.section.findChildren(QAbstractButton) if b.isVisible()]
    assert not any(b.isEnabled() for b in hears if b.accessibleName().startswith("Hear"))


def test_one_that_has_lost_its_end_says_so(shown: Shown) -> None:
    whole = saved(shown.folders.bells / "gong.wav", struck(8.0, t60_s=60.0))
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    shown.refresh()
    shown.until_said("It is cut short: 0:04 of 0:08 can be heard.")


def test_one_that_waited_for_ffmpeg_is_looked_at_again(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.folders.bells.mkdir(parents=True)
    exported(shown.folders.bells / "gong.m4a", struck(8.0, t60_s=6.0), "ipod")
    with monkeypatch.context() as without:
        without.setattr(shutil, "which", lambda _: None)
        shown.refresh()
        shown.until_said("needs ffmpeg")
    shown.refresh()
    shown.until_said("gong.m4a, 0:0")


def test_one_that_cannot_be_read_says_so_once(
    shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_kind: SoundKind, _path: Path) -> Frames:
        raise PermissionError("Permission denied")

    (shown.folders.bells / "gong.wav").parent.mkdir(parents=True)
    (shown.folders.bells / "gong.wav").touch()
    shown.desk._length_of = refuse
    shown.refresh()
    shown.until_said("gong.wav can't be read: Permission denied")
    assert shown.words().count("gong.wav") == 1
    assert "could not be read" in caplog.text


def test_the_keyboard_stays_in_the_list_while_it_changes(qtbot: QtBot, shown: Shown) -> None:
    for name in ("a gong", "b gong"):
        saved(shown.folders.bells / f"{name}.wav", struck(8.0, t60_s=6.0))
    shown.refresh()
    shown.until_said("b gong.wav, 0:06")
    shown.button("Hear b-gong").setFocus()
    shown.refresh(is_practising=True)
    assert shown.button("Remove b-gong").hasFocus()

    shown.refresh(is_practising=False)
    qtbot.keyClick(shown.button("Remove b-gong"), Qt.Key.Key_Return)
    assert "b gong.wav is in the trash now." in shown.words()
    assert shown.button("Remove a-gong").hasFocus()
    qtbot.keyClick(shown.button("Remove a-gong"), Qt.Key.Key_Return)
    assert shown.button("Add a bell…").hasFocus()


def test_files_are_added_as_copies(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(tmp_path / "sea.wav", struck(3.0))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    shown.click("Add a soundscape…")
    shown.until_said("sea.wav, 0:02")
    assert (shown.folders.beds / "sea.wav").read_bytes() == file.read_bytes()
    assert not shown.folders.bells.exists()


def test_a_copy_that_fails_is_told(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(tmp_path / "gong.wav", struck(1.0))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    shown.click("Add a bell…")
    shown.until_said("That file can't be copied: [Errno 28] No space left on device")


def test_a_sound_can_be_heard_unless_somebody_practises(shown: Shown, qtbot: QtBot) -> None:
    saved(shown.folders.bells / "gong.wav", struck(1.0))
    shown.refresh()
    shown.until_said("gong.wav, 0:01")
    with qtbot.waitSignal(shown.section.hear_asked) as asked:
        shown.click("Hear gong")
    assert asked.args == [SoundKind.BELL, "gong"]
    shown.refresh(is_practising=True)
    assert not shown.button("Hear gong").isEnabled()


def test_a_sound_that_is_removed_is_in_the_trash(shown: Shown) -> None:
    path = saved(shown.folders.bells / "gong.wav", struck(1.0))
    shown.refresh()
    shown.until_said("gong.wav, 0:01")
    shown.click("Remove gong")
    assert not path.exists()
    shown.until_said("gong.wav is in the trash now.")
    shown.until_said("No bells of your own yet.")


def test_where_there_is_no_trash_nothing_is_lost(shown: Shown) -> None:
    path = saved(shown.folders.bells / "gong.wav", struck(1.0))
    shown.refresh()
    shown.has_trash = False
    shown.until_said("gong.wav, 0:01")
    shown.click("Remove gong")
    shown.until_said(f"There is no trash for it here. The file is {path}")
    assert path.exists()


def test_a_file_that_changes_is_read_again(shown: Shown) -> None:
    path = saved(shown.folders.bells / "gong.wav", struck(8.0, t60_s=4.0))
    shown.refresh()
    shown.until_said("0:04")
    saved(path, struck(12.0, t60_s=9.0))
    shown.refresh()
    shown.until_said("0:09")
