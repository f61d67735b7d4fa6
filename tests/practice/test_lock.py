"""A passphrase for journal and answers: what it hides, what it leaves, and the way back."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.practice.holders import SECRET
from tests.practice.under_lock import DAY, NOW, PASSPHRASE, QUICK, readable
from thaw.practice.copies import copies, copy_for_today, restore
from thaw.practice.errors import LockDamaged, LogError
from thaw.practice.journal import keep_page, note_of, note_page, pages
from thaw.practice.lock import (
    AlreadyLocked,
    WrongPassphrase,
    can_read,
    change_passphrase,
    give_up_lock,
    is_lock_set,
    lock_again,
    remove_lock,
    set_lock,
    unlock,
    unreadable,
)


def test_ratings_under_the_lock_are_in_no_column(locked, log_path):
    with closing(sqlite3.connect(log_path)) as looking:
        rows = looking.execute("SELECT item, rating, word, sealed IS NULL FROM answer").fetchall()

    assert sorted(rows) == [
        ("after_effect", None, "numb", 1),
        ("amount", None, "", 0),
        ("body", None, "", 0),
        ("contact", None, "", 0),
    ]


def test_who_set_the_lock_goes_on_reading_until_it_is_locked_again(log, practice_id):
    before = readable(log)

    relocked = set_lock(log, PASSPHRASE, QUICK)

    assert relocked.rows == 45
    assert (readable(log), can_read(log), unreadable(log)) == (before, True, 0)
    lock_again(log)
    assert (can_read(log), unreadable(log)) == (False, 44)


def test_while_locked_only_the_word_after_a_practice_can_be_read(locked, practice_id):
    assert readable(locked) == ([], [("after_effect", None, "numb")])
    assert note_of(locked, practice_id) == ""
    assert note_page(locked, practice_id).sealed is not None
    assert pages(locked, SECRET) == []


def test_the_passphrase_opens_it_and_another_does_not(locked, open_log):
    again = open_log()
    assert (is_lock_set(again), can_read(again)) == (True, False)

    assert not unlock(again, "the heron by the hill")
    assert not can_read(again)

    assert unlock(again, PASSPHRASE)
    found, said = readable(again)
    assert len(found) == 41
    assert ("body", 10, "") in said
    assert not can_read(locked)


def test_another_passphrase_takes_the_place_of_the_one_before(locked, log_path, open_log):
    copy_for_today(log_path, NOW)
    with pytest.raises(WrongPassphrase):
        change_passphrase(locked, "not this one", "new", QUICK)

    change_passphrase(locked, PASSPHRASE, "a new one", QUICK)

    lock_again(locked)
    assert not unlock(locked, PASSPHRASE)
    assert unlock(locked, "a new one")
    locked.shut()
    restore(log_path, copies(log_path)[0], NOW)
    put_back = open_log()
    assert not unlock(put_back, PASSPHRASE)
    assert unlock(put_back, "a new one")
    assert len(readable(put_back)[0]) == 41


def test_taking_the_lock_away_leaves_everything_as_it_was(log, practice_id, log_path, open_log):
    before = readable(log)
    copy_for_today(log_path, NOW)
    set_lock(log, PASSPHRASE, QUICK)
    with pytest.raises(WrongPassphrase):
        remove_lock(log, "not this one")

    relocked = remove_lock(log, PASSPHRASE)

    assert (relocked.rows, relocked.left_in) == (44, ())
    assert (is_lock_set(log), readable(log)) == (False, before)
    log.shut()
    restore(log_path, copies(log_path)[0], NOW)
    assert readable(open_log()) == before


def test_a_lost_passphrase_is_given_up_with_all_that_is_under_it(
    locked, practice_id, log_path, open_log
):
    copy_for_today(log_path, NOW)
    with locked.looking() as reading:
        sealed = bytes(reading.execute("SELECT sealed FROM journal").fetchone()[0])

    given_up = give_up_lock(locked)

    assert (given_up.rows, given_up.left_in) == (44, ())
    assert (is_lock_set(locked), pages(locked), locked.count()) == (False, [], 31)
    assert readable(locked) == ([], [("after_effect", None, "numb")])
    files = [path for path in log_path.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files if sealed in path.read_bytes()] == []
    keep_page(locked, "Anew.", NOW, DAY)
    assert [page.words for page in pages(locked)] == ["Anew."]
    locked.shut()
    restore(log_path, copies(log_path)[0], NOW)
    put_back = open_log()
    assert (is_lock_set(put_back), put_back.count()) == (False, 31)


def test_there_is_one_lock(locked):
    with pytest.raises(AlreadyLocked):
        set_lock(locked, "another", QUICK)

    assert unlock(locked, PASSPHRASE)


def test_without_a_lock_there_is_nothing_to_unlock(log):
    assert (is_lock_set(log), can_read(log), unreadable(log)) == (False, True, 0)
    for act in (unlock, remove_lock):
        with pytest.raises(LogError):
            act(log, PASSPHRASE)
    with pytest.raises(LogError):
        give_up_lock(log)


def test_a_lock_that_cannot_be_made_out_is_told(locked):
    with locked.changing() as writing:
        writing.execute("UPDATE lock SET scrypt_n = 1000000007")

    with pytest.raises(LockDamaged):
        unlock(locked, PASSPHRASE)


@pytest.mark.parametrize("public_key", ["zeroblob(32)", "x'0102'"])
def test_what_cannot_be_sealed_with_a_damaged_lock_is_told_and_not_kept(locked, public_key):
    lock_again(locked)
    before = len(pages(locked))
    with locked.changing() as writing:
        writing.execute(f"UPDATE lock SET public_key = {public_key}")

    with pytest.raises(LockDamaged):
        keep_page(locked, "Rain.", NOW, DAY)
    with pytest.raises(LockDamaged):
        unlock(locked, PASSPHRASE)
    assert len(pages(locked)) == before


def test_without_a_lock_nothing_of_the_ciphers_is_loaded(log, practice_id, log_path):
    code = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from thaw.practice.log import PracticeLog; from thaw.practice import lock, words\n"
        "from thaw.practice.answers import answers; from thaw.practice.journal import pages\n"
        "log = PracticeLog.open(Path(sys.argv[1]))\n"
        "assert len(pages(log)) == 41 and len(answers(log, date.min)) == 4\n"
        "assert lock.can_read(log)\n"
        "assert 'cryptography' not in sys.modules and 'thaw.practice.sealing' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code, str(log_path)], check=True, timeout=60)
