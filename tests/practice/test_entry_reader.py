"""One reader for practice after practice, which remembers what the one before had."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.examples import A_MORNING, a_practice
from thaw.practice.entry_reader import EntryReader
from thaw.practice.exchange import entry_as_json
from thaw.practice.forms import BadRow

LATEST = A_MORNING + timedelta(days=1)
ALIKE = (0, 0.0, False, "0", [], [0], [False], [0.0], [[]], None, "", 1, True, 1.0, "false")
"""Much of it is equal, and none of it the same."""


def read(reader: EntryReader, record: dict[str, object]) -> object:
    try:
        return reader.read(record)
    except BadRow as exc:
        return exc.kind, exc.column, exc.value


@pytest.mark.parametrize(
    "column",
    ["paused_s", "day_start_hour", "had_voice", "breaths", "pauses", "skips", "tags", "outcome"],
)
@given(values=st.lists(st.sampled_from(ALIKE), max_size=6))
def test_what_stands_in_the_one_before_changes_nothing(column: str, values: list[object]) -> None:
    kept = entry_as_json(a_practice())
    reader = EntryReader(LATEST)
    for value in [kept[column], *values, kept[column]]:
        record: dict[str, object] = {**kept, column: value}
        assert read(reader, record) == read(EntryReader(LATEST), record)
