#!/usr/bin/env python3
"""Set Thaw up and start it, from nothing but a system Python.

    python3 run.py              open Thaw (with no screen: three quiet minutes in the terminal)
    python3 run.py test         run its tests, on all cores
    python3 run.py test WORDS.. run pytest with these words, in one process
    python3 run.py WORDS...     thaw WORDS...: list, play, render, history, doctor, ...

The first run makes .venv beside this file, installs what requirements/*.txt pin into it
and sees to the system libraries Qt needs; later ones go straight on. Standard library
only, and nothing newer than Python 3.6 in its syntax, so that an old Python can say so.

Exit status 3: the machine can't be set up as it is; the last line printed says why.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this script meets whatever python3 is there
    sys.exit(
        f"Thaw needs Python 3.11 or newer; this is {sys.version_info[0]}.{sys.version_info[1]}."
    )

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import re
import shlex
import shutil
import subprocess
import sysconfig
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
QUICK_SESSION = "three-step-space"
STAMP = "thaw-set-up.json"
"""In .venv: which goals are ready; written first as unfinished, and whole at the very end."""

APP, TEST = "app", "test"
REQUIREMENTS = {APP: ("app.txt", "build.txt"), TEST: ("app.txt", "build.txt", "test.txt")}
BUILT = {APP: (), TEST: ("simpleaudio.txt",)}
"""Those that come as source alone; installed last, with what the others brought."""
SYSTEM_NEEDS = "system.toml"
BUILDS_SIMPLEAUDIO = sys.version_info < (3, 12)
"""simpleaudio crashes a later Python: there the tests look at how Thaw refuses it."""

FAILED, INTERRUPTED = 3, 130
NOTHING: Mapping[str, str] = {}

HEADER_FOLDERS = ("/usr/include", "/usr/local/include")
ALSA_FOLDERS = ("/usr/lib/alsa-lib", "/usr/lib64/alsa-lib", "/usr/lib")
DEEPER = ("", "*-linux-gnu*/", "*-linux-gnu*/alsa-lib/")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


class SetUpError(Exception):
    """The machine can't be set up as it is. The text is for the person, whole sentences."""


@dataclass(frozen=True)
class Need:
    """Something the system must have, and the packages that bring it, by kind of system."""

    name: str
    is_met: Callable[[], bool]
    debian: str
    fedora: str
    arch: str


@dataclass(frozen=True)
class System:
    """A family of systems that share a package manager."""

    name: str
    update: Sequence[Sequence[str]]
    """Commands to run before ``install``; they change nothing on a system in order."""
    install: Sequence[str]
    patience: Sequence[str] = ()
    """Further words for ``install`` when nobody is there to try again."""


SYSTEMS = {
    "debian": System(
        "debian",
        # An installation that was cut off is finished before a new one is begun.
        (("dpkg", "--configure", "-a"), ("apt-get", "update", "-q")),
        ("apt-get", "install", "-q", "--yes", "--no-install-recommends"),
        # Where another installation is at work: wait for it.
        ("-o", "DPkg::Lock::Timeout=300"),
    ),
    "fedora": System("fedora", (), ("dnf", "install", "--assumeyes")),
    "arch": System("arch", (), ("pacman", "-S", "--needed", "--noconfirm")),
}


def main(words: list[str]) -> int:
    """Set up what ``words`` need, then become the program they name."""
    goal = TEST if words[:1] == ["test"] else APP
    try:
        if not is_ready(ROOT, goal):
            set_up(ROOT, goal)
    except SetUpError as problem:
        say(str(problem))
        return FAILED
    except OSError as problem:
        say(in_plain_words(str(problem)) or f"Set-up failed: {problem}")
        return FAILED
    except KeyboardInterrupt:
        say("\nStopped. The same command goes on from a clean start.")
        return INTERRUPTED
    screen = has_screen(sys.platform, os.environ)
    if not words and not screen:
        say("There is no screen here, so Thaw plays its quick session in this terminal.")
    return become(command(python_in(ROOT), words, screen), goal)


def command(python: Path, words: Sequence[str], screen: bool) -> list[str]:
    """What to run for ``words``."""
    if words == ["test"]:
        return [str(python), "-m", "tests"]
    if words[:1] == ["test"]:
        return [str(python), "-m", "pytest", *words[1:]]
    if not words and not screen:
        words = ["play", QUICK_SESSION]
    # -P: a stray random.py in the person's folder must not stand in for Python's own.
    return [str(python), "-P", "-m", "thaw", *words]


def has_screen(system: str, environ: Mapping[str, str]) -> bool:
    if not system.startswith("linux"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def become(words: list[str], goal: str) -> int:
    """Hand this process over to ``words``; where the system can't, wait for them."""
    if goal == TEST:
        os.chdir(ROOT)
    if os.name == "posix":
        os.execv(words[0], words)
    return subprocess.call(words)


# --- what is ready --------------------------------------------------------------------


def python_in(root: Path) -> Path:
    folder = root / ".venv"
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def is_ready(root: Path, goal: str) -> bool:
    """True when the last set-up for ``goal`` ended well and nothing it rests on has changed."""
    return has_python(root) and read_stamp(root).get(goal) == fingerprint(root, goal)


def has_python(root: Path) -> bool:
    """True unless the Python that .venv was made from is gone, or is another version now."""
    python = python_in(root)
    if not python.exists():
        return False
    version = re.search(r"python\d+\.\d+$", str(python.resolve()))
    return version is None or (root / ".venv" / "lib" / version[0]).is_dir()


def fingerprint(root: Path, goal: str) -> str:
    """Changes with the pins, with the project's own set-up, and with the place it is kept."""
    digest = hashlib.sha256(str(root).encode() + b"\0")
    names = (SYSTEM_NEEDS, *REQUIREMENTS[goal], *BUILT[goal])
    for file in ("pyproject.toml", *(f"requirements/{name}" for name in names)):
        digest.update((root / file).read_bytes() + b"\0")
    return digest.hexdigest()


def read_stamp(root: Path) -> dict[str, str]:
    """Fingerprints by goal; nothing when there is no stamp, ``unfinished`` when it is damaged."""
    try:
        stamp = json.loads((root / ".venv" / STAMP).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return {"unfinished": ""}
    return stamp if isinstance(stamp, dict) else {"unfinished": ""}


def write_stamp(root: Path, stamp: Mapping[str, str]) -> None:
    """Replace the stamp whole: it is never seen half written."""
    folder = root / ".venv"
    folder.mkdir(exist_ok=True)
    draft = folder / f"{STAMP}.new"
    draft.write_text(json.dumps(dict(stamp)), "utf-8")
    draft.replace(folder / STAMP)


@contextlib.contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Let one set-up run at a time in ``root``: two double clicks must not make two."""
    try:
        import fcntl
    except ImportError:  # Windows: pip's own file locks have to do
        yield
        return
    with (root / ".set-up.lock").open("w") as lock:
        # pip inherits it: were this process killed, the next would wait for pip to end.
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is setting Thaw up; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- setting up -----------------------------------------------------------------------


def set_up(root: Path, goal: str) -> None:
    """Bring ``root`` to where ``goal`` can run. Raises SetUpError in plain words."""
    if not os.access(root, os.W_OK):
        raise SetUpError(f"Thaw can't write to its own folder, {root}. {WRITE_ADVICE}")
    with only_one(root):
        if is_ready(root, goal):
            return
        say("Setting Thaw up. This is done once and takes a few minutes.")
        begun = time.monotonic()
        say("1 of 4  The system's own libraries")
        see_to_system(needs(root, goal, sys.platform))
        say(f"2 of 4  A Python of its own, in {root / '.venv'}")
        kept = make_venv(root, goal)
        say("3 of 4  The parts Thaw is made of (some 300 MB the first time)")
        install(root, goal)
        say("4 of 4  A first look")
        look(root)
        write_stamp(root, {**kept, APP: fingerprint(root, APP), goal: fingerprint(root, goal)})
        say(f"Ready after {time.monotonic() - begun:.0f} s.\n")


def make_venv(root: Path, goal: str) -> dict[str, str]:
    """Make .venv anew unless a sound one stands there; return the goals it still serves.

    From here to the end of the set-up the stamp says ``unfinished``: a .venv that was cut
    off half way is not to be trusted, and the next run makes it from nothing.
    """
    stamp = read_stamp(root)
    is_sound = "unfinished" not in stamp and has_python(root) and has_pip(python_in(root))
    folder = root / ".venv"
    if not is_sound and folder.exists():
        shutil.rmtree(folder)
    write_stamp(root, {"unfinished": goal})
    if not is_sound:
        run([base_python(), "-m", "venv", str(folder)], "Python can't make its .venv")
        return {}
    return {name: mark for name, mark in stamp.items() if mark == fingerprint(root, name)}


def base_python() -> str:
    """The Python outside any venv: the one in .venv must not remake itself."""
    return getattr(sys, "_base_executable", None) or sys.executable


def has_pip(python: Path) -> bool:
    try:
        done = subprocess.run(
            [str(python), "-m", "pip", "--version"], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def install(root: Path, goal: str) -> None:
    """Install the pinned parts, then the project itself as a link to this checkout."""
    pip = [str(python_in(root)), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    files = [word for name in REQUIREMENTS[goal] for word in ("-r", f"{root}/requirements/{name}")]
    pinned = ["install", "--require-hashes", "--only-binary=:all:", "--retries=2", *files]
    run([*pip, *pinned], "Installing Thaw's parts failed")
    source = ["install", "--require-hashes", "--no-binary=:all:", "--use-pep517", "--no-deps"]
    for name in BUILT[goal]:
        built = [
            *source,
            "--no-build-isolation",
            "--retries=2",
            "-r",
            f"{root}/requirements/{name}",
        ]
        run([*pip, *built], "Building one of the tests' parts failed")
    link = ["install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    run([*pip, *link, "--editable", str(root)], "Installing Thaw itself failed")


def look(root: Path) -> None:
    """Load what can only fail on this machine: Qt's own libraries."""
    modules = "import PySide6.QtWidgets, PySide6.QtMultimedia, PySide6.QtNetwork, thaw"
    # Qt Multimedia looks for PipeWire first and says so where there is only PulseAudio.
    quiet = {"QT_LOGGING_RULES": "qt.multimedia.symbolsresolver=false"}
    run([str(python_in(root)), "-P", "-c", modules], "Qt can't be loaded on this system", quiet)


# --- the system's packages ------------------------------------------------------------


def needs(root: Path, goal: str, system: str) -> list[Need]:
    """What ``goal`` needs of the system. Outside Linux, Python's packages bring it all."""
    if not system.startswith("linux"):
        return []
    table = tomllib.loads((root / "requirements" / SYSTEM_NEEDS).read_text("utf-8"))
    wanted = [venv_need(), font_need()]
    wanted += [library_need(name, **packages) for name, packages in table["libraries"].items()]
    if goal == TEST:
        programs = table["test-programs"]
        wanted += [program_need(name, **packages) for name, packages in programs.items()]
        wanted += building_needs(table) if BUILDS_SIMPLEAUDIO else []
    return wanted


def building_needs(table: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[Need]:
    """What building simpleaudio and playing through it need."""
    return [
        *(program_need(name, **row) for name, row in table["build-programs"].items()),
        *(header_need(name, **row) for name, row in table["build-headers"].items()),
        python_headers_need(),
        *(alsa_plugin_need(name, **row) for name, row in table["alsa-plugins"].items()),
    ]


def venv_need() -> Need:
    debian = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return Need("Python's venv module", has_venv, debian, "python3-libs", "python")


def has_venv() -> bool:
    """Debian splits ensurepip off: venv is there, and then fails."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def library_need(name: str, debian: str, arch: str) -> Need:
    return Need(name, lambda: can_load(name), debian, f"{name}()(64bit)", arch)


def program_need(name: str, debian: str, arch: str) -> Need:
    return Need(name, lambda: shutil.which(name) is not None, debian, f"/usr/bin/{name}", arch)


def header_need(name: str, debian: str, arch: str) -> Need:
    return Need(name, lambda: has_file(HEADER_FOLDERS, name), debian, f"/usr/include/{name}", arch)


def python_headers_need() -> Need:
    folder = Path(sysconfig.get_path("include"))
    debian = f"python{sys.version_info[0]}.{sys.version_info[1]}-dev"
    return Need("Python.h", (folder / "Python.h").exists, debian, "python3-devel", "python")


def alsa_plugin_need(name: str, debian: str, arch: str) -> Need:
    fedora = f"/usr/lib64/alsa-lib/{name}"
    return Need(name, lambda: has_file(ALSA_FOLDERS, name), debian, fedora, arch)


def has_file(folders: Iterable[str], name: str) -> bool:
    """Whether ``name`` lies in one of ``folders``, or in those of this machine's kind in them."""
    return any(any(Path(folder).glob(f"{deeper}{name}")) for folder in folders for deeper in DEEPER)


def font_need() -> Need:
    return Need("a font", has_font, "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(file.suffix in {".ttf", ".otf"} for folder in folders for file in folder.rglob("*"))


def see_to_system(wanted: Sequence[Need]) -> None:
    """Install what is missing when this is root; otherwise raise with the command that does."""
    missing = [need for need in wanted if not need.is_met()]
    if not missing:
        return
    system = this_system(os_release())
    if system is None:
        names = ", ".join(need.name for need in missing)
        raise SetUpError(f"Please install these with your system's package manager: {names}.")
    packages = packages_for(missing, system.name)
    if os.geteuid() != 0:
        spelled = spelled_out(system, packages, has_sudo=shutil.which("sudo") is not None)
        raise SetUpError(
            f"Thaw needs {len(packages)} packages of your system. "
            f"This installs them; then run the same command again:\n\n{spelled}"
        )
    install_packages(system, packages)
    left = [need.name for need in missing if not need.is_met()]
    if left:
        raise SetUpError(f"Still missing after installing packages: {', '.join(left)}.")


def install_packages(system: System, packages: Sequence[str]) -> None:
    say(f"        installing {len(packages)} packages: {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    # Another vendor's package list that can't be read need not stand in the way.
    heard = "".join(attempt(words, quiet)[1] for words in system.update)
    status, complaints = attempt([*system.install, *system.patience, *packages], quiet)
    if status != 0:
        raise failed("Installing the system's packages failed", status, complaints, heard)


def packages_for(missing: Iterable[Need], system: str) -> list[str]:
    """Each package once, in order of name."""
    return sorted({str(getattr(need, system)) for need in missing})


def spelled_out(system: System, packages: Sequence[str], has_sudo: bool) -> str:
    """The one command that installs ``packages``, ready to paste."""
    steps = [words for words in system.update if words[0] != "dpkg"]
    lines = [shlex.join(words) for words in (*steps, [*system.install, *packages])]
    if has_sudo:
        return " && ".join(f"sudo {line}" for line in lines)
    return f"su -c {shlex.quote(' && '.join(lines))}"


def os_release() -> Mapping[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def this_system(release: Mapping[str, str]) -> System | None:
    """The family named by os-release: by ``ID`` first, then by ``ID_LIKE`` in its order."""
    for name in (release.get("ID", ""), *release.get("ID_LIKE", "").split()):
        family = {"ubuntu": "debian", "rhel": "fedora"}.get(name, name)
        if family in SYSTEMS:
            return SYSTEMS[family]
    return None


# --- running and telling --------------------------------------------------------------


def run(words: Sequence[str], failure: str, more_environ: Mapping[str, str] = NOTHING) -> None:
    """Run a step of the set-up in Python. Raises SetUpError, worded from what it says."""
    status, complaints = attempt(words, more_environ, keeps_lock=True)
    if status != 0:
        raise failed(failure, status, complaints)


def failed(failure: str, status: int, *complaints: str) -> SetUpError:
    """Word a failed step from the first of ``complaints`` that is understood."""
    plain = next(filter(None, map(in_plain_words, complaints)), None)
    return SetUpError(plain or f"{failure} (status {status}); its own words are above.")


def attempt(
    words: Sequence[str], more_environ: Mapping[str, str] = NOTHING, *, keeps_lock: bool = False
) -> tuple[int, str]:
    """Return the exit status of ``words`` and what it complained of.

    Its progress goes to stderr: stdout belongs to the program that is started afterwards.
    """
    process = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        stderr=subprocess.PIPE,
        # A package may start a service, which would never let go of the lock.
        close_fds=not keeps_lock,
        env={**clean_environ(os.environ), **more_environ},
        text=True,
        errors="replace",
    )
    complaints: list[str] = []
    with process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                complaints.append(line)
                sys.stderr.write(line)
        except BaseException:
            process.terminate()
            raise
    return process.returncode, "".join(complaints)


def clean_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Leave out what would send pip or the new Python elsewhere than .venv."""
    astray = {
        "PYTHONHOME",
        "PYTHONPATH",
        "PIP_USER",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_REQUIRE_VIRTUALENV",
    }
    return {name: value for name, value in environ.items() if name not in astray}


WRITE_ADVICE = "Copy Thaw to a folder of your own, or ask for the right to write there."
PLAIN_WORDS = (
    (
        r"No space left on device|Disk quota exceeded|enough free space|\[Errno (28|122)\]",
        (
            "The disk is full. Thaw needs about 1.5 GB to set itself up; free some and run the "
            "same command again."
        ),
    ),
    (
        r"Permission denied|\[Errno 13\]|Read-only file system|\[Errno 30\]",
        f"Something could not be written. {WRITE_ADVICE}",
    ),
    (
        r"Could not get lock|Unable to acquire the dpkg frontend lock|unable to lock database",
        (
            "Another program is installing packages just now. Run the same command again when "
            "it is done."
        ),
    ),
    (
        r"DO NOT MATCH THE HASHES",
        (
            "A downloaded part is not the one Thaw was tested with, so it was not installed. "
            "Try again later, or from another network."
        ),
    ),
    (
        (
            r"NewConnectionError|NameResolutionError|name resolution|Network is unreachable|"
            r"Temporary failure resolving|Could not resolve|Connection refused|ConnectTimeout|"
            r"Connection timed out|No route to host|ReadTimeout|ProxyError|Could not connect"
        ),
        (
            "The network did not answer. Thaw fetches its parts once, when it is set up, and "
            "needs no network after that; connect and run the same command again."
        ),
    ),
    (
        r"No matching distribution found",
        (
            "One of Thaw's parts is not made for this Python and machine; the line above names "
            f"it. This is Python {platform.python_version()} on {platform.machine()}."
        ),
    ),
)


def in_plain_words(complaints: str) -> str | None:
    """One sentence or two for the commonest ways a set-up fails; None for any other."""
    for pattern, words in PLAIN_WORDS:
        if re.search(pattern, complaints):
            return words
    return None


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
