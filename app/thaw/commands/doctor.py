"""``thaw doctor``: what works here, what is missing, and how to get it."""

import importlib.metadata
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from thaw import __version__, resources, settings
from thaw.commands.answer import EXIT_DONE, counted, say
from thaw.commands.opened_log import tell_of
from thaw.commands.reasons import reason_of
from thaw.commands.sound_words import alsa_text, device_text
from thaw.core.own_sounds import SoundKind
from thaw.core.recording_faults import REASONS, RecordingUnusable
from thaw.core.units import RATE
from thaw.practice.errors import LogError
from thaw.services import Services

PARTS = (
    "PySide6-Essentials",
    "numpy",
    "PyYAML",
    "msgspec",
    "soundfile",
    "pydub",
    "simpleaudio",
    "piper-tts",
)

Finding = tuple[str, str]
_WIDEST = len("PySide6-Essentials")


def examine(services: Services) -> int:
    """Print one line for each thing looked at."""
    looks: tuple[Callable[[Services], Iterator[Finding]], ...] = (
        _versions,
        _folders,
        _sessions,
        _own_sounds,
        _sound,
        _voice,
        _screen,
        _history,
    )
    for look in looks:
        for name, found in look(services):
            say(f"{name:<{_WIDEST}} {found}")
    return EXIT_DONE


def _versions(_services: Services) -> Iterator[Finding]:
    yield "Thaw", __version__
    yield "Python", f"{platform.python_version()} on {platform.platform()}"
    for part in PARTS:
        try:
            yield part, importlib.metadata.version(part)
        except importlib.metadata.PackageNotFoundError:
            yield part, "not installed"


def _folders(services: Services) -> Iterator[Finding]:
    yield "sessions", str(resources.sessions_dir())
    yield "your sessions", str(services.session_folders[-1])
    yield "your help", str(services.paths.help_files)
    yield "settings", str(services.paths.settings_file)
    # They have been read by now, which sets a file aside that can't be.
    aside = settings.left_aside(services.paths.settings_file)
    if aside is not None:
        yield "settings", f"could not be read: kept as {aside.name}, and Thaw begins anew, gently"
    yield "data", str(services.paths.data)
    yield "cache", str(services.paths.cache)


def _sessions(services: Services) -> Iterator[Finding]:
    catalogue = services.catalogue
    catalogue.refresh()
    problems = catalogue.problems()
    broken = f", and {counted(len(problems), 'problem')} that `thaw list` tells" if problems else ""
    yield "library", f"{counted(len(catalogue.entries()), 'session')}{broken}"


def _own_sounds(services: Services) -> Iterator[Finding]:
    own = services.own_sounds()
    for kind in SoundKind:
        yield f"your {kind}s", str(services.sound_folders.of(kind))
        for name, path in own.of(kind).items():
            yield f"your {kind}", f"{name}: {_readiness(services, kind, path)}"
    for one in own.overlooked:
        taken = "Thaw has one" if one.taken_by is None else f"it is that of {one.taken_by.name}"
        yield f"your {one.kind}", f"{one.path.name} is left out: {one.name} is taken, {taken}"


def _readiness(services: Services, kind: SoundKind, path: Path) -> str:
    # Brings numpy, which the doctor needs for this alone.
    from thaw.audio.cut_short import cut_short
    from thaw.commands.recordings import readable_text

    try:
        length = services.bank.own.samples(kind, path).array.shape[1]
        cut = cut_short(path)
    except RecordingUnusable as fault:
        reason, mend = REASONS[fault.kind]
        return f"{path.name} can't be used, {reason}; {mend}"
    told = f"{length / RATE:.1f} s from {path.name}"
    if cut is None:
        return told
    return f"{told}, which is cut short: {readable_text(cut)}; record or copy it again"


def _sound(services: Services) -> Iterator[Finding]:
    from thaw.devices.outputs import Outputs

    choice = services.settings.output_device
    outputs = Outputs(lambda: choice)
    devices = outputs.devices()
    for device in devices:
        yield "sound device", device_text(device, choice)
    if outputs.misses_choice():
        yield "sound device", f"{choice} was chosen and isn't there: the default one plays"
    refusal = outputs.simpleaudio_refusal()
    if not devices and refusal is not None:
        yield "sound device", "none: captions alone, until a sound server runs"
    yield "ALSA", alsa_text(refusal)
    found = shutil.which("ffmpeg")
    yield "ffmpeg", found or "not found: needed to read m4a, aac and wma, and to save mp3 and m4a"


def _voice(services: Services) -> Iterator[Finding]:
    from thaw.commands.voice_words import voice_findings

    yield from voice_findings(services)


def _screen(_services: Services) -> Iterator[Finding]:
    if platform.system() != "Linux":
        yield "screen", "as the system has it"
        return
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    yield "screen", display or "none: `thaw play` works in a terminal"
    bus = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    yield "tray", "asked over D-Bus when the app opens" if bus else "no D-Bus: X11 trays alone"


def _history(services: Services) -> Iterator[Finding]:
    try:
        log = services.history.log_to_read()
    except LogError as exc:
        yield "history", f"can't be opened: {reason_of(exc)}"
        return
    try:
        tell_of(log.opening)
        state = "" if log.is_writable else ", for reading alone"
        yield "history", f"{counted(log.count(), 'practice')} in {log.path}{state}"
    finally:
        services.history.shut()
