"""Plain regressions as yardsticks: each check-in foretold by least squares on all before it.

The forecast is a normal around the fitted value with the residual standard deviation, which is how
such regressions are used. They learn from every check-in, so none is behind for want of a refit.
"""

import numpy as np

from kith.impact.design import HARMONICS_A_DAY, IntArray
from kith.impact.diary import Diary
from kith.impact.dose import HOURS_A_DAY, WINDOW_HOURS, FloatArray
from kith.impact.forecasts import Forecast

RIDGE = 1e-4  # what a column that was never seen is held by; beyond the third digit of all others
LEAST_SD = 0.1  # of the outcome's: a fit with hardly more rows than columns is not believed
MOST_PEOPLE = 60


def company_columns(diary: Diary, first: int) -> FloatArray:
    """(N, P) 1 where somebody is there, or a logged contact with them ended within four hours.

    A column for each of the MOST_PEOPLE met most often in the first check-ins, one for all others,
    and, where there are such, one for check-ins of unknown company.
    """
    stays = diary.stays
    early = stays.start <= diary.time[first - 1]
    met = np.bincount(stays.person[early], minlength=len(diary.people))
    order = np.argsort(-met, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.minimum(np.arange(len(order)), MOST_PEOPLE)
    columns = presence(diary, place, min(len(order), MOST_PEOPLE + 1))
    if diary.company_unknown.any():
        columns = np.column_stack([columns, diary.company_unknown])
    return columns


def presence(diary: Diary, place: IntArray, width: int) -> FloatArray:
    """(N, width) 1 where somebody is there, or was in the four hours before if logged.

    `place` (J,) says which column each person is in.
    """
    stays = diary.stays
    columns = np.zeros((diary.n_checkins, width))
    reach = np.where(stays.logged, WINDOW_HOURS / HOURS_A_DAY, 0.0)
    begin = np.searchsorted(diary.time, stays.start)
    end = np.searchsorted(diary.time, stays.end + reach, side="right")
    for one, other, person in zip(begin, end, stays.person, strict=True):
        columns[one:other, place[person]] = 1.0
    return columns


def difference_of_means(diary: Diary, first: int) -> Forecast:
    """Forecast y[first:] as many diaries show it: by the mean so far with whoever is there.

    With several the mean of their means, with nobody the mean alone; the overall mean stands in
    for who was not met yet. The standard deviation is that of what such means left so far.
    """
    from scipy import stats

    company = company_columns(diary, first)
    groups = np.column_stack([company, ~company.any(axis=1)]).astype(bool)
    total, count = np.zeros(groups.shape[1]), np.zeros(groups.shape[1])
    mean, sd = np.zeros(diary.n_checkins), np.zeros(diary.n_checkins)
    least = LEAST_SD * float(np.std(diary.y[:first]))
    left, before = 0.0, 0.0
    for i, (y, here) in enumerate(zip(diary.y, groups, strict=True)):
        overall = before / max(i, 1)
        own = np.where(count > 0, total / np.maximum(count, 1), overall)
        mean[i], sd[i] = own[here].mean(), max(np.sqrt(left / max(i, 1)), least)
        left += (y - mean[i]) ** 2
        before += y
        total[here] += y
        count[here] += 1
    told = stats.norm(mean[first:], sd[first:])
    return Forecast(np.asarray(told.logpdf(diary.y[first:])), np.asarray(told.cdf(diary.y[first:])))


def lag_column(diary: Diary) -> FloatArray:
    """(N, 1) the outcome of the check-in before; the first has none, and is at zero."""
    return np.concatenate([[0.0], diary.y[:-1]])[:, None]


def rhythm_columns(diary: Diary) -> FloatArray:
    """(N, 6) sine and cosine of 24 h, 12 h and 7 d by the clock on the wall."""
    turns = np.outer(diary.clock, HARMONICS_A_DAY) * 2.0 * np.pi
    return np.column_stack([np.sin(turns), np.cos(turns)])


def least_squares(
    y: FloatArray, columns: FloatArray, first: int, *, skip: int = 0, student: bool = False
) -> Forecast:
    """Forecast y[first:] by regressions on a constant and `columns` (N, P), recursively.

    `skip` leaves out rows at the start that have no lag. With `student` the forecast is the exact
    one of a regression with a flat prior: a t, wider where the columns are unlike those seen.
    """
    from scipy import stats

    X = np.column_stack([np.ones(len(y)), columns])
    P = np.eye(X.shape[1]) / RIDGE
    b = np.zeros(X.shape[1])
    used = np.zeros(X.shape[1], dtype=bool)
    left, rows = 0.0, 0
    mean, spread, degrees = (np.empty(len(y) - first) for _ in range(3))
    least = LEAST_SD * float(np.std(y[:first]))
    for i, x in enumerate(X):
        gain = P @ x
        reach = float(x @ gain)
        error = float(y[i] - x @ b)
        if i >= first:
            free = max(rows - int(used.sum()), 1)
            sd = max(np.sqrt(left / free), least)
            wider = np.sqrt(1.0 + reach) if student else 1.0
            mean[i - first], spread[i - first], degrees[i - first] = y[i] - error, sd * wider, free
        if i >= skip:
            P -= np.outer(gain, gain / (1.0 + reach))
            b += gain * (error / (1.0 + reach))
            left += error * error / (1.0 + reach)
            used |= x != 0.0
            rows += 1
    told = stats.t(degrees, mean, spread) if student else stats.norm(mean, spread)
    return Forecast(np.asarray(told.logpdf(y[first:])), np.asarray(told.cdf(y[first:])))
