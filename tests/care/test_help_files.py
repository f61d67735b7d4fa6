"""Country files: used whole or not at all, and shown on no day but those they hold for."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.care.help_examples import EXPIRES, SERVICE, VERIFIED, country_file, country_text
from thaw.care.help_files import (
    LONGEST_DAYS,
    HelpFile,
    ServiceKind,
    countries,
    help_for,
    misnamed,
    read_help,
)
from thaw.core.problem_words import worded
from thaw.core.problems import ProblemKind
from thaw.resources import help_dir


def test_a_service_is_read_with_its_days(tmp_path: Path) -> None:
    country_file(tmp_path)
    found = read_help(tmp_path / "QZ.yaml")
    assert found.problems == ()
    (service,) = found.services
    assert (service.service, service.kind) == ("Somebody Listens", ServiceKind.PHONE)
    assert (service.contact, service.languages) == ("00 000", ("en", "fr"))
    assert (service.verified_on, service.expires) == (VERIFIED, EXPIRES)


@given(st.dates(VERIFIED - timedelta(days=400), EXPIRES + timedelta(days=400)))
def test_nothing_is_shown_but_from_the_day_it_was_verified_to_its_last(today: date) -> None:
    text = country_text().encode()
    found = _read_bytes(text)
    assert bool(found.shown_on(today)) == (date(2026, 3, 1) <= today <= date(2026, 6, 1))
    assert bool(list(found.out_of_date(today))) != bool(found.shown_on(today))


@given(st.integers(-200, 500))
def test_no_entry_holds_for_longer_than_half_a_year(days: int) -> None:
    last = VERIFIED + timedelta(days=days)
    text = country_text(SERVICE.replace("expires: 2026-06-01", f"expires: {last}"))
    assert bool(_read_bytes(text.encode()).services) == (0 <= days <= LONGEST_DAYS)


@pytest.mark.parametrize(
    ("before", "after", "kind", "column"),
    [
        ("expires: 2026-06-01", "expires: 2026-02-28", ProblemKind.EXPIRES_BEFORE, 14),
        ("expires: 2026-06-01", "expires: 2026-08-29", ProblemKind.EXPIRES_LATE, 14),
        ("expires: 2026-06-01", "expires: 2026-06-31", ProblemKind.WRONG_TYPE, 14),
        ("expires: 2026-06-01", "expires: '2026-06-01'", ProblemKind.WRONG_TYPE, 14),
        ("expires: 2026-06-01", "expires: 2026-06-01 10:00:00", ProblemKind.WRONG_TYPE, 14),
        ("expires: 2026-06-01", "expires:", ProblemKind.NO_VALUE, 13),
        ('contact: "00 000"', "contact: 00", ProblemKind.NOT_QUOTED, 14),
        ("kind: phone", "kind: phon", ProblemKind.NOT_ONE_OF, 11),
        ("source: https:", "source: http:", ProblemKind.WRONG_FORM, 13),
        ("[en, fr]", "[]", ProblemKind.TOO_FEW, 16),
        ("hours:", "ours:", ProblemKind.UNKNOWN_KEY, 5),
    ],
)
def test_each_mistake_is_told_with_its_place_and_leaves_the_file_unused(
    tmp_path: Path, before: str, after: str, kind: ProblemKind, column: int
) -> None:
    text = country_text(SERVICE.replace(before, after))
    path = country_file(tmp_path, text)
    found = read_help(path)
    assert found.services == ()
    problem = next(one for one in found.problems if one.kind is kind)
    line = next(n for n, words in enumerate(text.splitlines(), 1) if after in words)
    assert (problem.file, problem.line, problem.column) == (path, line, column)
    assert worded(problem).startswith(f"{path}:{line}:{column}: ")


def test_one_bad_service_leaves_none_of_the_file(tmp_path: Path) -> None:
    path = country_file(tmp_path, country_text(SERVICE, SERVICE.replace("    hours:", "    # ")))
    assert read_help(path).services == ()
    assert [one.kind for one in read_help(path).problems] == [ProblemKind.MISSING_KEY]


def test_a_file_goes_by_the_country_in_it(tmp_path: Path) -> None:
    path = country_file(tmp_path, country_text(country="QX"))
    (problem,) = read_help(path).problems
    assert (problem.kind, problem.line) == (ProblemKind.COUNTRY_NOT_FILE_NAME, 2)


@pytest.mark.parametrize("text", ["", "\x00", "- a\n- b\n", "thaw: 2\n", "a: &x 1\n", "{{{{{"])
def test_what_is_no_country_file_is_told_of(tmp_path: Path, text: str) -> None:
    path = tmp_path / "QZ.yaml"
    path.write_text(text)
    found = read_help(path)
    assert found.services == ()
    assert found.problems


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    found = _read_bytes(data)
    assert bool(found.services) != bool(found.problems)


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    assert [one.kind for one in read_help(tmp_path / "QZ.yaml").problems] == [ProblemKind.NO_FILE]


def test_countries_are_those_with_a_file_of_two_letters(tmp_path: Path) -> None:
    for name in ("QZ", "QA", "qb", "README", "QZZ"):
        (tmp_path / f"{name}.yaml").write_text("")
    (tmp_path / "QC.md").write_text("")
    country_file(tmp_path / "more", country="QM")
    assert countries([tmp_path]) == ("QA", "QZ")
    assert countries([tmp_path / "more", tmp_path]) == ("QA", "QM", "QZ")
    assert countries([tmp_path / "nowhere"]) == ()


def test_a_file_that_is_meant_for_a_country_and_named_otherwise_is_found(tmp_path: Path) -> None:
    for name in ("QZ.yaml", "qz.yaml", "QA.yml", "QB.YAML", "notes.txt"):
        (tmp_path / name).write_text("")
    assert misnamed(tmp_path) == ("QA.yml", "QB.YAML", "qz.yaml")
    assert misnamed(tmp_path / "nowhere") == ()


OWN = SERVICE.replace("Somebody Listens", "Our Own Line")
LATE = OWN.replace("2026-03-01", "2026-01-01").replace("2026-06-01", "2026-02-01")


@pytest.mark.parametrize(
    ("own", "services", "problems", "is_out_of_date"),
    [
        ("", ["Somebody Listens"], 0, False),
        (OWN, ["Our Own Line"], 0, False),
        # Somebody may need help now: what holds goes before what is nearer.
        (LATE, ["Somebody Listens"], 0, False),
        (OWN.replace("kind: phone", "kind: fax"), ["Somebody Listens"], 1, False),
    ],
)
def test_a_file_that_was_added_goes_before_the_one_that_comes_with_thaw(
    tmp_path: Path, own: str, services: list[str], problems: int, is_out_of_date: bool
) -> None:
    country_file(tmp_path / "thaw")
    if own:
        country_file(tmp_path / "own", country_text(own))
    found = help_for([tmp_path / "own", tmp_path / "thaw"], "QZ", VERIFIED)
    assert [one.service for one in found.services] == services
    assert (len(found.problems), found.is_out_of_date) == (problems, is_out_of_date)


@pytest.mark.parametrize(
    ("text", "problems", "is_out_of_date"),
    [("", 0, False), (country_text(LATE), 0, True), ("thaw: 1", 2, False)],
)
def test_where_nothing_holds_it_is_known_why(
    tmp_path: Path, text: str, problems: int, is_out_of_date: bool
) -> None:
    if text:
        country_file(tmp_path, text)
    found = help_for([tmp_path], "QZ", VERIFIED)
    assert found.services == ()
    assert (len(found.problems), found.is_out_of_date) == (problems, is_out_of_date)


def test_every_file_that_comes_with_thaw_is_whole() -> None:
    for country in countries([help_dir()]):
        assert read_help(help_dir() / f"{country}.yaml").problems == ()
    assert misnamed(help_dir()) == ()


def _read_bytes(data: bytes) -> HelpFile:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "QZ.yaml"
        path.write_bytes(data)
        return read_help(path)
