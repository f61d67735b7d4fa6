import json
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from tests.audio.own_files import only, struck
from tests.audio.plans import HummingVoice, at, plan
from thaw.audio.bank import SoundBank
from thaw.audio.export import ENDINGS, ExportFailed, ExportFault, render_to_file
from thaw.audio.rendering import Levels, Renderer
from thaw.audio.sinks import fault_of
from thaw.core.plan import BedSpan, Plan, Speech, Stage, Strike, Track
from thaw.core.session import VoiceLine
from thaw.core.units import RATE

ROOM = SimpleNamespace(total=1 << 40, free=1 << 30)
NO_ROOM = SimpleNamespace(total=1 << 40, free=0)
NO_DISK = SimpleNamespace(total=0, free=0)
"""What /proc and its like say of themselves."""


def session(length_s: float = 5, *more: Stage) -> Plan:
    return plan(
        *more,
        BedSpan(at(0), at(length_s), "brown-noise", 0.0, at(1), at(1), True),
        Strike(at(0), "small-rin", 0.0, 0),
        Speech(at(2), at(0.5), VoiceLine("hello")),
        Strike(at(length_s), "small-rin", 0.0, 1),
        length_s=length_s,
    )


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> SoundBank:
    return SoundBank(HummingVoice(), tmp_path_factory.mktemp("sounds"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "music").mkdir()
    return tmp_path / "music"


def expected(bank: SoundBank, levels: Levels | None = None) -> np.ndarray:
    renderer = Renderer(session(), bank, levels or Levels())
    sound = np.empty((renderer.end, 2), np.float32)
    renderer.into(sound, 0)
    return sound


@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_a_lossless_file_holds_every_frame_of_the_plan(
    bank: SoundBank, folder: Path, ending: str
) -> None:
    path = folder / f"x.{ending}"
    render_to_file(session(), bank, path)

    sound, rate = soundfile.read(path, dtype="float32")

    assert rate == RATE
    assert np.abs(sound - expected(bank)).max() <= 1 / 32767
    assert [file.name for file in folder.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", ["flac", "m4a", "mp3", "ogg", "opus"])
def test_a_file_is_tagged_and_as_long_as_the_plan(
    bank: SoundBank, folder: Path, ending: str
) -> None:
    path = folder / f"x.{ending.upper()}"
    render_to_file(session(), bank, path)

    told = probed(path)

    assert float(told["duration"]) == pytest.approx(len(expected(bank)) / RATE, abs=0.1)
    assert told["tags"] == {"title": "A test", "artist": "Thaw"}
    assert [file.name for file in folder.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", ["flac", "m4a", "mp3", "ogg", "opus"])
def test_every_stage_is_a_chapter(bank: SoundBank, folder: Path, ending: str) -> None:
    stages = [Stage(at(2), "the feet; & toes = ten"), Stage(at(8.5), "Rücken\u2026 \\ #2")]
    path = folder / f"x.{ending}"
    render_to_file(session(12, *stages), bank, path)

    chapters = probed(path)["chapters"]

    assert [title for _, title in chapters] == ["A test", *(stage.name for stage in stages)]
    assert [start for start, _ in chapters] == pytest.approx([0, 2, 8.5], abs=0.002)
    assert decoded_seconds(path) == pytest.approx(Renderer(session(12), bank).end / RATE, abs=0.1)


@pytest.mark.parametrize("ending", ["flac", "ogg", "opus"])
def test_a_hundred_stages_with_long_names_have_room(
    bank: SoundBank, folder: Path, ending: str
) -> None:
    stages = [Stage(at(number / 50), f"{number} " + "é" * 300) for number in range(150)]
    path = folder / f"x.{ending}"
    render_to_file(session(5, *stages), bank, path)

    chapters = probed(path)["chapters"]

    assert len(chapters) == 99
    assert chapters[98][1] == "98 " + "é" * 197
    assert decoded_seconds(path) > 5


def test_opus_goes_through_ffmpeg_where_libsndfile_lacks_it(
    bank: SoundBank, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soundfile, "check_format", lambda kind, subtype: subtype != "OPUS")
    path = folder / "x.opus"
    render_to_file(session(5, Stage(at(2), "half way")), bank, path)

    told = probed(path)

    assert told["codec"] == "opus"
    assert told["tags"] == {"title": "A test", "artist": "Thaw"}
    assert [title for _, title in told["chapters"]] == ["A test", "half way"]


def test_levels_reach_the_file(bank: SoundBank, folder: Path) -> None:
    off = Levels(*[float("-inf")] * 4)
    render_to_file(session(), bank, folder / "x.wav", off)

    assert not soundfile.read(folder / "x.wav")[0].any()


def test_progress_rises_to_one(bank: SoundBank, folder: Path) -> None:
    shares: list[float] = []
    render_to_file(session(), bank, folder / "x.wav", progress=shares.append)

    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert len(shares) > 5


@pytest.mark.parametrize("ending", ENDINGS)
def test_cancelling_leaves_nothing_and_spoils_nothing(
    bank: SoundBank, folder: Path, ending: str
) -> None:
    path = folder / f"x.{ending}"
    path.write_text("what was there before")
    asked: list[int] = []

    def third_time() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(ExportFailed) as told:
        render_to_file(session(), bank, path, cancelled=third_time)

    assert told.value.kind is ExportFault.CANCELLED
    assert path.read_text() == "what was there before"
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("name", ["x", "x.doc", "x.flac.txt", ".flac"])
def test_an_ending_that_is_not_known_is_refused(bank: SoundBank, folder: Path, name: str) -> None:
    with pytest.raises(ExportFailed) as told:
        render_to_file(session(), bank, folder / name)

    assert told.value.kind is ExportFault.UNKNOWN_ENDING
    assert list(folder.iterdir()) == []


def test_without_ffmpeg_the_endings_that_need_it_say_so(
    bank: SoundBank, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))

    with pytest.raises(ExportFailed) as told:
        render_to_file(session(), bank, folder / "x.mp3")

    assert told.value.kind is ExportFault.NO_FFMPEG
    assert list(folder.iterdir()) == []


def test_an_ffmpeg_that_fails_is_quoted(
    bank: SoundBank, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\necho 'no such encoder' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    with pytest.raises(ExportFailed) as told:
        render_to_file(session(), bank, folder / "x.mp3")

    assert told.value.kind is ExportFault.CANNOT_WRITE
    assert "no such encoder" in told.value.detail
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("ending", ["wav", "mp3"])
def test_a_folder_that_is_not_there_is_said(bank: SoundBank, folder: Path, ending: str) -> None:
    with pytest.raises(ExportFailed) as told:
        render_to_file(session(), bank, folder / "deep" / f"x.{ending}")

    assert told.value.kind is ExportFault.NO_FOLDER


def test_a_name_that_is_too_long_is_refused_before_anything_is_made(
    bank: SoundBank, folder: Path
) -> None:
    with pytest.raises(ExportFailed, match="too long") as told:
        render_to_file(session(), bank, folder / f"{'long' * 100}.wav")
    assert told.value.kind is ExportFault.CANNOT_WRITE
    assert not list(folder.iterdir())


@pytest.mark.parametrize(("ending", "error"), [("wav", 13), ("flac", 30), ("mp3", 2)])
def test_a_folder_that_takes_no_file_is_told_from_a_full_disk(
    bank: SoundBank, folder: Path, monkeypatch: pytest.MonkeyPatch, ending: str, error: int
) -> None:
    def refused(self: Path, **_: object) -> None:
        raise OSError(error, "Not here")

    monkeypatch.setattr(Path, "touch", refused)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: NO_ROOM)

    with pytest.raises(ExportFailed) as told:
        render_to_file(session(), bank, folder / f"x.{ending}")

    assert told.value.kind is ExportFault.NO_FILES_THERE
    assert told.value.detail == ("" if error == 2 else "Not here")


@pytest.mark.parametrize(
    ("usage", "fault"),
    [
        (NO_ROOM, ExportFault.DISK_FULL),
        (NO_DISK, ExportFault.CANNOT_WRITE),
        (ROOM, ExportFault.CANNOT_WRITE),
    ],
)
def test_what_is_no_disk_is_never_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch, usage: SimpleNamespace, fault: ExportFault
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert fault_of(None, folder / "x.wav") is fault


@pytest.fixture
def small_files_only() -> Iterator[None]:
    """No file may grow past 200 kB: what a full disk does, in one process."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("small_files_only")
@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_a_file_that_cannot_grow_leaves_nothing(bank: SoundBank, folder: Path, ending: str) -> None:
    with pytest.raises(ExportFailed) as told:
        render_to_file(session(30), bank, folder / f"x.{ending}")

    assert told.value.kind is ExportFault.CANNOT_WRITE
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_told_from_other_faults(
    bank: SoundBank, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(ExportFailed) as told:
        render_to_file(session(), bank, folder / "x.wav")

    assert told.value.kind is ExportFault.DISK_FULL
    assert list(folder.iterdir()) == []


def probed(path: Path) -> dict:
    """What ffprobe finds: duration, chapters, and the tags wherever the format keeps them."""
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams"]
    command += ["-show_chapters", str(path)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    stream = told["streams"][0]
    tags = {**told["format"].get("tags", {}), **stream.get("tags", {})}
    lower = {key.lower(): value for key, value in tags.items()}
    return {
        "duration": told["format"]["duration"],
        "codec": stream["codec_name"],
        "tags": {key: lower.get(key) for key in ("title", "artist")},
        "chapters": [
            (float(chapter["start_time"]), chapter["tags"]["title"]) for chapter in told["chapters"]
        ],
    }


def decoded_seconds(path: Path) -> float:
    """How much sound there is when every page and frame is read, none of which may be faulty."""
    command = ["ffmpeg", "-v", "warning", "-xerror", "-i", str(path), "-map", "0:a"]
    command += ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "pipe:1"]
    done = subprocess.run(command, check=True, capture_output=True)
    assert done.stderr == b""
    return len(done.stdout) / 2 / RATE


def test_a_recording_that_is_heard_is_never_written_over(bank: SoundBank, folder: Path) -> None:
    song, voice = folder / "song.wav", folder / "voice.wav"
    for path in (song, voice):
        soundfile.write(path, np.sin(np.arange(RATE) / 30) / 4, RATE)
    (folder / "link.wav").symlink_to(song)
    before = song.read_bytes()
    heard = plan(
        Track(at(0), at(1), song, 0.0),
        Speech(at(2), at(1), VoiceLine("hello", recording=voice)),
        length_s=4,
    )

    for name in ("song.wav", "voice.wav", "link.wav"):
        with pytest.raises(ExportFailed) as told:
            render_to_file(heard, bank, folder / name)
        assert told.value.kind is ExportFault.IS_HEARD_IN_IT

    assert song.read_bytes() == voice.read_bytes() == before
    assert len(list(folder.iterdir())) == 3


def test_a_bell_of_ones_own_is_never_written_over(folder: Path) -> None:
    gong = folder / "gong.wav"
    soundfile.write(gong, struck(), RATE)
    before = gong.read_bytes()
    own = SoundBank(None, None, only(bell=gong))

    with pytest.raises(ExportFailed) as told:
        render_to_file(plan(Strike(at(0), "gong", 0.0, 0), length_s=2), own, gong)

    assert told.value.kind is ExportFault.IS_HEARD_IN_IT
    assert gong.read_bytes() == before


def test_through_a_link_the_file_it_points_to_is_written(bank: SoundBank, folder: Path) -> None:
    elsewhere = folder.parent / "phone.wav"
    elsewhere.write_bytes(b"yesterday")
    link = folder / "today.wav"
    link.symlink_to(elsewhere)

    render_to_file(session(), bank, link)

    assert link.is_symlink()
    assert soundfile.info(elsewhere).frames == len(expected(bank))


def test_what_is_no_ordinary_file_is_not_replaced(bank: SoundBank, folder: Path) -> None:
    os.mkfifo(folder / "pipe.wav")

    with pytest.raises(ExportFailed) as told:
        render_to_file(session(), bank, folder / "pipe.wav")

    assert told.value.kind is ExportFault.CANNOT_WRITE
    assert (folder / "pipe.wav").is_fifo()
