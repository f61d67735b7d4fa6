"""A session as a sound file: how far it has come, and how it is left off."""

from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
import soundfile

from tests.audio.voice.patient_voice import PatientVoice
from tests.commands.shelf import WALK, personal, services_at
from thaw.audio.bank import SoundBank
from thaw.audio.levels import Levels
from thaw.audio.sinks import ExportFailed, ExportFault
from thaw.core.catalogue import Catalogue
from thaw.core.plan import Choices
from thaw.core.units import frames
from thaw.player.preparing import LINES_SHARE
from thaw.shell.audio_export.session_export import ExportWish, SessionExport

MANY_LINES = WALK.replace(
    "- say: Stand up.", "\n".join(f"  - say: Line {n}." for n in range(6)).lstrip()
).replace("{default: 12s, from: 10s, to: 60s}", "{default: 55s, from: 45s, to: 60s}")


@pytest.fixture
def catalogue(thaw_home: Path) -> Catalogue:
    personal(thaw_home, MANY_LINES)
    found = services_at(thaw_home).catalogue
    found.refresh()
    return found


def wish(folder: Path) -> ExportWish:
    return ExportWish("walk", Choices(frames(55)), folder / "walk.wav")


def test_making_lines_and_writing_them_are_one_way(catalogue: Catalogue, tmp_path: Path) -> None:
    voice = PatientVoice(allowed=20)
    export = SessionExport(catalogue, lambda: SoundBank(voice, None), Levels)
    shares: list[float] = []

    export.write(wish(tmp_path), shares.append, lambda: False)

    assert shares == sorted(shares)
    assert 0 < shares[0] < LINES_SHARE < shares[-1] == 1
    assert (tmp_path / "walk.wav").stat().st_size > 1_000_000


def test_a_file_has_the_persons_own_levels_only_where_they_are_asked_for(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    silent = Levels(-inf, -inf, -inf, -inf)
    export = SessionExport(
        catalogue, lambda: SoundBank(PatientVoice(allowed=20), None), lambda: silent
    )
    peaks: list[float] = []
    for own in (False, True):
        asked = replace(wish(tmp_path), has_own_levels=own)
        export.write(asked, lambda share: None, lambda: False)
        peaks.append(float(abs(soundfile.read(asked.path)[0]).max()))
    assert export.has_own_levels()
    assert peaks[0] > 0.01
    assert peaks[1] == 0


def test_a_slow_voice_can_be_left_off(catalogue: Catalogue, tmp_path: Path) -> None:
    voice = PatientVoice(allowed=20)
    export = SessionExport(catalogue, lambda: SoundBank(voice, None), Levels)

    with pytest.raises(ExportFailed) as told:
        export.write(wish(tmp_path), lambda share: None, lambda: len(voice.said) >= 2)

    assert told.value.kind is ExportFault.CANCELLED
    assert len(voice.said) == 2
    assert not (tmp_path / "walk.wav").exists()


def test_where_no_file_can_be_made_no_line_is_made_first(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    voice = PatientVoice(allowed=20)
    export = SessionExport(catalogue, lambda: SoundBank(voice, None), Levels)
    with pytest.raises(ExportFailed) as told:
        export.write(wish(tmp_path / "gone"), lambda share: None, lambda: False)
    assert told.value.kind is ExportFault.NO_FOLDER
    assert not voice.said
