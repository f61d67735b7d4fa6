"""run.py: from a system Python to a running Thaw."""

import ast
import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import run

SCRIPT = Path(run.__file__)
ROOT = SCRIPT.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with nothing in it but what run.py reads."""
    folder = tmp_path / "thaw"
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copy(SCRIPT, folder)
    return folder


def give_python(root: Path) -> Path:
    """A .venv whose Python prints the words it is given."""
    python = run.python_in(root)
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', "utf-8")
    python.chmod(0o755)
    return python


def make_ready(root: Path, *goals: str) -> None:
    give_python(root)
    run.write_stamp(root, {goal: run.fingerprint(root, goal) for goal in goals})


def need(name: str, debian: str, *, is_met: bool = False) -> run.Need:
    return run.Need(name, lambda: is_met, debian, f"{name}-fedora", f"{name}-arch")


class Recorder:
    """Stands in for the package manager: notes its words, and ends as it is told."""

    def __init__(self, status: int = 0, complaints: str = "") -> None:
        self.calls: list[list[str]] = []
        self._end = (status, complaints)

    def __call__(self, words: list[str], *_args: object, **_more: object) -> tuple[int, str]:
        self.calls.append(list(words))
        return self._end


class TestOldPythons:
    def test_the_script_is_understood_by_python_3_6(self) -> None:
        ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 6))

    def test_a_python_that_is_too_old_is_told_in_one_line(self) -> None:
        pretend = (
            "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
            f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
        )
        done = subprocess.run(
            [sys.executable, "-c", pretend], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert done.stderr == "Thaw needs Python 3.11 or newer; this is 3.9.\n"

    def test_nothing_but_the_standard_library_is_imported(self) -> None:
        tree = ast.parse(SCRIPT.read_text("utf-8"))
        imported = {
            name.partition(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [alias.name for alias in node.names]
            )
        }
        assert imported <= sys.stdlib_module_names


class TestWords:
    def test_no_words_open_the_app(self) -> None:
        words = run.command(Path("py"), [], screen=True)
        assert words == ["py", "-P", "-m", "thaw"]

    def test_no_words_and_no_screen_play_the_quick_session(self) -> None:
        words = run.command(Path("py"), [], screen=False)
        assert words == ["py", "-P", "-m", "thaw", "play", "three-step-space"]

    def test_test_alone_runs_the_whole_suite(self) -> None:
        words = run.command(Path("py"), ["test"], screen=False)
        assert words == ["py", "-m", "tests"]

    def test_test_runs_pytest_with_the_words_that_follow(self) -> None:
        words = run.command(Path("py"), ["test", "-k", "a b"], screen=False)
        assert words == ["py", "-m", "pytest", "-k", "a b"]

    def test_other_words_go_to_thaw_screen_or_not(self) -> None:
        words = run.command(Path("py"), ["list", "--json"], screen=False)
        assert words == ["py", "-P", "-m", "thaw", "list", "--json"]

    @pytest.mark.parametrize(
        ("system", "environ", "expected"),
        [
            ("linux", {}, False),
            ("linux", {"DISPLAY": ""}, False),
            ("linux", {"DISPLAY": ":0"}, True),
            ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
            ("darwin", {}, True),
            ("win32", {}, True),
        ],
    )
    def test_a_screen_is_told_by_the_environment(
        self, system: str, environ: dict[str, str], expected: bool
    ) -> None:
        assert run.has_screen(system, environ) is expected

    def test_the_quick_session_is_one_of_ours(self) -> None:
        assert (ROOT / "sessions" / f"{run.QUICK_SESSION}.yaml").is_file()


class TestReadiness:
    def test_a_new_checkout_is_not_ready(self, root: Path) -> None:
        assert not run.is_ready(root, run.APP)

    def test_ready_for_the_app_is_not_ready_for_the_tests(self, root: Path) -> None:
        make_ready(root, run.APP)
        assert run.is_ready(root, run.APP)
        assert not run.is_ready(root, run.TEST)

    @pytest.mark.parametrize(
        "file", ["pyproject.toml", "requirements/app.txt", "requirements/system.toml"]
    )
    def test_a_change_in_what_is_pinned_asks_for_a_new_set_up(self, root: Path, file: str) -> None:
        make_ready(root, run.APP, run.TEST)
        with (root / file).open("a") as opened:
            opened.write("# changed\n")
        assert not run.is_ready(root, run.APP)
        assert not run.is_ready(root, run.TEST)

    def test_a_change_in_the_tests_pins_leaves_the_app_ready(self, root: Path) -> None:
        make_ready(root, run.APP, run.TEST)
        (root / "requirements" / "test.txt").write_text("", "utf-8")
        assert run.is_ready(root, run.APP)
        assert not run.is_ready(root, run.TEST)

    def test_a_checkout_that_was_moved_is_set_up_again(self, root: Path, tmp_path: Path) -> None:
        make_ready(root, run.APP)
        root.rename(tmp_path / "elsewhere")
        assert not run.is_ready(tmp_path / "elsewhere", run.APP)

    @pytest.mark.parametrize("text", ["", "{", "[]", "\x00"])
    def test_a_damaged_stamp_is_a_set_up_cut_off(self, root: Path, text: str) -> None:
        make_ready(root, run.APP)
        (root / ".venv" / run.STAMP).write_text(text, "utf-8")
        assert not run.is_ready(root, run.APP)
        assert "unfinished" in run.read_stamp(root)

    def test_a_python_that_is_gone_is_noticed(self, root: Path) -> None:
        make_ready(root, run.APP)
        run.python_in(root).unlink()
        run.python_in(root).symlink_to("/nowhere/python3.11")
        assert not run.is_ready(root, run.APP)

    def test_a_python_that_became_another_version_is_noticed(self, root: Path) -> None:
        make_ready(root, run.APP)
        newer = root / "python3.99"
        run.python_in(root).rename(newer)
        run.python_in(root).symlink_to(newer)
        (root / ".venv" / "lib" / "python3.11").mkdir(parents=True)
        assert not run.is_ready(root, run.APP)
        (root / ".venv" / "lib" / "python3.99").mkdir()
        assert run.is_ready(root, run.APP)


class TestMakingTheVenv:
    def test_one_that_was_cut_off_is_made_anew(self, root: Path) -> None:
        give_python(root)
        run.write_stamp(root, {"unfinished": run.APP})
        (root / ".venv" / "half-unpacked").mkdir()
        kept = run.make_venv(root, run.APP)
        assert kept == {}
        assert not (root / ".venv" / "half-unpacked").exists()
        assert run.has_pip(run.python_in(root))
        assert "unfinished" in run.read_stamp(root)

    def test_a_sound_one_is_kept_with_the_goals_it_still_serves(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_ready(root, run.APP, run.TEST)
        monkeypatch.setattr(run, "has_pip", lambda _python: True)
        (root / "requirements" / "test.txt").write_text("", "utf-8")
        kept = run.make_venv(root, run.TEST)
        assert kept == {run.APP: run.fingerprint(root, run.APP)}
        assert run.python_in(root).exists()
        assert not run.is_ready(root, run.APP), "until the set-up has ended"

    def test_only_one_set_up_works_at_a_time(self, root: Path) -> None:
        ask = (
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); import fcntl, pathlib\n"
            f"lock = pathlib.Path({str(root / '.set-up.lock')!r}).open('w')\n"
            "try:\n    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
            "except BlockingIOError:\n    print('held')\n"
            "else:\n    print('free')\n"
        )
        with run.only_one(root):
            during = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True)
        after = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True)
        assert (during.stdout, after.stdout) == (b"held\n", b"free\n")


class TestTheSystemsPackages:
    @pytest.mark.parametrize(
        ("release", "family"),
        [
            ({"ID": "debian"}, "debian"),
            ({"ID": "ubuntu", "ID_LIKE": "debian"}, "debian"),
            ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "debian"),
            ({"ID": "fedora"}, "fedora"),
            ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "fedora"),
            ({"ID": "arch"}, "arch"),
            ({"ID": "manjaro", "ID_LIKE": "arch"}, "arch"),
        ],
    )
    def test_a_system_is_known_by_its_family(self, release: dict[str, str], family: str) -> None:
        system = run.this_system(release)
        assert system is not None
        assert system.name == family

    @pytest.mark.parametrize("release", [{}, {"ID": "alpine"}, {"ID": "nixos", "ID_LIKE": ""}])
    def test_an_unknown_system_is_not_guessed_at(self, release: dict[str, str]) -> None:
        assert run.this_system(release) is None

    def test_every_need_names_its_packages_everywhere(self) -> None:
        table = tomllib.loads((ROOT / "requirements" / "system.toml").read_text("utf-8"))
        assert set(table) == {
            *("libraries", "test-programs"),
            *("build-programs", "build-headers", "alsa-plugins"),
        }
        for rows in table.values():
            assert all(
                set(row) == {"debian", "arch"} and all(row.values()) for row in rows.values()
            )

    def test_the_tests_need_more_than_the_app(self) -> None:
        app = {need.name for need in run.needs(ROOT, run.APP, "linux")}
        tests = {need.name for need in run.needs(ROOT, run.TEST, "linux")}
        assert app < tests
        assert {"Xvfb", "pulseaudio", "dbus-daemon"} <= tests - app

    def test_what_builds_simpleaudio_is_needed_where_it_is_safe(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tools = {"gcc", "stdio.h", "alsa/asoundlib.h", "Python.h", "libasound_module_pcm_pulse.so"}
        for is_safe in (True, False):
            monkeypatch.setattr(run, "BUILDS_SIMPLEAUDIO", is_safe)
            tests = {need.name for need in run.needs(ROOT, run.TEST, "linux")}
            app = {need.name for need in run.needs(ROOT, run.APP, "linux")}
            assert tools & tests == (tools if is_safe else set())
            assert not tools & app

    def test_a_header_is_found_where_its_kind_of_machine_keeps_it(self, tmp_path: Path) -> None:
        (tmp_path / "x86_64-linux-gnu").mkdir()
        (tmp_path / "x86_64-linux-gnu" / "one.h").touch()
        (tmp_path / "two.h").touch()
        assert run.has_file([str(tmp_path)], "one.h")
        assert run.has_file([str(tmp_path / "none"), str(tmp_path)], "two.h")
        assert not run.has_file([str(tmp_path)], "three.h")

    def test_outside_linux_the_system_is_asked_for_nothing(self) -> None:
        assert run.needs(ROOT, run.TEST, "darwin") == []

    def test_nothing_missing_means_nothing_done(self, monkeypatch: pytest.MonkeyPatch) -> None:
        recorder = Recorder()
        monkeypatch.setattr(run, "attempt", recorder)
        run.see_to_system([need("libGL.so.1", "libgl1", is_met=True)])
        assert recorder.calls == []

    def test_an_ordinary_user_gets_the_one_command_and_nothing_is_run(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        recorder = Recorder()
        monkeypatch.setattr(run, "attempt", recorder)
        monkeypatch.setattr(run, "os_release", lambda: {"ID": "debian"})
        monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
        monkeypatch.setattr(run.shutil, "which", lambda _name: "/usr/bin/sudo")
        missing = [need("b", "libb"), need("a", "liba"), need("a2", "liba")]
        with pytest.raises(run.SetUpError) as told:
            run.see_to_system(missing)
        assert str(told.value).splitlines()[-1] == (
            "sudo apt-get update -q && "
            "sudo apt-get install -q --yes --no-install-recommends liba libb"
        )
        assert recorder.calls == []

    def test_without_sudo_the_command_becomes_root_by_itself(self) -> None:
        spelled = run.spelled_out(run.SYSTEMS["fedora"], ["libGL.so.1()(64bit)"], has_sudo=False)
        su, option, command = shlex.split(spelled)
        assert (su, option) == ("su", "-c")
        assert shlex.split(command) == ["dnf", "install", "--assumeyes", "libGL.so.1()(64bit)"]

    def test_root_mends_updates_and_installs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        recorder = Recorder()
        monkeypatch.setattr(run, "attempt", recorder)
        run.install_packages(run.SYSTEMS["debian"], ["liba"])
        mend, update, install = recorder.calls
        assert mend == ["dpkg", "--configure", "-a"]
        assert update[:2] == ["apt-get", "update"]
        assert install[:2] == ["apt-get", "install"]
        assert install[-1] == "liba"

    def test_a_package_that_does_not_help_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(run, "attempt", Recorder())
        monkeypatch.setattr(run, "os_release", lambda: {"ID": "debian"})
        monkeypatch.setattr(run.os, "geteuid", lambda: 0)
        with pytest.raises(run.SetUpError, match=r"Still missing .*: libGL\.so\.1"):
            run.see_to_system([need("libGL.so.1", "libgl1")])

    def test_an_unknown_system_is_told_what_is_missing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run, "os_release", lambda: {"ID": "alpine"})
        with pytest.raises(run.SetUpError, match=r"package manager: libGL\.so\.1, a font\."):
            run.see_to_system([need("libGL.so.1", "libgl1"), need("a font", "fonts")])

    def test_every_plugin_of_qt_finds_the_libraries_it_asks_for(self) -> None:
        load = (
            "import ctypes, pathlib, PySide6.QtWidgets, PySide6.QtMultimedia\n"
            "folder = pathlib.Path(PySide6.__file__).parent / 'Qt' / 'plugins'\n"
            "for name in ('platforms/libqxcb.so', 'platforms/libqwayland.so',\n"
            "             'platforms/libqoffscreen.so', 'iconengines/libqsvgicon.so',\n"
            "             'multimedia/libffmpegmediaplugin.so'):\n"
            "    ctypes.CDLL(str(folder / name))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", load], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


class TestTelling:
    @pytest.mark.parametrize(
        ("complaint", "expected"),
        [
            (("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on"
             " device"), "disk is full"),
            ("E: You don't have enough free space in /var/cache/apt/archives/.", "disk is full"),
            ("[Errno 30] Read-only file system: '/thaw/.venv'", "could not be written"),
            ("[Errno 13] Permission denied: '/thaw/.venv'", "could not be written"),
            ("Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)'",
             "network did not answer"),
            ("W: Failed to fetch http://…  Temporary failure resolving '…'",
             "network did not answer"),
            ("E: Could not get lock /var/lib/dpkg/lock-frontend.", "Another program"),
            ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
             "not the one Thaw was tested with"),
            ("ERROR: No matching distribution found for numpy==2.4.6", "not made for this Python"),
        ],
    )  # fmt: skip
    def test_common_failures_are_told_in_plain_words(self, complaint: str, expected: str) -> None:
        assert expected in (run.in_plain_words(complaint) or "")

    def test_no_network_explains_a_part_that_was_not_found(self) -> None:
        pip = "connection broken by 'NameResolutionError'\nERROR: No matching distribution found"
        assert "network" in (run.in_plain_words(pip) or "")

    def test_an_unknown_failure_points_to_its_own_words(self) -> None:
        error = run.failed("Installing failed", 7, "Segmentation fault", "")
        assert str(error) == "Installing failed (status 7); its own words are above."

    def test_a_step_speaks_on_stderr_alone(self, capfd: pytest.CaptureFixture[str]) -> None:
        child = "import sys; print('progress'); print('trouble', file=sys.stderr); sys.exit(5)"
        assert run.attempt([sys.executable, "-c", child]) == (5, "trouble\n")
        captured = capfd.readouterr()
        assert captured.out == ""
        assert {"progress", "trouble"} <= set(captured.err.split())

    def test_a_step_is_not_led_astray_by_the_environment(self) -> None:
        astray = {"PIP_USER": "1", "PYTHONPATH": "/elsewhere", "PIP_INDEX_URL": "mine"}
        assert run.clean_environ(astray) == {"PIP_INDEX_URL": "mine"}

    def test_a_set_up_that_fails_ends_with_status_3(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def fail(_root: Path, _goal: str) -> None:
            raise run.SetUpError("The reason, in plain words.")

        monkeypatch.setattr(run, "is_ready", lambda _root, _goal: False)
        monkeypatch.setattr(run, "set_up", fail)
        assert run.main(["list"]) == 3
        assert capsys.readouterr().err == "The reason, in plain words.\n"

    def test_an_interruption_says_how_to_go_on(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def interrupt(_root: Path, _goal: str) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(run, "is_ready", lambda _root, _goal: False)
        monkeypatch.setattr(run, "set_up", interrupt)
        assert run.main([]) == 130
        assert "The same command" in capsys.readouterr().err

    def test_a_folder_that_cannot_be_written_is_told_first(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run.os, "access", lambda _path, _mode: False)
        with pytest.raises(run.SetUpError, match="can't write to its own folder"):
            run.set_up(root, run.APP)


class TestASecondStart:
    def start(self, root: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(root / "run.py"), *words],
            capture_output=True,
            text=True,
            cwd=root.parent,
            env={"PATH": os.environ["PATH"], **environ},
            check=False,
        )

    def test_goes_straight_to_thaw(self, root: Path) -> None:
        make_ready(root, run.APP)
        done = self.start(root, "plan", "breath-awareness", "--json")
        assert done.stdout.split() == ["-P", "-m", "thaw", "plan", "breath-awareness", "--json"]
        assert done.stderr == ""

    def test_goes_straight_to_the_tests(self, root: Path) -> None:
        make_ready(root, run.APP, run.TEST)
        assert self.start(root, "test", "-x").stdout.split() == ["-m", "pytest", "-x"]

    def test_without_a_screen_says_so_and_plays(self, root: Path) -> None:
        make_ready(root, run.APP)
        done = self.start(root)
        assert done.stdout.split()[-2:] == ["play", run.QUICK_SESSION]
        assert done.stderr.startswith("There is no screen here")

    def test_with_a_screen_opens_the_app(self, root: Path) -> None:
        make_ready(root, run.APP)
        done = self.start(root, DISPLAY=":99")
        assert done.stdout.split() == ["-P", "-m", "thaw"]

    def test_leaves_the_stamp_as_it_was(self, root: Path) -> None:
        make_ready(root, run.APP)
        before = json.loads((root / ".venv" / run.STAMP).read_text("utf-8"))
        self.start(root, "list")
        assert json.loads((root / ".venv" / run.STAMP).read_text("utf-8")) == before
