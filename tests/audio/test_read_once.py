"""Files read once: nothing about a file that was heard can take its sound away."""

import os
from pathlib import Path

import numpy as np
import pytest

from thaw.audio.read_once import ReadOnce
from thaw.audio.store import Samples
from thaw.core.recording_faults import RecordingFault, RecordingUnusable


class Reading:
    """Counts how often a file is read, and fails where it is told to."""

    def __init__(self) -> None:
        self.times = 0
        self.fault: RecordingUnusable | None = None

    def __call__(self) -> Samples:
        self.times += 1
        if self.fault is not None:
            raise self.fault
        return Samples(np.full((1, 4), self.times, np.int16))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.wav"
    path.write_bytes(b"sound")
    return path


def test_each_use_of_a_file_is_read_once(file: Path) -> None:
    once, read = ReadOnce(), Reading()
    first = once.samples(file, "line", read)
    assert once.samples(file, "line", read) is first
    assert once.samples(file, "track", read) is not first
    assert read.times == 2


def test_a_file_that_changes_is_read_again(file: Path) -> None:
    once, read = ReadOnce(), Reading()
    once.samples(file, "", read)
    file.write_bytes(b"other sound")
    assert once.samples(file, "", read).array[0, 0] == 2


def test_why_it_cannot_be_read_is_remembered_until_it_changes(file: Path) -> None:
    once, read = ReadOnce(), Reading()
    read.fault = RecordingUnusable(RecordingFault.SILENT, file)
    for _ in range(2):
        with pytest.raises(RecordingUnusable):
            once.samples(file, "", read)
    assert read.times == 1
    read.fault = None
    file.write_bytes(b"audible now")
    assert once.samples(file, "", read).array.any()


@pytest.mark.parametrize(
    "kind", [RecordingFault.NO_FFMPEG, RecordingFault.DISK_FULL, RecordingFault.UNREADABLE]
)
def test_what_is_not_the_files_own_fault_is_tried_again(file: Path, kind: RecordingFault) -> None:
    once, read = ReadOnce(), Reading()
    read.fault = RecordingUnusable(kind, file)
    with pytest.raises(RecordingUnusable):
        once.samples(file, "", read)
    read.fault = None
    assert once.samples(file, "", read).array.any()


def test_what_was_read_is_heard_on_when_its_folder_is_closed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once, read = ReadOnce(), Reading()
    heard = once.samples(file, "", read)
    looked_at = os.stat

    def closed(path: object, **how: object) -> os.stat_result:
        if path in (file, str(file)):
            raise PermissionError(13, "Permission denied", str(file))
        return looked_at(path, **how)  # type: ignore[call-overload]  # passed on as it came

    monkeypatch.setattr(os, "stat", closed)
    assert once.samples(file, "", read) is heard
    with pytest.raises(RecordingUnusable) as told:
        ReadOnce().samples(file, "", read)
    assert told.value.kind is RecordingFault.UNREADABLE
