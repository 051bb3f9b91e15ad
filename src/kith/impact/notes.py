"""Codes of what a reader of effects should know, and the warnings that go with some of them.

nobody                        nobody was met, so there is nothing to tell
too_few_checkins              fewer than FEW check-ins
not_identified                company never varies, so it cannot be told from its absence
few_contacts_pooled           people met too rarely share what is learnt about their kind
company_partly_unknown        some check-ins do not say who was there
empty_company_unknown         empty cells of `with` were taken as unknown, and nobody is alone
contacts_outside_record       some contacts lie outside the check-ins and were left out
covariate_dropped             a covariate never varies, or is almost never there
hyperparameters_approximate   the draws over hyperparameters collapsed
"""

import numpy as np

from kith.impact.design import share_units, usable_covariate
from kith.impact.diary import Diary
from kith.impact.dose import HOURS_A_DAY, WINDOW_HOURS, FloatArray
from kith.impact.errors import (
    ApproximateHyperparameters,
    ImpactWarning,
    NotIdentified,
    TooFewCheckIns,
)

FEW = 20
RARELY = 0.02


def notes_about(
    diary: Diary, *, approximate: bool
) -> tuple[tuple[str, ...], tuple[ImpactWarning, ...]]:
    """Codes about a fitted diary, and the warnings to raise."""
    warned: list[ImpactWarning] = []
    if diary.n_checkins < FEW:
        warned.append(TooFewCheckIns("fewer check-ins than a rhythm can be learnt from"))
    if diary.people and not _company_varies(diary):
        warned.append(NotIdentified("company cannot be told from its absence in this record"))
    if approximate:
        warned.append(ApproximateHyperparameters("a normal stands in for the hyperparameters"))
    plain = {
        "nobody": not diary.people,
        "few_contacts_pooled": bool(share_units(diary).pooled.any()),
        "company_partly_unknown": bool(diary.company_unknown.any()),
        "covariate_dropped": not all(usable_covariate(c) for c in diary.covariates.T),
    }
    codes = [*diary.notes, *(warning.code for warning in warned)]
    codes += [code for code, holds in plain.items() if holds]
    return tuple(codes), tuple(warned)


def _company_varies(diary: Diary) -> bool:
    """Whether some check-ins are with somebody and some, known to be so, with nobody."""
    with_somebody = _in_company(diary)
    known = ~diary.company_unknown
    if not known.any():
        return False
    share = float(with_somebody[known].mean())
    return RARELY <= share <= 1.0 - RARELY


def _in_company(diary: Diary) -> FloatArray:
    """(N,) 1 where a stay is going on or, when it was logged, ended within four hours."""
    reach = np.where(diary.stays.logged, WINDOW_HOURS / HOURS_A_DAY, 0.0)
    inside = np.zeros(diary.n_checkins)
    first = np.searchsorted(diary.time, diary.stays.start)
    last = np.searchsorted(diary.time, diary.stays.end + reach, side="right")
    for begin, end in zip(first, last, strict=True):
        inside[begin:end] = 1.0
    return inside
