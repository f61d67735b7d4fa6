"""What everything is made of: each part made once, and only when it is asked for."""

from dataclasses import replace
from math import inf
from pathlib import Path

import numpy as np
import pytest

from tests.audio.voice.tiny_piper import add_voice
from tests.commands.shelf import WALK, block, personal, services_at
from thaw import resources, settings
from thaw.audio.levels import LOW_DB
from thaw.audio.voice import VoiceFault
from thaw.core.session import Session, VoiceLine
from thaw.core.units import RATE
from thaw.paths import paths_from
from thaw.practice.keeper import LogKeeper
from thaw.services import Services
from thaw.settings import SOFTEST_DB, Settings, Voice


@pytest.fixture
def services(thaw_home: Path) -> Services:
    return services_at(thaw_home)


def test_asking_for_nothing_makes_nothing(thaw_home: Path) -> None:
    services = Services(paths_from({"THAW_HOME": str(thaw_home)}))
    assert services.settings == Settings()
    services.close()
    assert not thaw_home.exists()


def test_a_part_is_made_once(services: Services) -> None:
    assert services.bank is services.bank
    assert services.catalogue is services.catalogue
    assert services.recorder is services.recorder
    services.close()


def test_the_persons_sessions_come_after_thaws_own(services: Services, thaw_home: Path) -> None:
    assert services.session_folders == (
        resources.sessions_dir(),
        thaw_home / "data" / "sessions",
    )


def test_a_folder_of_ones_own_choosing_takes_their_place(
    services: Services, tmp_path: Path
) -> None:
    settings.save(Settings(sessions_folder=tmp_path / "mine"), services.paths.settings_file)
    assert services.session_folders[-1] == tmp_path / "mine"


def test_the_catalogue_knows_both(services: Services, thaw_home: Path) -> None:
    personal(thaw_home)
    services.catalogue.refresh()
    assert services.catalogue.problems() == ()
    assert {"walk", "breath-awareness"} <= {entry.id for entry in services.catalogue.entries()}


def test_a_personal_session_may_include_thaws_fragments(
    services: Services, thaw_home: Path
) -> None:
    text = WALK.replace("say: Stand up.", "include: opening-choices")
    roomy = text.replace("default: 12s, from: 10s, to: 60s", "default: 3m, from: 1m, to: 5m")
    personal(thaw_home, roomy.replace("max: 50s", "max: 9m"))
    services.catalogue.refresh()
    assert isinstance(services.catalogue.session("walk"), Session)


def test_captions_alone_need_no_voice(services: Services) -> None:
    settings.save(Settings(voice=Voice.CAPTIONS), services.paths.settings_file)
    assert not services.bank.speaks


def test_a_new_voice_speaks_from_the_next_asking_on(services: Services) -> None:
    before = services.bank
    services.take(Settings(bells_db=-6))
    assert services.bank is before
    services.take(Settings(voice=Voice.CAPTIONS))
    assert not services.bank.speaks
    assert before.speaks


def test_settings_taken_are_used_and_not_written(services: Services, tmp_path: Path) -> None:
    services.take(Settings(sessions_folder=tmp_path / "mine"))
    assert services.session_folders[-1] == tmp_path / "mine"
    assert not services.paths.settings_file.exists()


def test_levels_are_those_that_were_set(services: Services) -> None:
    chosen = Settings(voice_db=-3, bells_db=-6, bed_db=-12, cues_db=2)
    settings.save(chosen, services.paths.settings_file)
    levels = services.levels
    assert (levels.voice_db, levels.bells_db, levels.bed_db, levels.cues_db) == (-3, -6, -12, 2)


def test_the_history_is_let_go_of_at_the_end(services: Services) -> None:
    assert isinstance(services.history, LogKeeper)
    log = services.history.log()
    services.close()
    assert services.history.log() is not log
    services.close()


def test_a_home_that_cannot_be_written_keeps_nothing_from_being_made(tmp_path: Path) -> None:
    block(tmp_path / "blocked")
    services = services_at(tmp_path / "blocked")
    services.catalogue.refresh()
    assert services.catalogue.entry("breath-awareness") is not None
    assert services.bank.bell("warm-bowl", 0).any()


def test_what_is_offered_is_rehearsed_piece_by_piece(services: Services, thaw_home: Path) -> None:
    personal(thaw_home)
    settings.save(Settings(voice=Voice.CAPTIONS), services.paths.settings_file)
    services.catalogue.refresh()
    pieces = list(services.rehearsal(["walk", "gone"]))
    for piece in pieces:
        piece()
    assert len(pieces) == 5


def test_a_sound_that_cannot_be_played_spoils_no_rehearsal(
    services: Services, thaw_home: Path
) -> None:
    (services.sound_folders.bells).mkdir(parents=True)
    (services.sound_folders.bells / "gong.wav").touch()
    personal(thaw_home, WALK.replace("warm-bowl", "gong"))
    settings.save(Settings(voice=Voice.CAPTIONS), services.paths.settings_file)
    services.catalogue.refresh()
    assert services.catalogue.entry("walk") is not None
    for piece in services.rehearsal(["walk"]):
        piece()


def test_the_softest_level_is_silence(services: Services) -> None:
    services.take(replace(services.settings, bed_db=SOFTEST_DB, cues_db=SOFTEST_DB + 1))
    assert (services.levels.bed_db, services.levels.cues_db) == (-inf, SOFTEST_DB + 1)


def test_the_low_floor_is_under_all_four_levels(services: Services) -> None:
    services.take(replace(services.settings, quiet=True, bells_db=-3))
    assert (services.levels.overall_db, services.levels.bells_db) == (LOW_DB, -3)


def test_a_piper_voice_speaks_and_one_that_is_gone_is_told(
    services: Services, tmp_path: Path
) -> None:
    line = VoiceLine("Hello.")
    services.take(Settings(voice=Voice.PIPER, voice_file=add_voice(tmp_path)))
    humming = services.bank.duration(line)
    assert services.voice_fault is None

    services.take(Settings(voice=Voice.PIPER, voice_file=tmp_path / "gone.onnx"))
    spoken = services.bank.duration(line)

    assert spoken > 0
    assert spoken != humming
    assert services.voice_fault is not None
    assert services.voice_fault.kind is VoiceFault.NO_FILE


def test_lines_of_ones_own_lie_among_what_is_kept(services: Services, thaw_home: Path) -> None:
    t = np.arange(RATE) / RATE
    hum = (0.3 * np.sin(2 * np.pi * 200 * t)).astype(np.float32)

    kept = services.own_lines.keep("walk", "Stand up.", hum)

    assert kept.parent == thaw_home / "data" / "recordings"
    assert services.bank.find_line("walk", "Stand up.") == kept


def test_the_systems_voice_is_stood_in_for_where_there_is_none(services: Services) -> None:
    services.take(Settings(voice=Voice.SYSTEM))

    assert services.bank.duration(VoiceLine("Hello.")) > 0
    assert services.voice_fault is not None
    assert services.voice_fault.kind is VoiceFault.NOT_HERE
