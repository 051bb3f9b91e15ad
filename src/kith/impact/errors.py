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
    "columns_unequal",
    "not_a_table",
    "time_not_understood",
    "number_not_understood",
    "several_people",
    "time_zone_unknown",
]


class DiaryError(ValueError):
    """A diary that cannot be read or fitted; `code` says why, `row` (from 0) where.

    `column` names a column that was asked for. Nothing that a person wrote stands in the message.
    """

    def __init__(self, code: DiaryCode, *, row: int | None = None, column: str = "") -> None:
        where = f" (row {row})" if row is not None else ""
        super().__init__(f"diary: {code}{where}")
        self.code: DiaryCode = code
        self.row = row
        self.column = column


class ImpactWarning(UserWarning):
    """Base of everything that a fit wants a caller to know; `code` is also in `notes_`."""

    code = "impact"


class TooFewCheckIns(ImpactWarning):
    """Fewer check-ins than the rhythms and the inertia of mood can be learnt from."""

    code = "too_few_checkins"


class NotIdentified(ImpactWarning):
    """The record cannot tell company from its absence, so no effect can be told from it."""

    code = "not_identified"


class ApproximateHyperparameters(ImpactWarning):
    """The draws over hyperparameters collapsed, so a normal approximation stands in for them."""

    code = "hyperparameters_approximate"
