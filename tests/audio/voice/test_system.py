"""The system's voice: a real program of its own, with an engine that does what the test says."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.audio.meters import fundamental
from tests.audio.voice import pyttsx3_fake
from tests.audio.voice.contract import LINES, VoiceContract
from thaw.audio import system_speech
from thaw.audio.voice import VoiceFault, VoiceUnavailable
from thaw.audio.voice.system import SystemVoice, own_program
from thaw.core.session import VoiceLine

LINE = VoiceLine(LINES[0])


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """pyttsx3, as the program will find it."""
    folder = tmp_path / "parts"
    folder.mkdir()
    shutil.copy(pyttsx3_fake.__file__, folder / "pyttsx3.py")
    root = Path(sys.modules["thaw"].__file__ or "").parents[1]
    monkeypatch.setenv("PYTHONPATH", f"{folder}:{root}")
    return monkeypatch


@pytest.mark.usefixtures("engine")
class TestSystemVoice(VoiceContract):
    @pytest.fixture
    def voice(self) -> SystemVoice:
        return SystemVoice(platform="darwin")


def fault_of(voice: SystemVoice) -> VoiceFault:
    with pytest.raises(VoiceUnavailable) as told:
        voice.speak(LINE)
    return told.value.kind


def test_on_linux_it_is_not_there() -> None:
    assert fault_of(SystemVoice(platform="linux")) is VoiceFault.NOT_HERE


def test_without_pyttsx3_it_says_so() -> None:
    code = "import sys; sys.modules['pyttsx3'] = None; import thaw.audio.system_speech as own"
    without = [sys.executable, "-c", f"{code}; sys.exit(own.main())"]
    voice = SystemVoice(platform="win32", program=without)

    assert fault_of(voice) is VoiceFault.NOT_INSTALLED


@pytest.mark.parametrize(
    ("does", "fault"),
    [
        ("fail", VoiceFault.REFUSED),
        ("nothing", VoiceFault.BAD_SOUND),
        ("silence", VoiceFault.BAD_SOUND),
    ],
)
def test_an_engine_that_says_nothing_is_told(
    engine: pytest.MonkeyPatch, does: str, fault: VoiceFault
) -> None:
    engine.setenv("FAKE_SPEECH", does)

    assert fault_of(SystemVoice(platform="darwin")) is fault


def test_an_engine_that_hangs_is_ended(engine: pytest.MonkeyPatch) -> None:
    engine.setenv("FAKE_SPEECH", "hang")

    assert fault_of(SystemVoice(platform="darwin", patience_s=1.0)) is VoiceFault.REFUSED


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    voice = SystemVoice(platform="win32", program=[str(tmp_path / "gone")])

    assert fault_of(voice) is VoiceFault.REFUSED


def test_a_frozen_build_says_lines_by_itself() -> None:
    assert own_program(is_frozen=True) == (sys.executable, system_speech.WORD)


@pytest.mark.usefixtures("engine")
def test_a_program_in_one_piece_speaks_when_it_is_told_the_word() -> None:
    # As the interpreter of a frozen build runs it; stdin may be missing there.
    code = "import sys; sys.frozen = True; sys.stdin = None; import thaw.__main__ as one"
    frozen = [sys.executable, "-c", f"{code}; sys.exit(one.main())", system_speech.WORD]

    assert SystemVoice(platform="win32", program=frozen).speak(LINE).size


@pytest.mark.usefixtures("engine")
def test_the_voice_follows_the_language() -> None:
    voice = SystemVoice(platform="darwin")

    assert fundamental(voice.speak(LINE)) == pytest.approx(110, rel=0.02)
    german = VoiceLine(LINES[0], language="de-AT")
    assert fundamental(voice.speak(german)) == pytest.approx(220, rel=0.02)


@pytest.mark.usefixtures("engine")
def test_another_pitch_takes_as_long() -> None:
    ordinary, higher = (SystemVoice(platform="darwin", pitch=p).speak(LINE) for p in (0, 3))

    assert fundamental(higher) == pytest.approx(110 * 2 ** (3 / 12), rel=0.02)
    assert higher.size == pytest.approx(ordinary.size, rel=0.05)
