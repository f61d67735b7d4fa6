"""Thaw as people install it: a wheel, and a link to a checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUNDLED = ("sessions", "audio", "assets")

ASK_WHERE = """
from thaw import resources
for folder in (resources.sessions_dir(), resources.audio_dir(), resources.assets_dir()):
    print(folder)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder)
    (built,) = folder.glob("thaw_mindfulness-*-py3-none-any.whl")
    return built


@pytest.fixture
def fresh_python(tmp_path: Path) -> Path:
    """A venv without Thaw that borrows everything else from the running one."""
    folder = tmp_path / "venv"
    venv.create(folder, symlinks=True)
    (site_packages,) = folder.glob("lib/python*/site-packages")
    # A folder named in a .pth file is searched, but its own .pth files are not read: the
    # link to this checkout stays behind.
    borrowed = sysconfig.get_path("purelib")
    (site_packages / "borrowed.pth").write_text(borrowed + "\n", "utf-8")
    return folder / "bin" / "python"


def run(*words: object, cwd: Path = ROOT) -> str:
    environ = {name: os.environ[name] for name in os.environ if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def install(python: Path, *what: object) -> None:
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index",
        "--no-deps", "--no-build-isolation", "--force-reinstall", *what)  # fmt: skip


def bundled_folders(python: Path, elsewhere: Path) -> list[Path]:
    return [Path(line) for line in run(python, "-P", "-c", ASK_WHERE, cwd=elsewhere).splitlines()]


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_an_installed_wheel_finds_every_bundled_file(
    wheel: Path, fresh_python: Path, tmp_path: Path
) -> None:
    install(fresh_python, wheel)
    folders = bundled_folders(fresh_python, tmp_path)
    assert all(folder.is_relative_to(tmp_path / "venv") for folder in folders)
    assert [files_below(folder) for folder in folders] == [files_below(ROOT / n) for n in BUNDLED]
    assert "breath-awareness.yaml" in files_below(folders[0])


def test_a_linked_checkout_plays_what_lies_in_the_checkout(
    fresh_python: Path, tmp_path: Path
) -> None:
    install(fresh_python, "--editable", ROOT)
    assert bundled_folders(fresh_python, tmp_path) == [ROOT / name for name in BUNDLED]


def test_the_wheel_puts_nothing_beside_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"thaw"}


def test_the_wheel_carries_the_migrations_and_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    migrations = {file.name for file in (ROOT / "app/thaw/practice/migrations").glob("*.sql")}
    assert migrations
    assert migrations <= {Path(name).name for name in names}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_script_answers(wheel: Path, fresh_python: Path, tmp_path: Path) -> None:
    install(fresh_python, wheel)
    from thaw import __version__

    assert __version__ in run(fresh_python.with_name("thaw"), "--version", cwd=tmp_path)
    assert fresh_python.with_name("thaw-desktop").exists()
