import errno
import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.core.own_plan import EarlierTarget, IfThen, OwnPlan, Review, Verdict
from thaw.settings import (
    BreathCues,
    Settings,
    SettingsUnwritable,
    Theme,
    Voice,
    left_aside,
    load,
    save,
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "settings.json"


def write(file, content):
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


CHANGED = Settings(
    quick_session="body-scan",
    quick_minutes=12,
    target_days=5,
    plan=OwnPlan(
        begun=date(2026, 11, 2),
        line=IfThen("have put the kettle on", "three-step-space", 3),
        rest_weekdays=frozenset({5, 6}),
        rest_days=frozenset({date(2026, 12, 24), date(2026, 12, 31)}),
        earlier=(EarlierTarget(date(2026, 11, 16), 3),),
        reviews=(Review(2, date(2026, 11, 16), Verdict.MORE),),
        put_off_until=date(2026, 12, 7),
        asks=False,
    ),
    practice_minimum_s=300,
    shows_run_length=True,
    shows_usual_time=True,
    week_start=6,
    day_start_hour=4,
    voice=Voice.CAPTIONS,
    voice_file=Path("/home/someone/Stimmen/ruhig.onnx"),
    voice_pace=0.9,
    voice_pitch=-2.0,
    holds=True,
    gentle=True,
    welcome_waits=True,
    care_answered={"rest_or_walk": date(2026, 11, 23)},
    voice_db=-3.5,
    bells_db=2.0,
    bed_db=-60.0,
    cues_db=6.0,
    breath_cues=BreathCues.VOICE,
    quiet=True,
    output_device="alsa_output.usb-headphones",
    output_name="Headphones",
    theme=Theme.DARK,
    reduce_motion=False,
    ask_before=False,
    ask_after=False,
    ask_weekly=False,
    ask_monthly=False,
    lock_after_min=5,
    close_to_tray=False,
    tray_notice_shown=True,
    breathing={"pattern": "box", "amount": 4},
    last_minutes={"breath-awareness": 12, "körper": 20},
    sessions_folder=Path("/home/someone/Stille Übungen"),
    help_country="NZ",
    unknown={"lamp": {"on": [1, 2.5, None]}},
)


def test_without_a_file_everything_has_its_default(file):
    assert load(file) == Settings()
    assert not file.parent.exists()


def test_breath_holds_are_left_out_until_they_are_wanted(file):
    assert not load(file).holds
    write(file, '{"holds": true}')
    assert load(file).holds


def test_what_is_saved_comes_back(file):
    save(CHANGED, file)

    assert load(file) == CHANGED


def test_every_setting_can_be_changed_and_kept(file):
    default = Settings()

    for item in fields(Settings):
        assert getattr(CHANGED, item.name) != getattr(default, item.name)


def test_what_another_version_has_written_is_kept(file):
    write(file, '{"quick_minutes": 5, "lamp": {"on": true}}')

    settings = load(file)
    save(replace(settings, quick_minutes=6), file)

    assert settings.unknown == {"lamp": {"on": True}}
    assert json.loads(file.read_text("utf-8"))["lamp"] == {"on": True}
    assert json.loads(file.read_text("utf-8"))["quick_minutes"] == 6


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quick_session", ""),
        ("quick_session", 3),
        ("quick_minutes", 0),
        ("quick_minutes", -5),
        ("quick_minutes", 1e9),
        ("quick_minutes", 2.5),
        ("quick_minutes", "abc"),
        ("quick_minutes", True),
        ("quick_minutes", None),
        ("target_days", 8),
        ("plan", [3]),
        ("practice_minimum_s", 59),
        ("practice_minimum_s", 301),
        ("shows_run_length", 1),
        ("week_start", 7),
        ("week_start", "Monday"),
        ("day_start_hour", 7),
        ("voice", "loud"),
        ("voice", ["espeak"]),
        ("voice_file", "relative.onnx"),
        ("voice_file", 7),
        ("voice_pace", 0.79),
        ("voice_pace", 1.26),
        ("voice_pace", float("nan")),
        ("voice_pitch", -4.1),
        ("voice_pitch", 4.1),
        ("voice_pitch", "low"),
        ("holds", 1),
        ("welcome_waits", 1),
        ("care_answered", None),
        ("care_answered", {"rest": "yesterday"}),
        ("care_answered", {"rest": 20261123}),
        ("cues_db", 6.1),
        ("breath_cues", "shouted"),
        ("quiet", 1),
        ("output_name", None),
        ("output_device", 3),
        ("output_device", None),
        ("voice_db", float("nan")),
        ("bells_db", float("inf")),
        ("bed_db", -1000),
        ("cues_db", "0"),
        ("theme", "pink"),
        ("reduce_motion", "yes"),
        ("ask_before", "0"),
        ("ask_after", None),
        ("ask_weekly", "yes"),
        ("ask_monthly", 1),
        ("close_to_tray", "false"),
        ("last_minutes", ["a"]),
        ("last_minutes", {"breath-awareness": 0}),
        ("sessions_folder", "relative/folder"),
        ("help_country", "nz"),
        ("help_country", None),
        ("sessions_folder", 7),
    ],
)
def test_a_bad_value_has_its_default_is_logged_and_spoils_no_other(name, value, file, caplog):
    write(file, json.dumps({name: value, "tray_notice_shown": True}))

    assert load(file) == Settings(tray_notice_shown=True)
    assert name in caplog.text


@pytest.mark.parametrize("value", ["yes", "false", 0, 1, None, [], {}])
def test_whoever_may_have_begun_gently_is_asked_anew_and_gently_until_then(value, file, caplog):
    write(file, json.dumps({"gentle": value, "holds": True}))

    settings = load(file)

    assert settings == Settings(gentle=True, welcome_waits=True, holds=True)
    assert not settings.with_holds
    assert "gentle" in caplog.text
    # It stays so when something else is set before they answer.
    save(replace(settings, quick_minutes=5), file)
    assert load(file).welcome_waits
    save(load(file).answered(is_gentle=False), file)
    assert load(file) == Settings(holds=True, quick_minutes=5)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"7", b"\xff\xfe{}", b"[" * 200_000, b'{"a": ' + b"9" * 5000 + b"}"],
    ids=["empty", "cut", "a list", "a number", "utf-16", "nested", "a number of 5000 digits"],
)
def test_a_file_that_makes_no_sense_is_put_aside_and_spared(content, file, caplog):
    write(file, content)

    settings = load(file)

    aside = file.with_name("settings.json.unreadable")
    assert settings == load(file) == Settings().unanswered()
    assert left_aside(file) == aside
    assert aside.name in caplog.text
    save(settings, file)
    assert aside.read_bytes() == content
    assert left_aside(file) is None
    assert load(file) == settings


def test_no_file_that_was_put_aside_takes_the_place_of_another(file):
    for content in ("{", "[", "]"):
        load(write(file, content))

    assert left_aside(file) == file.with_name("settings.json.unreadable2")
    kept = sorted(one.read_text() for one in file.parent.iterdir())
    assert kept == ["[", "]", "{"]


def test_a_file_that_cannot_be_read_is_put_aside_too(file, monkeypatch):
    write(file, '{"gentle": true, "quick_minutes": 5}')

    def broken(*_):
        raise OSError(errno.EIO, "input/output error")

    with monkeypatch.context() as reading:
        reading.setattr(Path, "read_text", broken)
        assert load(file) == Settings().unanswered()
    save(Settings(), file)

    aside = file.with_name("settings.json.unreadable")
    assert load(aside) == Settings(gentle=True, quick_minutes=5)


def test_a_file_too_big_for_settings_is_not_read(file):
    write(file, '{"quick_session": "' + "x" * 2_000_000 + '"}')

    assert load(file) == Settings().unanswered()


def test_a_folder_in_the_file_s_place_leaves_the_defaults(file):
    file.mkdir(parents=True)

    assert load(file) == Settings().unanswered()
    with pytest.raises(SettingsUnwritable):
        save(Settings(), file)
    assert list(file.parent.iterdir()) == [file]


def test_a_place_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(SettingsUnwritable) as refused:
        save(Settings(), tmp_path / "file" / "settings.json")

    # In words alone: it is shown as it is.
    assert "Errno" not in str(refused.value)


def test_a_file_edited_with_a_byte_order_mark_is_read(file):
    write(file, b'\xef\xbb\xbf{"quick_minutes": 5}')

    assert load(file).quick_minutes == 5


def test_a_link_to_a_collection_of_settings_stays_a_link(file, tmp_path):
    collection = write(tmp_path / "dotfiles" / "thaw.json", "{}")
    file.parent.mkdir()
    file.symlink_to(collection)

    save(CHANGED, file)

    assert file.is_symlink()
    assert load(collection) == CHANGED


def test_a_folder_whose_name_is_not_utf8_survives(file):
    folder = Path(os.fsdecode(b"/home/someone/\xff"))

    save(Settings(sessions_folder=folder), file)

    assert load(file).sessions_folder == folder


def test_only_its_owner_may_read_the_file(file):
    save(Settings(), file)

    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


SAVE_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from thaw.settings import Settings, SettingsUnwritable, save

resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    save(Settings(quick_minutes=7), Path(sys.argv[1]))
except SettingsUnwritable:
    print("full", flush=True)
"""


def test_settings_that_do_not_fit_on_the_disk_leave_the_last_ones(file):
    save(Settings(quick_minutes=5), file)

    done = subprocess.run(
        [sys.executable, "-c", SAVE_ON_A_FULL_DISK, str(file)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "full\n"
    assert load(file).quick_minutes == 5
    assert list(file.parent.iterdir()) == [file]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from([item.name for item in fields(Settings)]) | st.text(max_size=5)


@given(st.dictionaries(names, json_values, max_size=6))
def test_nothing_that_is_json_keeps_the_settings_from_loading_and_saving(tmp_path_factory, stored):
    file = tmp_path_factory.mktemp("settings") / "settings.json"
    write(file, json.dumps(stored))

    settings = load(file)
    save(settings, file)

    again = load(file)
    assert json.dumps(again.unknown) == json.dumps(settings.unknown)
    assert replace(again, unknown={}) == replace(settings, unknown={})
