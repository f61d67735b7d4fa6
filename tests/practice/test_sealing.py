"""What is sealed comes back whole, in its own row, for its own keys, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thaw.practice.sealing import (
    Keys,
    Stretching,
    Unsealable,
    Wrapped,
    new_keys,
    sealed,
    sealed_to,
    unsealed,
    unwrapped,
    wrapped,
)

KEYS = new_keys()
QUICK = Stretching(b"sixteen bytes ok", n=2**10)
CONTENTS = st.lists(st.one_of(st.none(), st.integers(), st.text()), max_size=4)
BOXES = st.sampled_from(["key", "public"])


def seal(how: str, row: str, content: object) -> bytes:
    return sealed(KEYS, row, content) if how == "key" else sealed_to(KEYS.public, row, content)


@given(CONTENTS, st.text(), BOXES)
def test_what_is_sealed_comes_back_as_it_was(content: list[object], row: str, how: str) -> None:
    assert unsealed(KEYS, row, seal(how, row, content)) == content


@given(st.data(), BOXES)
def test_one_changed_bit_makes_it_unreadable(data: st.DataObject, how: str) -> None:
    text = bytearray(seal(how, "journal a", ["", "rain on the roof"]))
    at = data.draw(st.integers(0, len(text) - 1))
    text[at] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(Unsealable):
        unsealed(KEYS, "journal a", bytes(text))


@given(st.integers(0, 200), BOXES)
def test_what_is_cut_short_is_unreadable(length: int, how: str) -> None:
    text = seal(how, "journal a", ["", "rain on the roof"])

    with pytest.raises(Unsealable):
        unsealed(KEYS, "journal a", text[: min(length, len(text) - 1)])


@given(st.binary(max_size=300))
def test_any_bytes_are_unreadable_and_nothing_worse(text: bytes) -> None:
    with pytest.raises(Unsealable):
        unsealed(KEYS, "journal a", text)


@pytest.mark.parametrize("how", ["key", "public"])
def test_it_can_be_read_in_its_own_row_alone(how: str) -> None:
    with pytest.raises(Unsealable):
        unsealed(KEYS, "journal b", seal(how, "journal a", ["", "rain"]))


@pytest.mark.parametrize("how", ["key", "public"])
def test_other_keys_open_nothing(how: str) -> None:
    with pytest.raises(Unsealable):
        unsealed(new_keys(), "journal a", seal(how, "journal a", ["", "rain"]))


@pytest.mark.parametrize("how", ["key", "public"])
def test_a_ten_is_no_longer_than_a_seven(how: str) -> None:
    lengths = {
        len(seal(how, "answer a", content)) for content in ([7, ""], [10, ""], [None, "right"])
    }

    assert len(lengths) == 1


def test_the_same_words_sealed_twice_look_different() -> None:
    assert seal("key", "journal a", "rain") != seal("key", "journal a", "rain")
    assert seal("public", "journal a", "rain") != seal("public", "journal a", "rain")


@settings(max_examples=20)
@given(st.text(min_size=1))
def test_a_passphrase_opens_what_it_wrapped(passphrase: str) -> None:
    assert unwrapped(wrapped(KEYS, passphrase, QUICK), passphrase) == KEYS


def test_letters_may_be_composed_in_another_way() -> None:
    assert unwrapped(wrapped(KEYS, "fjäll", QUICK), "fja\u0308ll") == KEYS


def test_another_passphrase_opens_nothing() -> None:
    assert unwrapped(wrapped(KEYS, "heron", QUICK), "Heron") is None


def test_the_usual_stretching_takes_128_mebibytes() -> None:
    kept = wrapped(KEYS, "heron")

    assert 128 * kept.stretching.n * kept.stretching.r == 128 * 1024 * 1024
    assert kept.stretching.is_sane
    assert unwrapped(kept, "heron") == KEYS


@pytest.mark.parametrize(
    "how",
    [
        Stretching(b"sixteen bytes ok", n=2**40),
        Stretching(b"sixteen bytes ok", n=1000),
        Stretching(b"sixteen bytes ok", n=0),
        Stretching(b"sixteen bytes ok", r=4096),
        Stretching(b"sixteen bytes ok", p=0),
        Stretching(b""),
    ],
)
def test_a_damaged_file_never_takes_all_the_memory(how: Stretching) -> None:
    kept = wrapped(KEYS, "heron", QUICK)

    with pytest.raises(Unsealable):
        unwrapped(Wrapped(how, kept.data_key, kept.public_key, kept.private_key), "heron")


def test_keys_that_do_not_belong_together_are_no_keys() -> None:
    kept, other = wrapped(KEYS, "heron", QUICK), wrapped(new_keys(), "heron", QUICK)

    with pytest.raises(Unsealable):
        unwrapped(Wrapped(QUICK, kept.data_key, other.public_key, kept.private_key), "heron")
    with pytest.raises(Unsealable):
        unwrapped(Wrapped(QUICK, kept.data_key, kept.public_key, other.private_key), "heron")
    with pytest.raises(Unsealable):
        unwrapped(Wrapped(QUICK, kept.data_key[:-1], kept.public_key, kept.private_key), "heron")


def test_a_public_key_that_is_none_seals_nothing() -> None:
    for damaged in (b"", b"short", bytes(32)):
        with pytest.raises(Unsealable):
            sealed_to(damaged, "journal a", "rain")


def test_keys_are_never_printed() -> None:
    keys = Keys(b"d" * 32, b"p" * 32)

    assert "d" * 32 not in repr(keys)
    assert "p" * 32 not in repr(keys)
