"""The parts of a row that is known to be a rating, or a choice."""

from thaw.shell.check_ins.question_rows import ChoiceRow, QuestionRows, RatingRow
from thaw.shell.check_ins.rating_scale import RatingScale
from thaw.shell.widgets.chip_row import ChipRow


def rating(rows: QuestionRows, item: str) -> RatingRow:
    row = rows.rows[item]
    assert isinstance(row, RatingRow)
    return row


def scale(rows: QuestionRows, item: str) -> RatingScale:
    return rating(rows, item).scale


def chips(rows: QuestionRows, item: str) -> ChipRow:
    row = rows.rows[item]
    assert isinstance(row, ChoiceRow)
    return row.chips
