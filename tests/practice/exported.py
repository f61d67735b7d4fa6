"""Exports written by hand, and what the importer says of them."""

import json
from datetime import UTC, datetime, timedelta

from tests.practice.examples import A_MORNING, a_practice
from thaw.practice.exchange import entry_as_json
from thaw.practice.forms import COLUMNS
from thaw.practice.importing import import_file

FAR_FUTURE = datetime(2200, 1, 1, tzinfo=UTC)


def far_future():
    return FAR_FUTURE


def now():
    return A_MORNING + timedelta(days=1)


def refusal(log, file, content, clock=now):
    """The problems of a file that must leave the log as it is."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = log.entries()
    report = import_file(log, file, clock)
    assert report.is_refused
    assert report.added == 0
    assert log.entries() == before
    return report.problems


def document(*records):
    return json.dumps({"thaw_practices": 1, "practices": records})


def record(**changes):
    return {**entry_as_json(a_practice()), **changes}


def cell_text(value):
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def table(*records):
    lines = [",".join(records[0] if records else COLUMNS)]
    for values in records:
        cells = map(cell_text, values.values())
        lines.append(",".join('"' + cell.replace('"', '""') + '"' for cell in cells))
    return "\r\n".join(lines) + "\r\n"
