"""The course of mood as a fit sees it, check-in by check-in: what is left beside people and rhythms.

Built after a fit, at the medians of its hyperparameters and its mean effects; the fit itself is
left alone. All in SDs of the outcome and days.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kith.impact.design import Design, build_design
from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.filtering import Course, course, traces, whitened
from kith.impact.prior import as_theta
from kith.impact.recorded import recorded_days
from kith.impact.summary import Summary

SMALLEST = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A fitted record with everybody's mean effect taken out of the outcome.

    time : (N,) of the check-ins, days since 1970 UTC
    design : of the diary; `design.y` is the standardised outcome
    traces : (N, U) trace of each unit's contacts
    rest : (N,) the outcome without contacts and without `g` (level, rhythms, covariates)
    inertia : (N,) mean of u just after each check-in, from it and all before
    parameters : medians of the hyperparameters
    """

    time: FloatArray
    design: Design
    traces: FloatArray
    rest: FloatArray
    inertia: FloatArray
    parameters: Mapping[str, float]

    def whitened(self, columns: FloatArray) -> FloatArray:
        """(N, q) columns with the course of mood taken out, so that least squares is right."""
        return whitened(course(self.design, as_theta(self.parameters)), columns)


def seen_course(diary: Diary, summary: Summary, parameters: Mapping[str, float]) -> Seen:
    """Return the course of mood of a fitted diary; `parameters` are by name, as `parameters_`."""
    design = build_design(diary)
    filter_ = course(design, as_theta(parameters))
    x, _ = traces(design, parameters["tau_c"])
    mean = summary.draws.hats @ summary.draws.nodes.mean(axis=0).T
    share = recorded_days(diary.time) / max(float(recorded_days(diary.time)[-1]), SMALLEST)
    grid = (np.arange(len(mean)) + 0.5) / len(mean)
    effects = np.column_stack([np.interp(share, grid, one) for one in mean.T])
    alone = design.y - np.sum(x * effects, axis=1)
    white = whitened(filter_, np.column_stack([design.fixed, alone]))
    fixed = white[:, :-1]
    precision = np.diag(design.fixed_sd**-2.0)
    g = np.linalg.solve(fixed.T @ fixed + precision, fixed.T @ white[:, -1])
    return Seen(
        time=diary.time,
        design=design,
        traces=x,
        rest=alone - design.fixed @ g,
        inertia=_inertia(filter_, white[:, -1] - fixed @ g),
        parameters=parameters,
    )


def _inertia(filter_: Course, white: FloatArray) -> FloatArray:
    """(N,) the filter's mean of u just after each row, from whitened outcomes."""
    moved = filter_.gain[:, 0] * white * np.sqrt(filter_.F)
    out = np.empty(len(white))
    u = 0.0
    for i, (fade, step) in enumerate(zip(filter_.fade[:, 0], moved, strict=True)):
        u = u * fade + step
        out[i] = u
    return out
