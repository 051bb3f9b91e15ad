"""From a diary to the columns of the model.

Columns, in this order: `g`, which is level, sine and cosine of 24 h, 12 h and 7 d by the wall
clock and covariates; then for each unit (a person, or several who share) B numbers: the effect's
mean over the record, and B - 1 of how it departs from that mean at B nodes in time, between which
an effect goes in a straight line.

People met fewer than RARE times share one effect for each kind, and so do the least met ones when
more than MOST_UNITS people would have one of their own.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.errors import DiaryError
from kith.impact.prior import FIXED_SD, TOGETHER
from kith.impact.recorded import recorded_days

RARE = 3
DIGITS_LEFT = 1e-13  # of the outcome: below, differences are lost in the rounding
MOST_UNITS = 60
MOST_KINDS = 12
HARMONICS_A_DAY = (1.0, 2.0, 1.0 / 7.0)
DAYS_BETWEEN_NODES = 20.0
SHORTEST_FOR_NODES_DAYS = 28.0
MOST_NODES = 6
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

    Rows are check-ins. `y` is standardised by `center` and `scale`. `fixed` (N, C) holds the
    columns of g, `fixed_sd` their prior sds. Nodes lie at `shares` (B,) of the recorded time, at
    `nodes` (B,) of its days; `straight` (N, B) are the weights by which a row's effect is made of
    those at the nodes; `basis` (B, B) makes effects at the nodes of a unit's numbers, and `hat`
    (N, B) are the weights by which a row's effect is made of these. Events are ended stays,
    see `kernels.traces`. Columns of a unit are times its `size` (U,), and its numbers over it.
    """

    dt: FloatArray
    y: FloatArray
    center: float
    scale: float
    fixed: FloatArray
    fixed_sd: FloatArray
    units: Units
    shares: FloatArray
    nodes: FloatArray
    basis: FloatArray
    straight: FloatArray
    hat: FloatArray
    size: FloatArray
    held: FloatArray
    event_row: IntArray
    event_lag: FloatArray
    event_unit: IntArray
    event_amount: FloatArray
    event_refresh: NDArray[np.bool_]


def build_design(diary: Diary, like: Design | None = None) -> Design:
    """Build the design of a diary.

    With `like`, the design of the same diary's beginning, who shares an effect, sizes and nodes are
    those of the beginning; after the last node effects stay as they are.

    Raises
    ------
    DiaryError
        "too_few_checkins" below three check-ins, "constant_outcome" when it never varies,
        "outcome_beyond_precision" when it is too large for its differences to be worked with.
    """
    center, scale = _center_and_scale(diary.y)
    fixed, fixed_sd = _fixed_columns(diary)
    units = share_units(diary) if like is None else like.units
    row, lag, events = _events(diary, diary.time)
    days = recorded_days(diary.time)
    nodes = node_shares(float(days[-1])) * days[-1] if like is None else like.nodes
    basis, straight = level_and_departures(len(nodes)), hats(days, nodes)
    return Design(
        dt=np.diff(diary.time, prepend=diary.time[0]),
        y=(diary.y - center) / scale,
        center=center,
        scale=scale,
        fixed=fixed,
        fixed_sd=fixed_sd,
        units=units,
        shares=nodes / max(float(days[-1]), 1e-9),
        nodes=nodes,
        basis=basis,
        straight=straight,
        hat=straight @ basis,
        size=_sizes(diary, units) if like is None else like.size,
        held=_held(diary, units, diary.time),
        event_row=row,
        event_lag=lag,
        event_unit=units.of_person[diary.stays.person[events]],
        event_amount=diary.stays.dose[events],
        event_refresh=~diary.stays.logged[events],
    )


def node_shares(days: float) -> FloatArray:
    """(B,) shares of the recorded time at which effects have a node; one for a short record."""
    if days < SHORTEST_FOR_NODES_DAYS:
        return np.array([0.5])
    return np.linspace(0.0, 1.0, int(np.clip(1 + round(days / DAYS_BETWEEN_NODES), 3, MOST_NODES)))


@cache
def over_the_record(count: int) -> FloatArray:
    """(B,) weights that make the mean over the record of what goes in straight lines between nodes."""
    if count == 1:
        return np.ones(1)
    weights = np.full(count, 1.0 / (count - 1))
    weights[[0, -1]] *= 0.5
    return weights


@cache
def level_and_departures(count: int) -> FloatArray:
    """(B, B) basis of what an effect is at the nodes: one, then departures of mean 0 over the record."""
    departures = np.linalg.svd(over_the_record(count)[None, :])[2][1:]
    return np.column_stack([np.ones(count), departures.T])


@cache
def departing(count: int) -> FloatArray:
    """(B - 1, B) what makes departures from the mean over the record of values at the nodes."""
    departures = level_and_departures(count)[:, 1:].T
    level = departures.sum(axis=1)[:, None] * over_the_record(count)
    return np.ascontiguousarray(departures - level)


def hats(shares: FloatArray, nodes: FloatArray) -> FloatArray:
    """(N, B) weights that make what is said at `nodes` a straight line between them."""
    return np.column_stack([np.interp(shares, nodes, unit) for unit in np.eye(len(nodes))])


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
    """Columns of g at the check-ins, and its prior sds."""
    turns = np.outer(diary.clock, HARMONICS_A_DAY) * 2.0 * np.pi
    columns = [np.ones(diary.n_checkins), *np.sin(turns).T, *np.cos(turns).T]
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


def _sizes(diary: Diary, units: Units) -> FloatArray:
    """(U,) what a unit's prior is counted in: TOGETHER where most contacts come from `with`, else 1."""
    stays = diary.stays
    balance = np.zeros(units.n)
    unit = units.of_person[stays.person[stays.counts]]
    np.add.at(balance, unit, np.where(stays.logged[stays.counts], 1.0, -1.0))
    return np.where(balance > 0.0, 1.0, TOGETHER)


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
