"""A fit that goes on: what each new check-in makes of everybody's effect, at once.

Some of a fit's draws of hyperparameters and of everybody's scales are kept, each with its filter
where the record ended: the course of mood, the traces of contacts, and the posterior of effects. A
new check-in moves them by one step of a Kalman filter, and weighs the draws by how well they foresaw
it. Given its hyperparameters each draw is then exactly what a pass over the whole record would make
of it. Nodes stay where they were: after the last one effects stay as they are, until the next fit.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from kith.impact.compiled import stepping
from kith.impact.design import HARMONICS_A_DAY, Design, build_design
from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.filtering import columns, course, traces
from kith.impact.likelihood import fitted, prior_covariance
from kith.impact.model import ImpactModel
from kith.impact.passes import sums
from kith.impact.prior import TAU_C
from kith.impact.stays import Stays
from kith.impact.summary import effect_factor

DRAWS = 16
PER_CHECKIN = ("time", "clock", "y", "company_unknown")


@dataclass(frozen=True, slots=True)
class Now:
    """One person's effect of a typical contact, average over the record, in the outcome's unit."""

    person: str
    mean: float
    sd: float


class Following:
    """Everybody's effect as check-ins come in; made of a fitted model."""

    def __init__(self, diary: Diary, design: Design, theta: FloatArray, scales: FloatArray) -> None:
        """Start where a record ends.

        theta (M, 9) are draws of the hyperparameters, scales (M, 2, U) everybody's own sds of what
        lasts and of what drifts.
        """
        self._design, self._diary = design, diary
        self._basis = np.ascontiguousarray(design.basis[-1])
        many, q = len(theta), design.fixed.shape[1] + design.units.n * len(design.nodes) + 1
        self._course = np.exp(theta[:, : TAU_C + 1])
        self._spread, self._seen = np.empty((many, 3)), np.empty((many, 2, q))
        self._traces = np.empty((many, design.units.n))
        self.mean, self.covariance = np.empty((many, q - 1)), np.empty((many, q - 1, q - 1))
        self._log_weight = np.zeros(many)
        for k, row in enumerate(theta):
            prior = prior_covariance(design, row, *scales[k])
            start = fitted(sums(design, row), prior)
            self.mean[k], self.covariance[k] = start.mean, start.covariance
            x, _ = traces(design, float(self._course[k, TAU_C]))
            self._traces[k] = x[-1] - design.held[-1]
            filter_ = course(design, row)
            stepping().where_it_ends(
                design.dt, self._course[k], filter_.fade, filter_.gain, columns(design, x),
                self._spread[k], self._seen[k],
            )  # fmt: skip
        self._start = self.mean.copy(), self.covariance.copy()

    @classmethod
    def of(cls, model: ImpactModel, draws: int = DRAWS) -> Self:
        """Return what follows on a fitted model, from so many of its draws.

        Raises
        ------
        ValueError
            When the model has covariates: they are in units that every check-in changes.
        """
        if model.diary_.covariate_names:
            raise ValueError("a fit with covariates cannot be followed")
        found = model.drawn_
        chosen = np.linspace(0, len(found.theta) - 1, draws).astype(int)
        scales = np.stack([found.lasting[chosen], found.drift[chosen]], axis=1)
        return cls(model.diary_, build_design(model.diary_), found.theta[chosen], scales)

    def tell(self, diary: Diary) -> bool:
        """Take in the check-ins of a longer diary that are not known yet; False where a fit is wanted.

        That is so where somebody is new, or where something before the last known check-in changed:
        also where a contact that had ended turns out to have lasted.
        """
        if not _goes_on(self._diary, diary):
            return False
        stays, unit = diary.stays, self._design.units.of_person[diary.stays.person]
        for i in range(self._diary.n_checkins, diary.n_checkins):
            at, before = float(diary.time[i]), float(diary.time[i - 1])
            ended = np.flatnonzero((stays.end > before) & (stays.end <= at))
            going_on = (stays.start <= at) & (stays.end > at)
            held = np.zeros(self._design.units.n)
            np.add.at(held, unit[going_on], stays.dose[going_on])
            row = (diary.y[i] - self._design.center) / self._design.scale
            stepping().step(
                at - before, self._course, _fixed_row(self._design, diary, i), held, self._design.size,
                self._basis, at - stays.end[ended], unit[ended], stays.dose[ended],
                ~stays.logged[ended], float(row), self._spread, self._seen, self._traces,
                self.mean, self.covariance, self._log_weight,
            )  # fmt: skip
        self._diary = diary
        return True

    @property
    def weights(self) -> FloatArray:
        """(M,) weights of the draws by what they foresaw."""
        weight = np.exp(self._log_weight - self._log_weight.max())
        return np.asarray(weight / weight.sum())

    def now(self, model: ImpactModel) -> tuple[Now, ...]:
        """Return everybody's effect as it stands, from where the fit had it; `model` is that fit.

        What the kept draws moved by is added to the fit's means, so that their small number does
        not show. Of those who share a unit it is what they share.
        """
        center, sd = self._told(model, self.mean, self.covariance, self.weights)
        even = np.full(len(self.mean), 1.0 / len(self.mean))
        before, _ = self._told(model, *self._start, even)
        fit = np.array([effect.mean for effect in model.effects()])
        rows = zip(self._diary.people, fit + center - before, sd, strict=True)
        return tuple(Now(person, float(mean), float(one)) for person, mean, one in rows)

    def _told(
        self, model: ImpactModel, mean: FloatArray, covariance: FloatArray, weight: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Mean and sd (J,) of everybody's effect over the draws, in the outcome's unit."""
        summary, design = model.summary_, self._design
        factor = effect_factor(summary.typical, self._course[:, TAU_C], summary.estimands)
        at = design.fixed.shape[1] + design.units.of_person * len(design.nodes)
        size = design.size[design.units.of_person] * factor * design.scale
        own = mean[:, at] * size
        variance = np.array([np.diag(c)[at] for c in covariance]) * size**2
        w = weight[:, None]
        center = np.sum(w * own, axis=0)
        sd = np.sqrt(np.sum(w * (variance + (own - center) ** 2), axis=0))
        return np.asarray(center), np.asarray(sd)


def _fixed_row(design: Design, diary: Diary, i: int) -> FloatArray:
    """(C,) columns of g at one check-in."""
    turns = diary.clock[i] * np.array(HARMONICS_A_DAY) * 2.0 * np.pi
    row = [1.0, *np.sin(turns), *np.cos(turns)]
    if design.fixed.shape[1] > len(row):
        row.append(float(diary.company_unknown[i]))
    return np.array(row)


def _goes_on(known: Diary, diary: Diary) -> bool:
    """Whether a diary holds another one as its beginning, with the same people."""
    n, last = known.n_checkins, float(known.time[-1])
    if diary.people != known.people or diary.n_checkins < n:
        return False
    if not all(np.array_equal(getattr(diary, a)[:n], getattr(known, a)) for a in PER_CHECKIN):
        return False
    if diary.company_unknown[n:].any() and not known.company_unknown.any():
        return False  # a fit that never met it has no column for it
    then, now = _until(known.stays, last), _until(diary.stays, last)
    return all(np.array_equal(a, b) for a, b in zip(then, now, strict=True))


def _until(stays: Stays, last: float) -> tuple[Any, ...]:
    """Return what stays were up to a moment, by start."""
    begun = stays.start <= last
    end = np.minimum(stays.end[begun], last)
    told = (stays.start, stays.person, stays.dose, stays.logged)
    return (end, *(column[begun] for column in told))
