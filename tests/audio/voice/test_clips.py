import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.audio.plans import HummingVoice
from thaw.audio.voice import Speech, VoiceFault, VoiceUnavailable
from thaw.audio.voice.clips import Clips
from thaw.core.session import VoiceLine

LINE = VoiceLine("hello")
SIZE = 5 * 4800


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of the test's own."""
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache"


def test_a_line_is_spoken_once_and_found_by_the_next_start(folder: Path) -> None:
    first, second = HummingVoice(), HummingVoice()

    clips = Clips(first, folder)
    said = clips.samples(LINE)
    again = clips.samples(LINE)
    later = Clips(second, folder).samples(LINE)

    assert said is again
    assert first.asked == ["hello"]
    assert second.asked == []
    assert said.array.size == SIZE
    assert np.array_equal(said.array, later.array)


@pytest.mark.parametrize(
    "other",
    [VoiceLine("hello."), VoiceLine("hello", language="de"), VoiceLine("hello", pace=0.9)],
)
def test_another_text_language_or_pace_is_another_line(folder: Path, other: VoiceLine) -> None:
    voice = HummingVoice()
    clips = Clips(voice, folder)

    clips.samples(LINE)
    clips.samples(other)

    assert len(voice.asked) == 2
    assert len(list(folder.iterdir())) == 2


def test_another_voice_says_it_again(folder: Path) -> None:
    Clips(HummingVoice("low"), folder).samples(LINE)
    high = HummingVoice("high")
    Clips(high, folder).samples(LINE)

    assert high.asked == ["hello"]


def test_a_damaged_line_is_made_again(folder: Path) -> None:
    whole = Clips(HummingVoice(), folder).samples(LINE).array.copy()
    (stored,) = folder.iterdir()
    stored.write_bytes(b"\x93NUMPY nonsense")
    voice = HummingVoice()

    mended = Clips(voice, folder).samples(LINE)

    assert voice.asked == ["hello"]
    assert mended.is_stored
    assert np.array_equal(mended.array, whole)


def test_the_lines_unused_for_longest_go_first(folder: Path) -> None:
    room_for_two = 2 * (SIZE * 2 + 200)
    texts = ["one!!", "two!!", "three"]
    paths: list[Path] = []
    for age, text in enumerate(texts[:2]):
        before = set(folder.iterdir())
        Clips(HummingVoice(), folder, room_for_two).samples(VoiceLine(text))
        paths += set(folder.iterdir()) - before
        os.utime(paths[-1], (1000 + age, 1000 + age))
    Clips(HummingVoice(), folder, room_for_two).samples(VoiceLine("one!!"))

    Clips(HummingVoice(), folder, room_for_two).samples(VoiceLine("three"))

    assert paths[0].exists()
    assert not paths[1].exists()
    assert len(list(folder.iterdir())) == 2


def test_a_line_deleted_while_open_is_still_heard(folder: Path) -> None:
    clips = Clips(HummingVoice(), folder)
    said = clips.samples(LINE)
    (stored,) = folder.iterdir()
    stored.unlink()
    said.let_go()

    assert clips.samples(LINE) is said
    assert np.abs(said.array).max() > 1000


def test_with_no_folder_lines_stay_in_memory() -> None:
    voice = HummingVoice()
    clips = Clips(voice, None)

    assert clips.samples(LINE) is clips.samples(LINE)
    assert voice.asked == ["hello"]


def test_where_the_folder_cannot_be_written_nothing_is_lost(folder: Path) -> None:
    (folder / "file").touch()
    voice = HummingVoice()
    clips = Clips(voice, folder / "file")

    assert clips.samples(LINE) is clips.samples(LINE)
    assert voice.asked == ["hello"]


def test_threads_asking_for_one_line_get_the_same_samples(folder: Path) -> None:
    clips = Clips(HummingVoice(), folder)

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(clips.samples, [LINE] * 32))

    assert len({id(samples) for samples in said}) == 1


def test_a_voice_that_cannot_speak_says_so_every_time(folder: Path) -> None:
    class Hoarse:
        name = "hoarse"

        def speak(self, line: VoiceLine) -> Speech:
            raise VoiceUnavailable(VoiceFault.NO_LANGUAGE, line.language)

    clips = Clips(Hoarse(), folder)

    for _ in range(2):
        with pytest.raises(VoiceUnavailable) as told:
            clips.samples(LINE)
        assert told.value.kind is VoiceFault.NO_LANGUAGE
    assert list(folder.iterdir()) == []
