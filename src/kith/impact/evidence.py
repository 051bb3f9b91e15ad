"""Where each person's contacts come from, and how many of them the outcome was measured around."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kith.impact.design import share_units
from kith.impact.diary import Diary
from kith.impact.dose import HOURS_A_DAY, WINDOW_HOURS, FloatArray
from kith.impact.values import Estimand

FEWEST_TO_COMPARE = 20
"""Check-ins without somebody, below which they are not judged (decision 26)."""
FEWEST_CONTACTS = 5
TINY = 1e-6  # keeps columns that are sums of others from dividing by zero


def estimands_of(diary: Diary) -> tuple[Estimand, ...]:
    """Return each person's estimand: by where most of that person's contacts come from.

    Logged contacts have a start, so the hours after it can be told; a name in `with` tells of the
    moment only. On a tie it is the moment, which supposes less. Somebody without a contact in the
    record follows the diary. The outcome has no part in the choice (decision 24).
    """
    stays, n = diary.stays, len(diary.people)
    balance = np.where(stays.logged, 1, -1)[stays.counts]
    more_logged = np.zeros(n)
    np.add.at(more_logged, stays.person[stays.counts], balance)
    met = np.bincount(stays.person[stays.counts], minlength=n) > 0
    after = np.where(met, more_logged > 0, balance.sum() > 0)
    return tuple("after_4h" if logged else "while_together" for logged in after)


def measured_contacts(diary: Diary, estimands: Sequence[Estimand]) -> NDArray[np.int64]:
    """(J,) how many contacts have an outcome measured in the stretch that the estimand is about.

    That is the four hours from the start of a logged contact, or the time together. What comes
    after a name in `with` was not watched: when they left is not known.
    """
    stays = diary.stays
    measured = stays.counts & _measured(diary, estimands)
    return np.bincount(stays.person[measured], minlength=len(diary.people)).astype(np.int64)


def compared_checkins(diary: Diary) -> FloatArray:
    """(J,) how many check-ins without each person there are, in effect, to compare with.

    Take the moments in somebody's company as a column of zeros and ones, and call `present` its
    sum and `left` what a least-squares fit on a constant and on everybody else's columns leaves of
    it (sum of squares). Two groups of `present` and `absent` check-ins have
    1/left = 1/present + 1/absent, so 1 / (1/left - 1/present) is the number asked for: the count
    of check-ins without the person when company overlaps by chance, 0 for somebody who is always
    there, always there with the same others, or whose absence always means one of those others.
    Infinite for somebody of whom no moment was measured: that is a want of contacts. Check-ins of
    unknown company say nothing here; people who share a unit have its number.
    """
    company = _company(diary)[~diary.company_unknown]
    columns = np.column_stack([np.ones(len(company)), company])
    products = columns.T @ columns + TINY * np.eye(columns.shape[1])
    present = company.sum(axis=0)
    left = np.minimum(1.0 / np.diag(np.linalg.inv(products))[1:], present)
    with np.errstate(divide="ignore", invalid="ignore"):
        compared = np.where(present > left, present * left / (present - left), np.inf)
    return np.asarray(compared.round(3), dtype=float)[share_units(diary).of_person]


def hardly_in_company(diary: Diary) -> bool:
    """Whether there are too few check-ins with anybody to say something of company."""
    return _together(diary)[0] < FEWEST_CONTACTS


def hardly_alone(diary: Diary) -> bool:
    """Whether there are too few check-ins with nobody: people are compared with others then."""
    return _together(diary)[1] < FEWEST_TO_COMPARE


def _together(diary: Diary) -> tuple[int, int]:
    """Return how many check-ins are with somebody, and how many with nobody."""
    known = ~diary.company_unknown
    together = int(_company(diary)[known].any(axis=1).sum())
    return together, int(known.sum()) - together


def _company(diary: Diary) -> FloatArray:
    """(N, U) 1 where a stay is going on or, when it was logged, ended within four hours."""
    stays, units = diary.stays, share_units(diary)
    reach = np.where(stays.logged, WINDOW_HOURS / HOURS_A_DAY, 0.0)
    inside = np.zeros((diary.n_checkins, units.n))
    first = np.searchsorted(diary.time, stays.start)
    last = np.searchsorted(diary.time, stays.end + reach, side="right")
    for begin, end, person in zip(first, last, stays.person, strict=True):
        inside[begin:end, units.of_person[person]] = 1.0
    return inside


def people_measured(diary: Diary) -> int:
    """Return of how many people any contact at all was measured in that way."""
    return len(np.unique(diary.stays.person[_measured(diary, estimands_of(diary))]))


def _measured(diary: Diary, estimands: Sequence[Estimand]) -> NDArray[np.bool_]:
    """Return, for each stay, whether an outcome falls into the stretch that its person's estimand is about."""
    stays = diary.stays
    after = np.array([e == "after_4h" for e in estimands], dtype=bool)[stays.person]
    end = np.where(after, stays.start + WINDOW_HOURS / HOURS_A_DAY, stays.end)
    first = np.searchsorted(diary.time, stays.start)
    last = np.searchsorted(diary.time, end, side="right")
    return np.asarray((last > first) & (stays.logged | ~after))
