"""Where each person's contacts come from, and how many of them the outcome was measured around."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kith.impact.diary import Diary
from kith.impact.dose import HOURS_A_DAY, WINDOW_HOURS
from kith.impact.values import Estimand


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
