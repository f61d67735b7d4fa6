"""Sound files copied into the sessions folder."""

import pytest

from thaw.core.taking_in import no_sounds, take_in


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "sessions"


@pytest.mark.parametrize("name", ["a.srt", "a.SRT"])
def test_a_sound_file_is_copied_with_its_subtitles(tmp_path, folder, name):
    (tmp_path / "a.mp3").write_bytes(b"sound")
    (tmp_path / name).write_bytes(b"words")
    (tmp_path / "notes.txt").touch()
    assert take_in([tmp_path / "a.mp3", tmp_path / "notes.txt"], folder) == (folder / "a.mp3",)
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert kept == {"a.mp3": b"sound", "a.srt": b"words"}
    assert (tmp_path / "a.mp3").exists()


def test_nothing_is_ever_overwritten(tmp_path, folder):
    folder.mkdir(parents=True)
    (folder / "a.mp3").write_bytes(b"first")
    (folder / "A 2.ogg").write_bytes(b"second")
    (tmp_path / "a.mp3").write_bytes(b"third")
    assert take_in([tmp_path / "a.mp3"], folder) == (folder / "a 3.mp3",)
    assert (folder / "a.mp3").read_bytes() == b"first"


def test_a_file_that_is_there_already_is_left_alone(folder):
    folder.mkdir(parents=True)
    (folder / "a.mp3").write_bytes(b"sound")
    assert take_in([folder / "a.mp3"], folder) == ()
    assert [path.name for path in folder.iterdir()] == ["a.mp3"]


def test_a_copy_that_fails_leaves_nothing_behind(tmp_path, folder):
    with pytest.raises(OSError, match="gone"):
        take_in([tmp_path / "gone.mp3"], folder)
    assert list(folder.iterdir()) == []


def test_subtitles_belong_to_the_sound_that_comes_with_them(tmp_path):
    files = [tmp_path / name for name in ("a.mp3", "a.srt", "b.srt", "x.txt", "B.WAV")]
    assert no_sounds(files) == (tmp_path / "b.srt", tmp_path / "x.txt")
