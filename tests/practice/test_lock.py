"""A passphrase for journal and answers: what it hides, what it leaves, and the way back."""

import logging
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practice.examples import A_MORNING, a_practice
from tests.practice.holders import holders
from thaw.practice.answers import Occasion, answered, answers, keep_answers
from thaw.practice.changes import ChangeFault, ChangeRefused, delete_practice, undelete, write_note
from thaw.practice.copies import content_of, copies, copy_for_today, restore
from thaw.practice.erasing import erase_answers, erase_journal
from thaw.practice.errors import LogDamaged, LogError
from thaw.practice.importing import import_file
from thaw.practice.journal import (
    edit_page,
    export_journal,
    keep_page,
    note_of,
    note_page,
    page_of,
    pages,
    put_pages,
    remove_page,
)
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
from thaw.practice.sealing import Stretching
from thaw.practice.words import export_words, missing_words

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
DAY = date(2026, 11, 23)
SECRET = "a-sentence-nobody-else-should-find"
PROMPT = "a-question-that-tells-too-much"
WORD = "a-weekly-word-of-mine"
PASSPHRASE = "the heron by the mill"
QUICK = Stretching(b"sixteen bytes ok", n=2**10)
SECRETS = (SECRET, PROMPT, WORD)


def fill(log):
    practice = a_practice()
    log.put([practice, *(a_practice(A_MORNING - timedelta(days=n)) for n in range(30))])
    write_note(log, practice.id, SECRET, NOW)
    for number in range(40):
        keep_page(log, f"{SECRET} {number} " + "x" * 700, NOW, DAY, PROMPT)
    keep_answers(
        log,
        [
            answered(Occasion.AFTER, "after_effect", "numb", NOW, DAY, practice.id),
            answered(Occasion.AFTER, "body", 10, NOW, DAY, practice.id),
            answered(Occasion.WEEKLY, "amount", WORD, NOW, DAY),
            answered(Occasion.WEEKLY, "contact", 4, NOW, DAY),
        ],
    )
    return practice.id


@pytest.fixture
def practice_id(log):
    return fill(log)


@pytest.fixture
def locked(log, practice_id):
    set_lock(log, PASSPHRASE, QUICK)
    lock_again(log)
    return log


def readable(log):
    return (
        [(page.id, page.words, page.prompt) for page in pages(log) if page.sealed is None],
        [(one.item, one.rating, one.word) for one in answers(log, date.min)],
    )


def test_with_a_lock_no_file_holds_a_word_of_it(log, practice_id, log_path, open_log):
    copy_for_today(log_path, NOW - timedelta(days=1))
    log.shut()
    restore(log_path, copies(log_path)[0], NOW)
    again = open_log()
    copy_for_today(log_path, NOW)
    assert all(len(holders(log_path.parent, secret)) >= 4 for secret in SECRETS)

    relocked = set_lock(again, PASSPHRASE, QUICK)

    assert relocked.left_in == ()
    assert [holders(log_path.parent, secret) for secret in SECRETS] == [[], [], []]
    assert [content_of(copy).practices for copy in copies(log_path)] == [31, 31, 31]
    keep_page(again, f"{SECRET} later", NOW, DAY, PROMPT)
    lock_again(again)
    keep_page(again, f"{SECRET} still later", NOW, DAY, PROMPT)
    unlock(again, PASSPHRASE)
    copy_for_today(log_path, NOW + timedelta(days=1))
    assert [holders(log_path.parent, secret) for secret in SECRETS] == [[], [], []]
    again.shut()
    assert [holders(log_path.parent, secret) for secret in SECRETS] == [[], [], []]


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


def test_what_is_written_and_answered_while_locked_is_there_afterwards(locked):
    practice = a_practice()
    locked.put([practice])
    page = keep_page(locked, "Written blind.", NOW, DAY, "What is here?")
    write_note(locked, practice.id, "A line.", NOW)
    keep_answers(locked, [answered(Occasion.AFTER, "body", 3, NOW, DAY, practice.id)])
    assert page_of(locked, page.id).words == ""

    unlock(locked, PASSPHRASE)

    assert page_of(locked, page.id).words == "Written blind."
    assert note_of(locked, practice.id) == "A line."
    assert ("body", 3, "") in readable(locked)[1]


def test_unlocking_seals_anew_what_was_written_meanwhile(locked, log_path):
    keep_page(locked, "Written blind.", NOW, DAY)
    boxes = "SELECT COUNT(*) FROM journal WHERE substr(sealed, 1, 1) = x'02'"
    with locked.looking() as reading:
        assert reading.execute(boxes).fetchone()[0] == 1

    unlock(locked, PASSPHRASE)

    with locked.looking() as reading:
        assert reading.execute(boxes).fetchone()[0] == 0
    assert "Written blind." in [page.words for page in pages(locked)]


def test_a_locked_note_is_neither_replaced_nor_taken_away(locked, practice_id):
    for words in ("other words", ""):
        with pytest.raises(ChangeRefused) as refused:
            write_note(locked, practice_id, words, NOW)
        assert refused.value.fault is ChangeFault.LOCKED

    unlock(locked, PASSPHRASE)

    assert note_of(locked, practice_id) == SECRET


def test_a_practice_deleted_while_locked_comes_back_with_its_words(locked, practice_id):
    undelete(locked, delete_practice(locked, practice_id))
    unlock(locked, PASSPHRASE)

    assert note_of(locked, practice_id) == SECRET
    assert ("body", 10, "") in readable(locked)[1]


def test_a_page_can_be_changed_and_taken_back_under_the_lock(log, practice_id, log_path):
    set_lock(log, PASSPHRASE, QUICK)
    page = edit_page(log, pages(log)[0], f"{SECRET} once more", NOW)

    assert page_of(log, page.id).words == f"{SECRET} once more"
    removed = remove_page(log, page.id)
    assert removed is not None
    put_pages(log, [removed])
    assert page_of(log, page.id) == page
    assert holders(log_path.parent) == []


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


def test_the_wrapping_before_is_in_no_file_once_it_was_changed(locked, log_path):
    copy_for_today(log_path, NOW)
    with locked.looking() as reading:
        before = bytes(reading.execute("SELECT data_key FROM lock").fetchone()[0])

    change_passphrase(locked, PASSPHRASE, "a new one", QUICK)

    files = [path for path in log_path.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files if before in path.read_bytes()] == []


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


def test_a_copy_from_before_there_was_a_journal_stays_as_it_is(log, practice_id, log_path):
    folder = log_path.parent / "practice-backups"
    folder.mkdir(exist_ok=True)
    old = folder / "practice.day-20260504-081500.sqlite"
    shutil.copyfile(Path(__file__).parent / "data" / "schema-1.db", old)
    before = old.read_bytes()

    assert set_lock(log, PASSPHRASE, QUICK).left_in == ()
    assert old.read_bytes() == before


def test_a_copy_of_an_older_schema_is_sealed_too(log, practice_id, log_path, open_log):
    folder = log_path.parent / "practice-backups"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(
        Path(__file__).parent / "data" / "schema-3.db",
        folder / "practice.day-20260504-081500.sqlite",
    )
    assert holders(log_path.parent, "rain on the roof") != []

    assert set_lock(log, PASSPHRASE, QUICK).left_in == ()

    assert holders(log_path.parent, "rain on the roof") == []
    log.shut()
    restore(log_path, copies(log_path)[-1], NOW)
    put_back = open_log()
    assert unlock(put_back, PASSPHRASE)
    assert "rain on the roof" in [page.words for page in pages(put_back)]


def test_a_copy_that_was_put_there_since_is_sealed_when_it_is_unlocked(locked, log_path):
    folder = log_path.parent / "practice-backups"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(
        Path(__file__).parent / "data" / "schema-3.db",
        folder / "practice.day-20260504-081500.sqlite",
    )

    assert unlock(locked, PASSPHRASE)

    assert holders(log_path.parent, "rain on the roof") == []


def test_a_copy_under_another_lock_is_left_to_its_own(locked, log_path):
    copy_for_today(log_path, NOW)
    kept = copies(log_path)[0].path
    other = kept.with_name("practice.day-20260504-081500.sqlite")
    shutil.copyfile(Path(__file__).parent / "data" / "schema-4.db", other)
    before = other.read_bytes()

    assert change_passphrase(locked, PASSPHRASE, "new", QUICK).left_in == ()
    assert remove_lock(locked, "new").left_in == ()

    assert other.read_bytes() == before


def test_a_file_that_cannot_be_looked_through_is_named(log, practice_id, log_path):
    damaged = log_path.parent / "practice.damaged-20261101-080000.sqlite"
    damaged.write_bytes(b"not a database " + SECRET.encode())

    assert set_lock(log, PASSPHRASE, QUICK).left_in == (damaged,)


def test_a_log_that_somebody_else_reads_is_named_until_it_is_packed(log, practice_id, log_path):
    with closing(sqlite3.connect(log_path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM journal").fetchone()
        assert set_lock(log, PASSPHRASE, QUICK).left_in == (log_path,)
        other.execute("COMMIT")

    assert change_passphrase(log, PASSPHRASE, PASSPHRASE, QUICK).left_in == ()
    assert holders(log_path.parent) == []


def test_damaged_text_is_told_from_the_rest_and_stops_nothing(locked, log_path):
    ids = [page.id for page in pages(locked)]
    with locked.changing() as writing:
        writing.execute("UPDATE journal SET sealed = x'01ff' WHERE id = ?", (ids[0],))
        writing.execute(
            "UPDATE journal SET sealed = substr(sealed, 1, length(sealed) - 9) WHERE id = ?",
            (ids[1],),
        )
        writing.execute("UPDATE answer SET sealed = x'' WHERE item = 'body'")

    assert unlock(locked, PASSPHRASE)

    damaged = [page.id for page in pages(locked) if page.sealed is not None]
    assert sorted(damaged) == sorted(ids[:2])
    assert len(readable(locked)[0]) == 39
    assert [one.item for one in answers(locked, date.min) if one.rating is not None] == ["contact"]
    assert remove_lock(locked, PASSPHRASE).rows == 41
    assert sorted(page.id for page in pages(locked) if page.sealed is not None) == sorted(ids[:2])


def test_a_lock_that_cannot_be_made_out_is_told(locked):
    with locked.changing() as writing:
        writing.execute("UPDATE lock SET scrypt_n = 1000000007")

    with pytest.raises(LogDamaged):
        unlock(locked, PASSPHRASE)


def test_a_page_moved_into_another_row_cannot_be_read(log, practice_id):
    set_lock(log, PASSPHRASE, QUICK)
    one, other = pages(log)[:2]
    with log.changing() as writing:
        writing.execute(
            "UPDATE journal SET sealed = (SELECT sealed FROM journal WHERE id = ?) WHERE id = ?",
            (one.id, other.id),
        )

    assert page_of(log, one.id) == one
    assert page_of(log, other.id).sealed is not None


def test_exports_leave_out_what_cannot_be_read(locked, tmp_path):
    assert export_journal(locked, tmp_path / "journal.md") == 0
    assert export_words(locked, tmp_path / "words.json") == 1

    unlock(locked, PASSPHRASE)

    assert export_journal(locked, tmp_path / "journal.md") == 41
    assert export_words(locked, tmp_path / "words.json") == 45


def test_words_that_come_in_are_sealed_as_well(log, practice_id, tmp_path, log_path):
    export_words(log, tmp_path / "words.json")
    found = pages(log)
    erase_journal(log)
    erase_answers(log)
    set_lock(log, PASSPHRASE, QUICK)
    lock_again(log)

    import_file(log, tmp_path / "words.json", lambda: NOW + timedelta(days=1))

    assert unreadable(log) == 44
    assert [holders(log_path.parent, secret) for secret in SECRETS] == [[], [], []]
    unlock(log, PASSPHRASE)
    assert readable(log)[0] == [(page.id, page.words, page.prompt) for page in found]


def test_what_is_locked_is_not_missing(log, practice_id):
    found, said = pages(log), answers(log, date.min)
    set_lock(log, PASSPHRASE, QUICK)
    lock_again(log)

    assert missing_words(log, found, said) == 0


def test_erasing_needs_no_passphrase(locked):
    assert erase_journal(locked).rows == 41
    assert erase_answers(locked).rows == 4
    assert (pages(locked), unreadable(locked)) == ([], 0)


def test_another_program_sees_the_lock_that_was_set_meanwhile(log, practice_id, open_log, log_path):
    other = open_log()
    set_lock(log, PASSPHRASE, QUICK)

    keep_page(other, f"{SECRET} from the other", NOW, DAY)

    assert holders(log_path.parent) == []
    assert f"{SECRET} from the other" in [page.words for page in pages(log)]
    remove_lock(log, PASSPHRASE)
    assert len(readable(other)[0]) == 42


def test_no_word_and_no_key_is_ever_logged(log, practice_id, caplog):
    caplog.set_level(logging.DEBUG)
    set_lock(log, PASSPHRASE, QUICK)
    keys = log.keys
    unlock(log, PASSPHRASE)
    change_passphrase(log, PASSPHRASE, "another one", QUICK)

    for word in (*SECRETS, PASSPHRASE, "another one", keys.data.hex(), repr(keys.data)):
        assert word not in caplog.text


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


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_words_come_back_through_the_lock(locked, words):
    blind = keep_page(locked, words, NOW, DAY, words[:50])
    unlock(locked, PASSPHRASE)
    seen = keep_page(locked, words, NOW, DAY, words[:50])
    lock_again(locked)
    assert page_of(locked, seen.id).words == ""
    unlock(locked, PASSPHRASE)

    for page in (blind, seen):
        found = page_of(locked, page.id)
        assert (found.words, found.prompt) == (words, words[:50])
    lock_again(locked)
