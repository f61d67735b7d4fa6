"""Checking files: everything that is wrong, each with its place, and never more than that."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.audio.recorded import hum, saved
from tests.care.help_examples import country_file
from tests.commands.shelf import WALK, services_at
from thaw import resources
from thaw.commands.answer import EXIT_DONE, EXIT_INPUT, InputError
from thaw.commands.check import check_files
from thaw.services import Services


@pytest.fixture
def services(thaw_home: Path) -> Services:
    return services_at(thaw_home)


def test_a_file_with_nothing_wrong_needs_no_words(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "walk.yaml"
    file.write_text(WALK, "utf-8")
    assert check_files(services, [file]) == EXIT_DONE
    assert capsys.readouterr().out == ""


def test_every_problem_has_its_line_and_column(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "walk.yaml"
    file.write_text(WALK.replace("say: Stand up.", "sya: Stand up.").replace("bell: w", "bell: v"))
    assert check_files(services, [file]) == EXIT_INPUT

    said = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in said] == [f"{file}:10:11", f"{file}:11:5"]
    assert "did you mean `warm-bowl`?" in said[0]
    assert "did you mean `say`?" in said[1]


def test_a_sound_file_is_checked_as_the_session_it_is(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    track = saved(tmp_path / "rain.wav", hum(2.0))
    assert check_files(services, [track]) == EXIT_DONE
    assert capsys.readouterr().out == ""
    (tmp_path / "rain.vtt").write_text("00:xx --> what\nlost\n")
    data = track.read_bytes()
    track.write_bytes(data[: len(data) // 2])
    assert check_files(services, [track]) == EXIT_DONE
    cut, lost = capsys.readouterr().out.splitlines()
    assert "`rain.wav` is cut short: 1.0 s of 2.0 s can be read" in cut
    assert "there are no captions to read in `rain.vtt`" in lost
    track.write_bytes(b"RIFF")
    assert check_files(services, [track]) == EXIT_INPUT
    assert "rain.wav" in capsys.readouterr().out


def test_a_folder_is_checked_file_by_file(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("b.yaml", "a.yml", "walk.yaml", "notes.txt"):
        (tmp_path / name).write_text(WALK if name == "walk.yaml" else "")
    assert check_files(services, [tmp_path]) == EXIT_INPUT
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said] == [str(tmp_path / n) for n in ("a.yml", "b.yaml")]


def test_a_sound_file_in_ones_own_folder_is_one_of_its_sessions(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (services.session_folders[-1], tmp_path / "elsewhere"):
        folder.mkdir(parents=True)
        (folder / "walk.yaml").write_text(WALK, "utf-8")
        (folder / "rain.WAV").write_bytes(b"RIFF")
    assert check_files(services, [tmp_path / "elsewhere"]) == EXIT_DONE
    assert check_files(services, [services.session_folders[-1]]) == EXIT_INPUT
    assert "`rain.WAV` cannot be played" in capsys.readouterr().out


def test_the_bundled_sessions_and_fragments_pass(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    bundled = resources.sessions_dir()
    assert check_files(services, [bundled, bundled / "fragments"]) == EXIT_DONE
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("twin", "beside", "is_told"),
    [
        ("slow-steps", "", False),
        ("window", "window.yml", False),
        ("window", "", True),
        ("slow-stpes", "", True),
    ],
)
def test_a_twin_that_is_not_there_is_told_and_forbids_nothing(
    services: Services,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    twin: str,
    beside: str,
    is_told: bool,
) -> None:
    file = tmp_path / "walk.yaml"
    file.write_text(WALK.replace("steps:", f"twin: {twin}\nsteps:"), "utf-8")
    if beside:
        (tmp_path / beside).write_text("")

    assert check_files(services, [file]) == EXIT_DONE
    assert (f"there is no session `{twin}` to be" in capsys.readouterr().out) is is_told


def test_a_folder_with_no_sessions_is_not_called_right(services: Services, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there are no session files in there"):
        check_files(services, [tmp_path])


# ru_maxrss would also count what the test runner held when it was forked.
MEASURED = """
import re, time
from pathlib import Path
from thaw.__main__ import main
began = time.process_time()
status = main()
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text()).group(1)
print(status, time.process_time() - began, peak)
"""


def test_a_file_of_a_hundred_megabytes_costs_next_to_nothing(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(100_000_000)

    ran = subprocess.run(
        [sys.executable, "-c", MEASURED, "check", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    problem, measured = ran.stdout.splitlines()
    status, seconds, kilobytes = measured.split()
    assert problem.startswith(f"{file}: this file is 100.0 MB long")
    assert (status, ran.stderr) == ("1", "")
    assert float(seconds) < 1
    assert int(kilobytes) < 200_000


def test_a_country_file_is_checked_in_the_folder_help(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = country_file(tmp_path / "help")
    path.write_text(path.read_text("utf-8").replace("kind: phone", "kind: phon"), "utf-8")
    assert check_files(services, [tmp_path / "help"]) == EXIT_INPUT
    assert capsys.readouterr().out.startswith(f"{path}:5:11: ")


def test_a_folder_help_without_a_country_is_no_mistake(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "README.md").write_text("None yet.", "utf-8")
    assert check_files(services, [tmp_path / "help"]) == EXIT_DONE
    assert capsys.readouterr().out == ""


def test_an_entry_past_its_last_day_is_a_warning(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = country_file(tmp_path / "help")
    text = path.read_text("utf-8").replace("2026-03-01", "2001-03-01")
    path.write_text(text.replace("2026-06-01", "2001-06-01"), "utf-8")
    assert check_files(services, [path]) == EXIT_DONE
    assert "nobody is shown this" in capsys.readouterr().out
