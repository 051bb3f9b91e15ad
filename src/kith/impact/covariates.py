"""Numbers beside the outcome, such as sleep: one column each, missing values left missing."""

from collections.abc import Sequence

import numpy as np

from kith.impact.dose import FloatArray
from kith.records import CheckIn


def covariate_columns(rows: Sequence[CheckIn], names: Sequence[str]) -> FloatArray:
    """(N, C) values of the named covariates, NaN where a check-in does not have one.

    Sleep is told once a day, so its value holds for the rest of that day by the wall clock.
    """
    columns = [_column(rows, name) for name in names]
    return np.array(columns, dtype=float).T.reshape(len(rows), len(names))


def same_as(outcome: FloatArray, column: FloatArray) -> bool:
    """Whether a covariate is the outcome itself, perhaps on another scale.

    It would explain everything, and every effect would come out as surely nothing.
    """
    told = ~np.isnan(column)
    if told.sum() < 3 or np.ptp(column[told]) == 0.0 or np.ptp(outcome[told]) == 0.0:
        return False
    both = [values[told] / np.abs(values[told]).max() for values in (outcome, column)]
    with np.errstate(invalid="ignore", divide="ignore"):  # differences may be lost in rounding
        return bool(abs(np.corrcoef(*both)[0, 1]) > 1.0 - 1e-9)


def _column(rows: Sequence[CheckIn], name: str) -> list[float]:
    values = [_value(row, name) for row in rows]
    if name != "sleep":
        return values
    told: dict[object, float] = {}
    held: list[float] = []
    for row, value in zip(rows, values, strict=True):
        day = row.at.date()
        if not np.isnan(value):
            told[day] = value
        held.append(told.get(day, float("nan")))
    return held


def _value(row: CheckIn, name: str) -> float:
    if name in row.outcomes:
        return float(row.outcomes[name])
    named = {
        "sleep": row.sleep_hours,
        "sleep_hours": row.sleep_hours,
        "valence": row.valence,
        "arousal": row.arousal,
        "energy": row.energy,
    }
    value = named.get(name)
    return float("nan") if value is None else float(value)
