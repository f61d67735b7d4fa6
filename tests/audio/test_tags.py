from pathlib import Path

import pytest

from tests.audio.plans import at, plan
from thaw.audio.tags import room_for, tags_of, write_comments
from thaw.core.plan import Stage


def test_a_plan_without_stages_has_no_chapters() -> None:
    tags = tags_of(plan(length_s=60))

    assert tags.title == "A test"
    assert tags.chapters == ()
    assert tags.comments == ()


def test_chapters_follow_each_other_from_the_start_to_the_end() -> None:
    tags = tags_of(plan(Stage(at(5), "feet"), Stage(at(30), "hands"), length_s=60))

    assert [(one.at, one.end) for one in tags.chapters] == [
        (0, at(5)),
        (at(5), at(30)),
        (at(30), at(60)),
    ]
    assert [one.name for one in tags.chapters] == ["A test", "feet", "hands"]


def test_a_stage_at_the_start_is_the_first_chapter() -> None:
    tags = tags_of(plan(Stage(at(0), "feet"), Stage(at(3661.25), "hands"), length_s=4000))

    assert tags.comments == (
        "CHAPTER001=00:00:00.000",
        "CHAPTER001NAME=feet",
        "CHAPTER002=01:01:01.250",
        "CHAPTER002NAME=hands",
    )


def test_a_stage_that_is_left_at_once_is_no_chapter() -> None:
    tags = tags_of(plan(Stage(at(0), "gone"), Stage(at(0), "feet"), length_s=60))

    assert [one.name for one in tags.chapters] == ["feet"]


def test_a_name_is_one_line_and_not_endless() -> None:
    tags = tags_of(plan(Stage(at(0), "a\nb\t c" + "x" * 500), length_s=60))

    assert tags.chapters[0].name == "a b c" + "x" * 195


def test_what_is_special_to_ffmpeg_is_escaped() -> None:
    text = tags_of(plan(Stage(at(0), "a=b;c#d\\e\\"), length_s=60)).for_ffmpeg

    assert "title=a\\=b\\;c\\#d\\\\e\n" in text


@pytest.mark.parametrize("head", [b"", b"RIFF", b"OggS" + bytes(200), b"fLaC" + bytes(20)])
def test_a_file_without_room_is_refused_and_left_alone(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(head)

    with pytest.raises(ValueError, match="comments"):
        write_comments(path, ("CHAPTER001=00:00:00.000",))

    assert path.read_bytes() == head


def test_room_is_as_long_as_what_takes_its_place() -> None:
    comments = ("CHAPTER001=00:00:00.000", "CHAPTER001NAME=é")

    assert len(room_for(comments)) == 4 + 23 + 4 + 17 - 4 - len("COMMENT=")
