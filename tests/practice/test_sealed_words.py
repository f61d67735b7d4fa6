"""Pages, notes and answers under a lock: written, changed, moved and damaged."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practice.examples import a_practice
from tests.practice.holders import SECRET, holders
from tests.practice.under_lock import DAY, NOW, PASSPHRASE, QUICK, readable
from thaw.practice.answers import Occasion, answered, answers, keep_answers
from thaw.practice.changes import ChangeFault, ChangeRefused, delete_practice, undelete, write_note
from thaw.practice.erasing import erase_answers, erase_journal
from thaw.practice.journal import (
    edit_page,
    keep_page,
    note_of,
    page_of,
    pages,
    put_pages,
    remove_page,
)
from thaw.practice.lock import lock_again, remove_lock, set_lock, unlock, unreadable
from thaw.practice.words import missing_words


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


def test_what_is_locked_is_not_missing(log, practice_id):
    found, said = pages(log), answers(log, date.min)
    set_lock(log, PASSPHRASE, QUICK)
    lock_again(log)

    assert missing_words(log, found, said) == 0


def test_erasing_needs_no_passphrase(locked):
    assert erase_journal(locked).rows == 41
    assert erase_answers(locked).rows == 4
    assert (pages(locked), unreadable(locked)) == ([], 0)


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
