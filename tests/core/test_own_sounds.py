"""The person's own bells and soundscapes, by name."""

from pathlib import Path

import pytest

from thaw.core.naming import plain_name
from thaw.core.own_sounds import OwnSounds, SoundFolders, SoundKind, own_sounds

MADE_BELLS, MADE_BEDS = frozenset({"warm-bowl"}), frozenset({"ocean"})


def look(folder: Path, *files: str) -> OwnSounds:
    """What there is of these files, named by kind and file."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()
    return own_sounds(SoundFolders(folder / "bells", folder / "beds"), MADE_BELLS, MADE_BEDS)


def test_files_are_known_by_their_names(tmp_path):
    found = look(tmp_path, "bells/My Gong.wav", "bells/rin.FLAC", "beds/sea.mp3")
    assert dict(found.bells) == {
        "my-gong": tmp_path / "bells" / "My Gong.wav",
        "rin": tmp_path / "bells" / "rin.FLAC",
    }
    assert dict(found.beds) == {"sea": tmp_path / "beds" / "sea.mp3"}
    assert found.overlooked == ()


def test_what_is_no_sound_file_is_no_sound(tmp_path):
    found = look(tmp_path, "bells/notes.txt", "bells/.hidden.wav", "beds/deeper/sea.wav")
    assert (dict(found.bells), dict(found.beds)) == ({}, {})


def test_folders_need_not_be_there(tmp_path):
    assert look(tmp_path) == OwnSounds()


def test_a_sound_of_thaws_own_wins_over_a_file_of_its_name_and_that_is_told(tmp_path):
    found = look(tmp_path, "bells/Warm Bowl.wav", "beds/ocean.wav", "beds/warm-bowl.wav")
    assert dict(found.bells) == {}
    assert list(found.beds) == ["warm-bowl"]
    assert [(one.kind, one.name, one.taken_by) for one in found.overlooked] == [
        (SoundKind.BELL, "warm-bowl", None),
        (SoundKind.BED, "ocean", None),
    ]


def test_of_two_files_with_one_name_the_first_is_used_and_the_other_is_told(tmp_path):
    found = look(tmp_path, "bells/gong.flac", "bells/gong.wav")
    assert found.bells["gong"].name == "gong.flac"
    (other,) = found.overlooked
    assert (other.path.name, other.taken_by) == ("gong.wav", tmp_path / "bells" / "gong.flac")


def test_a_soundscape_is_never_called_off(tmp_path):
    found = look(tmp_path, "beds/Off.wav", "bells/off.wav")
    assert dict(found.beds) == {}
    assert list(found.bells) == ["off"]


@pytest.mark.parametrize(
    ("stem", "name"),
    [("Bell", "bell"), ("Große Glocke (2)", "groe-glocke-2"), ("a__b--c", "a-b-c")],
)
def test_a_name_is_small_letters_digits_and_dashes(stem, name):
    assert plain_name(stem, "sound") == name


def test_a_name_with_none_of_them_is_a_number_that_stays(tmp_path):
    name = plain_name("鐘", "sound")
    assert name.startswith("sound-")
    assert name == plain_name("鐘", "sound") != plain_name("鈴", "sound")
