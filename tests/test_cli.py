"""The command line as a person meets it: words in, lines and a status out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.shelf import WALK, block, personal
from tests.first_start import lay_session_index
from thaw import __version__
from thaw.cli import run
from thaw.commands.answer import EXIT_DONE, EXIT_INPUT, EXIT_USAGE, EXIT_WORLD
from thaw.paths import paths_from

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def started_before(thaw_home: Path) -> None:
    """Reading every session is for the first start, and takes longer than most of the words."""
    lay_session_index(paths_from({"THAW_HOME": str(thaw_home)}))


def status_of(*words: str) -> int:
    """The exit status, whether it is returned or raised by the parser."""
    try:
        return run(words)
    except SystemExit as end:
        return int(str(end.code))


@pytest.mark.parametrize(
    "words",
    [
        *(("plan", "breath-awareness", "--minutes", m) for m in ("0", "-5", "1e9", "abc", "nan")),
        ("plan", "breath-awareness", "--minutes", "1e-9"),
        *(("play", "breath-awareness", f"--minutes={m}") for m in ("inf", "-inf", "-1e3", "")),
        ("plan", "breath-awareness", "--minutes"),
        ("plan",),
        ("nonsense",),
        ("play", "walk", "--output", "gramophone"),
        ("render", "walk"),
        ("desktop", "shine"),
        ("list", "--yaml"),
        ("check",),
        ("import",),
        ("history", "--export", "a.csv", "--export-journal", "a.md"),
        ("history", "--json", "--restore"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_refused_in_one_line(words: tuple[str, ...], capsys: Said) -> None:
    assert status_of(*words) == EXIT_USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("thaw")
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("plan", "breath-awareness", "--minutes", "1", "--no-voice"),
            "thaw: Breath Awareness takes 3 to 45 minutes; 1 is too short",
        ),
        (
            ("plan", "breath-awareness", "--minutes", "1440", "--no-voice"),
            "thaw: Breath Awareness takes 3 to 45 minutes; 1440 is too long",
        ),
        (
            ("plan", "breth-awarenes"),
            "thaw: there is no session 'breth-awarenes'; did you mean breath-awareness?",
        ),
        (("render", "zzz", "-o", "x.wav"), "thaw: there is no session 'zzz'; `thaw list` shows"),
        (("plan", ""), "thaw: there is no session ''; `thaw list` shows what there is."),
        (("plan", "gone.yaml"), "thaw: gone.yaml: there is no such file — check the name"),
        (("import", "gone.csv"), "thaw: gone.csv: it can't be read (No such file or directory)"),
        (("history", "--export", "history.txt"), "thaw: history.txt: the history is exported to"),
        (("check", "."), "thaw: there are no session files in there"),
    ],
)
def test_input_at_fault_is_one_sentence(
    words: tuple[str, ...],
    sentence: str,
    capsys: Said,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path / "home")
    assert status_of(*words) == EXIT_INPUT
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(sentence)
    assert len(said.err.splitlines()) == 1


def test_a_session_that_is_not_there_is_refused_before_sound_is_loaded(thaw_home: Path) -> None:
    program = "import sys; from thaw.cli import run; print(run(['play', 'zzz']), *sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    status, *modules = ended.stdout.split()
    assert int(status) == EXIT_INPUT
    assert ended.stderr.startswith("thaw: there is no session 'zzz'")
    assert not [name for name in modules if name.startswith("PySide6")]


def test_what_the_world_refuses_is_one_sentence(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    block(tmp_path / "blocked")
    monkeypatch.setenv("THAW_HOME", str(tmp_path / "blocked"))
    assert status_of("history") == EXIT_WORLD
    said = capsys.readouterr()
    assert said.err.startswith("thaw: the history can't be opened: ")
    assert len(said.err.splitlines()) == 1


def test_a_home_that_is_not_known_is_one_sentence(
    capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THAW_HOME", "~nobody-of-this-name/thaw")
    assert status_of("list") == EXIT_WORLD
    (said,) = capsys.readouterr().err.splitlines()
    assert said == "thaw: no home folder is known; set THAW_HOME to a folder for Thaw"


def test_a_folder_that_is_gone_is_one_sentence(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert status_of("check", "walk.yaml") == EXIT_WORLD
    assert capsys.readouterr().err == "thaw: No such file or directory\n"


def test_a_home_that_cannot_be_written_keeps_no_one_from_looking(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    block(tmp_path / "blocked")
    monkeypatch.setenv("THAW_HOME", str(tmp_path / "blocked"))
    assert status_of("list") == EXIT_DONE
    assert status_of("plan", "three-step-space", "--no-voice") == EXIT_DONE
    said = capsys.readouterr()
    assert "three-step-space" in said.out
    assert "Not a directory" in said.err


def test_the_version_is_told(capsys: Said) -> None:
    assert status_of("--version") == EXIT_DONE
    assert capsys.readouterr().out == f"Thaw {__version__}\n"


def test_the_sessions_are_listed_and_a_broken_file_is_named_beside_them(
    thaw_home: Path, capsys: Said
) -> None:
    personal(thaw_home)
    file = personal(thaw_home, "", "empty.yaml")
    assert status_of("list") == EXIT_DONE
    said = capsys.readouterr()
    assert "breath-awareness 3–45 min Breath Awareness: " in " ".join(said.out.split())
    assert "walk" in said.out
    assert said.err.startswith(f"{file}: this file is empty")

    assert status_of("list", "--json") == EXIT_DONE
    listed = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert (listed["breath-awareness"]["shortest_s"], listed["walk"]["personal"]) == (180, True)


def test_seven_minutes_are_exactly_seven_minutes(capsys: Said) -> None:
    words = ("plan", "breath-awareness", "--minutes", "7", "--no-voice", "--json")
    assert status_of(*words) == EXIT_DONE
    plan = json.loads(capsys.readouterr().out)
    assert (plan["session"], plan["length_s"]) == ("breath-awareness", 420.0)
    kinds = {event["kind"] for event in plan["events"]}
    assert {"speech", "bell", "bed", "rest"} <= kinds
    assert all({"at_s", "duration_s", "kind"} <= event.keys() for event in plan["events"])
    strikes = [event for event in plan["events"] if event["kind"] == "bell"]
    assert strikes[-1]["at_s"] <= 420.0


def test_a_plan_is_told_in_words(thaw_home: Path, capsys: Said) -> None:
    personal(thaw_home)
    assert status_of("plan", "walk", "--no-voice") == EXIT_DONE
    assert capsys.readouterr().out.splitlines()[:2] == ["A Walk, 0:12", "  0:00  bell: warm-bowl"]


def test_a_session_is_written_to_a_file(thaw_home: Path, tmp_path: Path, capsys: Said) -> None:
    personal(thaw_home)
    goal = tmp_path / "walk.wav"
    assert status_of("render", "walk", "--no-voice", "-o", str(goal)) == EXIT_DONE
    assert capsys.readouterr().err == f"A Walk, 0:12 minutes, written to {goal}.\n"
    assert goal.stat().st_size > 12 * 48_000 * 2


def test_a_file_that_cannot_be_is_refused_before_anything_is_made(
    thaw_home: Path, tmp_path: Path, capsys: Said
) -> None:
    personal(thaw_home)
    folder = tmp_path / "x.flac"
    folder.mkdir()
    for goal in (tmp_path / "x.txt", tmp_path / "missing" / "x.wav", folder):
        assert status_of("render", "walk", "-o", str(goal)) == EXIT_INPUT
        (said,) = capsys.readouterr().err.splitlines()
        assert said.startswith(f"thaw: {goal}")
    assert not (thaw_home / "cache" / "voice").exists()


def test_a_bell_of_ones_own_that_cannot_be_played_is_one_sentence(
    thaw_home: Path, tmp_path: Path, capsys: Said
) -> None:
    personal(thaw_home, WALK.replace("warm-bowl", "gong"))
    bell = thaw_home / "data" / "sounds" / "bells" / "gong.wav"
    bell.parent.mkdir(parents=True)
    bell.write_text("no sound")
    goal = tmp_path / "walk.wav"
    assert status_of("render", "walk", "--no-voice", "-o", str(goal)) == EXIT_INPUT
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(f"thaw: {bell} cannot be played: ")
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == []


def test_the_desktop_entry_comes_and_goes(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    applications = tmp_path / "share" / "applications"
    assert status_of("desktop", "install") == EXIT_DONE
    (entry,) = applications.iterdir()
    assert "Exec=" in entry.read_text("utf-8")
    assert list((tmp_path / "share" / "icons").rglob("*.svg"))

    assert status_of("desktop", "remove") == EXIT_DONE
    assert status_of("desktop", "remove") == EXIT_DONE
    assert not list((tmp_path / "share").rglob("*.*g"))
    assert not list(applications.iterdir())
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" applications")[0] for line in said] == [
        "Thaw is among your",
        "Thaw is no longer among your",
        "Thaw was not among your",
    ]


def test_a_desktop_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    block(tmp_path / "blocked")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "blocked"))
    assert status_of("desktop", "install") == EXIT_WORLD
    assert len(capsys.readouterr().err.splitlines()) == 1
