"""What is said of files that were dropped on the library."""

from pathlib import Path

from thaw.audio.cut_short import CutShort
from thaw.core.problems import Place, Problem, ProblemKind
from thaw.shell.library.taking_in_words import taken_in_texts

FOLDER = Path("sessions")


def paths(*names: str) -> list[Path]:
    return [FOLDER / name for name in names]


def silent(name: str) -> Problem:
    values = {"name": name, "reason": "it is silent", "mend": "record it again"}
    return Problem(Place(FOLDER / name), ProblemKind.TRACK_UNUSABLE, values)


def test_what_was_added_what_cannot_be_played_and_what_is_no_sound_are_told_apart():
    copies = paths("mono.wav", "nan.wav", "cut.m4a")
    problems = [silent("nan.wav"), silent("of-long-ago.wav")]
    assert list(taken_in_texts(copies, problems, paths("x.txt"))) == [
        "Added to the library: mono, cut",
        "nan.wav can't be played: it is silent.",
        "Not a sound file, and left out: x.txt",
    ]


def test_subtitles_that_say_nothing_are_told():
    assert list(taken_in_texts(paths("a.wav"), [], (), paths("a.vtt"))) == [
        "Added to the library: a",
        "There are no captions to read in a.vtt.",
    ]


def test_a_track_that_has_lost_its_end_is_told():
    cut = [
        (FOLDER / "a.wav", CutShort(61.2, 90.0)),
        (FOLDER / "b.ogg", CutShort(7.0, None)),
    ]
    _, told = taken_in_texts(paths("a.wav", "b.ogg"), [], (), (), cut)
    one, other = told.split(". ")
    assert one == "a.wav is cut short: 1:01 of 1:30 can be heard"
    assert other == "b.ogg is cut short: its end is missing after 0:07."


def test_nothing_is_called_added_where_nothing_can_be_played():
    texts = list(taken_in_texts(paths("a.wav", "b.wav"), [silent("a.wav"), silent("b.wav")], ()))
    assert texts == ["a.wav can't be played: it is silent. b.wav can't be played: it is silent."]


def test_a_name_that_is_taken_is_told():
    problem = Problem(
        Place(FOLDER / "rest.wav"), ProblemKind.DUPLICATE_ID, {"id": "rest", "other": "rest.yaml"}
    )
    assert list(taken_in_texts(paths("rest.wav"), [problem], ())) == [
        "rest.wav can't be added: a session of this name is there already."
    ]


def test_no_sentence_names_more_files_than_are_read():
    names = [f"{number}.wav" for number in range(7)]
    (added,) = taken_in_texts(paths(*names), [], ())
    assert added == "Added to the library: 0, 1, 2, 3, 4 and 2 more"
    (faulty,) = taken_in_texts(paths(*names), [silent(name) for name in names], ())
    assert faulty.count("can't be played") == 5
    assert faulty.endswith(" And 2 more.")
