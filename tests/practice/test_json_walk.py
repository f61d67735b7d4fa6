"""A JSON document gone through in pieces holds what it holds when it is read whole."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thaw.practice import json_walk
from thaw.practice.import_files import opened_text
from thaw.practice.json_walk import Found, ListBegins, walk
from thaw.practice.problems import Refused

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


class Pieces:
    """A text that comes a few signs at a time."""

    def __init__(self, content, count):
        self._stream = io.StringIO(content)
        self._count = count

    def read(self, _count):
        return self._stream.read(self._count)


def walked(content, count=3):
    """The document put together again."""
    whole = {}
    for found in walk(Pieces(content, count)):
        if isinstance(found, ListBegins):
            whole[found.key] = []
        elif found.number is None:
            whole[found.key] = found.value
        else:
            whole[found.key].append(found.value)
            assert found.number == len(whole[found.key])
    return whole


@settings(max_examples=40)
@given(st.dictionaries(st.text(max_size=4), values), st.integers(1, 9), st.sampled_from([None, 1]))
def test_an_object_is_gone_through_whole(document, count, indent):
    assert walked(json.dumps(document, indent=indent), count) == document


@settings(max_examples=40)
@given(st.lists(values), st.integers(1, 9))
def test_a_list_is_one_without_a_name(document, count):
    assert walked(json.dumps(document), count) == {"": document}


@settings(max_examples=40)
@given(st.dictionaries(st.text(max_size=4), values, min_size=1), st.data())
def test_a_document_cut_anywhere_is_refused(document, data):
    content = json.dumps(document)
    cut = data.draw(st.integers(1, len(content) - 1))

    with pytest.raises(Refused):
        walked(content[:cut])


@pytest.mark.parametrize("content", ["{}x", "[1] [2]", '{"a" 1}', "{1: 2}", "[1,]", "nothing"])
def test_what_is_nearly_json_is_refused(content):
    with pytest.raises(Refused):
        walked(content)


def test_the_line_of_a_fault_is_told():
    with pytest.raises(Refused) as told:
        walked('{"list": [\n1,\n2,\noops]}')

    assert told.value.problem.row == 4


def test_a_value_without_end_is_given_up_before_memory_is(monkeypatch):
    monkeypatch.setattr(json_walk, "LONGEST_SIGNS", 1000)

    with pytest.raises(Refused):
        walked('{"words": "' + "w" * 10_000 + '"}', 100)


def test_a_long_file_is_never_held_whole(tmp_path):
    path = tmp_path / "long.json"
    path.write_text(json.dumps([{"n": n} for n in range(200_000)]), "utf-8")

    with opened_text(path) as text:
        items = walk(text)
        next(items)

        assert next(items) == Found("", {"n": 0}, 1)
        assert text.share() < 0.5
