"""From a diary to the matrices of the state-space model.

State of d = 2 + 7 + C + K + U parts, in this order:

    u        inertia of mood, OU(sig_u, tau_u)
    s        slow level, OU(sig_s, TAU_S)
    g        level, sine and cosine of 24 h, 12 h and 7 d by the wall clock, covariates; constant
    b_k      mean effect of a kind of person, constant, N(0, s_k^2)
    z_j      what one person adds to that, OU(s_p, tau_p)

People met fewer than RARE times share one z for each kind, and so do the least met ones when more
than MOST_UNITS people would have one of their own.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.errors import DiaryError
from kith.impact.prior import FIXED_SD

RARE = 3
DIGITS_LEFT = 1e-13  # of the outcome: below, differences are lost in the rounding
MOST_UNITS = 60
MOST_KINDS = 12
HARMONICS_A_DAY = (1.0, 2.0, 1.0 / 7.0)
STATIC, INERTIA, SLOW, PERSON = 0, 1, 2, 3
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Who shares a personal effect: (J,) unit of each person, (U,) kind of each unit.

    `pooled` is (J,) True where a person shares a unit with others of the kind.
    """

    of_person: IntArray
    kind: IntArray
    pooled: NDArray[np.bool_]

    @property
    def n(self) -> int:
        """How many units there are."""
        return len(self.kind)

    @property
    def n_kinds(self) -> int:
        """How many kinds have a mean of their own."""
        return int(self.kind.max()) + 1 if self.n else 0


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Everything about a diary that does not depend on hyperparameters.

    Rows are check-ins, and grid points between them whose `y` is NaN. `y` is standardised by
    `center` and `scale`. `fixed` (N, 9 + C) holds the columns of u, s and g; `fixed_sd` the prior
    sds of g. Events are ended stays, see `kernels.traces`.
    """

    time: FloatArray
    dt: FloatArray
    y: FloatArray
    center: float
    scale: float
    fixed: FloatArray
    fixed_sd: FloatArray
    units: Units
    held: FloatArray
    event_row: IntArray
    event_lag: FloatArray
    event_unit: IntArray
    event_amount: FloatArray
    event_refresh: NDArray[np.bool_]
    grid_rows: IntArray

    @property
    def d(self) -> int:
        """Length of the state."""
        return self.units_from + self.units.n

    @property
    def kinds_from(self) -> int:
        """Index of the first b_k in the state."""
        return int(self.fixed.shape[1])

    @property
    def units_from(self) -> int:
        """Index of the first z_j in the state."""
        return self.kinds_from + self.units.n_kinds


def build_design(
    diary: Diary, grid: FloatArray | None = None, units: Units | None = None
) -> Design:
    """Build the design of a diary, with grid points (days since 1970) added as rows without outcome.

    `units` says who shares a personal effect; without it, `share_units` of the diary does.

    Raises
    ------
    DiaryError
        "too_few_checkins" below three check-ins, "constant_outcome" when it never varies,
        "outcome_beyond_precision" when it is too large for its differences to be worked with.
    """
    center, scale = _center_and_scale(diary.y)
    grid = np.empty(0) if grid is None else grid
    time = np.concatenate([diary.time, grid])
    order = np.argsort(time, kind="stable")
    blank = np.full(len(grid), np.nan)
    y = np.concatenate([(diary.y - center) / scale, blank])[order]
    fixed, fixed_sd = _fixed_columns(diary)
    padding = np.zeros((len(grid), fixed.shape[1]))
    units = share_units(diary) if units is None else units
    time = time[order]
    row, lag, events = _events(diary, time)
    return Design(
        time=time,
        dt=np.diff(time, prepend=time[0]),
        y=y,
        center=center,
        scale=scale,
        fixed=np.concatenate([fixed, padding])[order],
        fixed_sd=fixed_sd,
        units=units,
        held=_held(diary, units, time),
        event_row=row,
        event_lag=lag,
        event_unit=units.of_person[diary.stays.person[events]],
        event_amount=diary.stays.dose[events],
        event_refresh=~diary.stays.logged[events],
        grid_rows=np.flatnonzero(order >= len(diary.time)),
    )


def contact_counts(diary: Diary) -> IntArray:
    """(J,) how many contacts each person has in the record."""
    counted = diary.stays.person[diary.stays.counts]
    return np.bincount(counted, minlength=len(diary.people))


def share_units(diary: Diary) -> Units:
    """Who has a personal effect of their own, and who shares one with others of the kind."""
    counts = contact_counts(diary)
    kinds = _kind_index(diary)
    own = counts >= RARE
    if own.sum() > MOST_UNITS:
        most_met = np.argsort(-counts, kind="stable")[:MOST_UNITS]
        own = np.isin(np.arange(len(counts)), most_met)
    of_person = np.empty(len(counts), dtype=np.int64)
    of_person[own] = np.arange(own.sum())
    shared, position, size = np.unique(kinds[~own], return_inverse=True, return_counts=True)
    of_person[~own] = own.sum() + position
    pooled = np.zeros(len(counts), dtype=bool)
    pooled[~own] = size[position] > 1
    return Units(of_person, np.concatenate([kinds[own], shared]), pooled)


def _kind_index(diary: Diary) -> IntArray:
    """(J,) index of each person's kind; past MOST_KINDS, the rarest kinds become one."""
    names, index, size = np.unique(
        np.array(diary.kinds, dtype=str), return_inverse=True, return_counts=True
    )
    if len(names) > MOST_KINDS:
        kept = np.sort(np.argsort(-size, kind="stable")[: MOST_KINDS - 1])
        renamed = np.full(len(names), MOST_KINDS - 1)
        renamed[kept] = np.arange(len(kept))
        index = renamed[index]
    return index.astype(np.int64)


def _center_and_scale(y: FloatArray) -> tuple[float, float]:
    if len(y) < 3:
        raise DiaryError("too_few_checkins")
    if float(y.min()) == float(y.max()):
        raise DiaryError("constant_outcome")
    with np.errstate(over="ignore", invalid="ignore"):
        center, scale = float(y.mean()), float(y.std())
    if not scale > DIGITS_LEFT * float(np.abs(y).max()) or not np.isfinite([center, scale]).all():
        raise DiaryError("outcome_beyond_precision")
    return center, scale


def _fixed_columns(diary: Diary) -> tuple[FloatArray, FloatArray]:
    """Columns of u, s and g at the check-ins, and the prior sds of g."""
    one = np.ones(diary.n_checkins)
    turns = np.outer(diary.clock, HARMONICS_A_DAY) * 2.0 * np.pi
    columns = [one, one, one, *np.sin(turns).T, *np.cos(turns).T]
    sds = [FIXED_SD["level"]] + [FIXED_SD["rhythm"]] * 2 * len(HARMONICS_A_DAY)
    for column in diary.covariates.T:
        for part in _standardised(column):
            columns.append(part)
            sds.append(FIXED_SD["covariate"])
    if diary.company_unknown.any():
        columns.append(diary.company_unknown.astype(float))
        sds.append(FIXED_SD["unknown"])
    return np.column_stack(columns), np.array(sds)


def usable_covariate(column: FloatArray) -> bool:
    """Whether a covariate is there at three check-ins at least, and varies."""
    given = column[np.isfinite(column)]
    return len(given) >= 3 and bool(given.std() > 1e-12 * max(1.0, float(np.abs(given).max())))


def _standardised(column: FloatArray) -> list[FloatArray]:
    """Return a covariate in its own SDs with missing values at its mean, and whether it was missing."""
    if not usable_covariate(column):
        return []
    missing = ~np.isfinite(column)
    given = column[~missing]
    parts = [np.where(missing, 0.0, (column - given.mean()) / given.std())]
    return [*parts, missing.astype(float)] if missing.any() else parts


def _events(diary: Diary, time: FloatArray) -> tuple[IntArray, FloatArray, IntArray]:
    """First row at or after each stay's end, days from end to that row, and the stay's index."""
    row = np.searchsorted(time, diary.stays.end)
    inside = np.flatnonzero(row < len(time))
    stays = inside[np.argsort(row[inside], kind="stable")]
    return row[stays], time[row[stays]] - diary.stays.end[stays], stays


def _held(diary: Diary, units: Units, time: FloatArray) -> FloatArray:
    """(N, U) dose of the stays that are going on at each row."""
    held = np.zeros((len(time), units.n))
    first = np.searchsorted(time, diary.stays.start)
    last = np.searchsorted(time, diary.stays.end)
    for stay in np.flatnonzero(last > first):
        unit = units.of_person[diary.stays.person[stay]]
        held[first[stay] : last[stay], unit] += diary.stays.dose[stay]
    return held
