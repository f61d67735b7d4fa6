"""What an export that was cut off leaves is cleared by the next, and nothing else is."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from tests.practice.examples import a_practice
from thaw.practice.drafts import LOCK_NAME, Draft, clear_abandoned
from thaw.practice.everything import JSON_NAME, export_everything

NAMES = frozenset({"everything.json", "practices.csv"})
NOW = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)

CUT_OFF = """
import os, sys
from pathlib import Path
from thaw.practice.drafts import Draft
draft = Draft(Path(sys.argv[1]))
(draft.folder / "everything.json").write_text("half")
(draft.folder / ".thaw-abcdefgh").write_text("half of a draft")
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def into(tmp_path):
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


@pytest.fixture
def cut_off(into):
    """Drafts of a program that was killed."""
    subprocess.run([sys.executable, "-c", CUT_OFF, into], check=False)
    (left,) = into.iterdir()
    return left


def aged(path):
    long_ago = time.time() - 25 * 3600
    os.utime(path, (long_ago, long_ago))


def test_what_a_killed_program_left_is_cleared_by_the_next_export(cut_off, into, log):
    log.put([a_practice()])

    done = export_everything(log, into, NOW)

    assert list(into.iterdir()) == [done.folder]
    assert not (done.folder / LOCK_NAME).exists()
    assert (done.folder / JSON_NAME).exists()


def test_what_is_being_written_is_left_alone(into):
    running = Draft(into)
    aged(running.folder)

    clear_abandoned(into, NAMES)

    assert running.folder.exists()
    running.discard()
    assert list(into.iterdir()) == []


def test_without_a_lock_a_draft_goes_after_a_day(into):
    young, old = into / ".thaw-young", into / ".thaw-old"
    for folder in (young, old):
        folder.mkdir()
        (folder / "practices.csv").write_text("half")
    aged(old)

    clear_abandoned(into, NAMES)

    assert list(into.iterdir()) == [young]


def test_nothing_that_may_be_somebody_elses_is_touched(into, tmp_path_factory):
    strange, within, plain = (into / f".thaw-{name}" for name in ("strange", "within", "plain"))
    strange.mkdir()
    (strange / "thesis.odt").write_text("of a life")
    within.mkdir()
    (within / "everything.json").mkdir()
    plain.write_text("no folder")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "practices.csv").write_text("mine")
    link = into / ".thaw-link"
    link.symlink_to(elsewhere)
    other = into / "thaw-other"
    other.mkdir()
    for path in (strange, within, plain, other, elsewhere):
        aged(path)
    before = sorted(into.iterdir())

    clear_abandoned(into, NAMES)

    assert sorted(into.iterdir()) == before
    assert (elsewhere / "practices.csv").exists()


def test_a_folder_that_is_not_there_has_no_drafts(into):
    clear_abandoned(into / "nowhere", NAMES)
