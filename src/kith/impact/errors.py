"""What can go wrong with a diary, and what a fit wants to say about itself, as names and codes."""

from typing import Literal

DiaryCode = Literal[
    "no_checkins",
    "no_outcome",
    "too_few_checkins",
    "constant_outcome",
    "outcome_not_finite",
    "outcome_beyond_precision",
    "column_missing",
    "covariate_is_outcome",
    "columns_unequal",
    "not_a_table",
    "time_not_understood",
    "number_not_understood",
    "several_people",
    "time_zone_unknown",
]


WANTED: dict[str, str] = {
    "not_a_table": (
        "wanted is a Diary, or a table: a pandas, polars or Arrow frame, a dict of columns, "
        "a list of rows that are dicts, or a list of kith.records.CheckIn"
    ),
    "column_missing": (
        "a table of check-ins has a column `time` and one for the outcome (`mood` unless said "
        "otherwise), a table of contacts has `time` and `person`"
    ),
    "time_not_understood": (
        "wanted is ISO 8601 text, a datetime or a date; of numbers since 1970 make moments first, "
        "with pandas.to_datetime(column, unit='s', utc=True) or polars.from_epoch(column, 's')"
    ),
    "several_people": "a column `id` tells people apart; choose one with person_id",
}


class DiaryError(ValueError):
    """A diary that cannot be read or fitted; `code` says why, `row` (from 0) where.

    `column` names a column that was asked for. Nothing that a person wrote stands in the message.
    """

    def __init__(self, code: DiaryCode, *, row: int | None = None, column: str = "") -> None:
        where = f" (row {row})" if row is not None else ""
        wanted = f": {WANTED[code]}" if code in WANTED else ""
        super().__init__(f"diary: {code}{where}{wanted}")
        self.code: DiaryCode = code
        self.row = row
        self.column = column


class ImpactWarning(UserWarning):
    """Base of everything that a fit wants a caller to know; `code` is also in `notes_`."""

    code = "impact"


class EmptyCompany(ImpactWarning):
    """Empty cells may mean alone or unknown, and nothing in the table tells which."""

    code = "empty_company_unknown"


class TooFewCheckIns(ImpactWarning):
    """Fewer check-ins than the rhythms and the inertia of mood can be learnt from."""

    code = "too_few_checkins"


class NotIdentified(ImpactWarning):
    """The record cannot tell company from its absence, so no effect can be told from it."""

    code = "not_identified"


class ApproximateHyperparameters(ImpactWarning):
    """The draws over hyperparameters are too few in effect, so intervals may be too narrow."""

    code = "hyperparameters_approximate"
