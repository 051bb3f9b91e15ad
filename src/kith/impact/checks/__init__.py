"""A suite that any estimator with the face of `ImpactModel` can be run through.

    from kith.impact import ImpactModel, check_model
    check_model(ImpactModel().fit, sets=200).failed

The equations are in docs/impact.md, under "Checking a model".
"""

import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kith.impact.checks.calibration import Outcome, calibrations, corrected, outcomes_of
from kith.impact.checks.face import Answer, Fit, Told, WithDraws, problems_of
from kith.impact.checks.invariance import Invariance, invariances
from kith.impact.checks.report import Report
from kith.impact.checks.worlds import FromPrior, Row, World, Worlds

__all__ = [
    "Answer",
    "Fit",
    "FromPrior",
    "Report",
    "Row",
    "Told",
    "WithDraws",
    "World",
    "Worlds",
    "check_model",
    "checked",
    "report_of",
]

LEVEL = 0.01
ALLOWED = 0.25
TRIED = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """One made-up record, fitted: what was told beside the truth, and what was wrong on its face."""

    outcomes: tuple[Outcome, ...]
    problems: tuple[str, ...]


def check_model(
    fit: Fit,
    *,
    sets: int = 200,
    worlds: Worlds | None = None,
    seed: int = 0,
    level: float = LEVEL,
    tried: int = TRIED,
    allowed: float = ALLOWED,
) -> Report:
    """Run an estimator through the suite: calibration, invariances, and what answers look like.

    Parameters
    ----------
    fit : called with rows of check-ins and of contacts, as `docs/impact.md` describes these tables;
        returns an `Answer`. `ImpactModel().fit` is one
    sets : made-up records for calibration; below twenty nothing is tested
    worlds : what draws a record with its truth, the model of docs/impact.md itself unless given.
        An estimator with another prior is calibrated on worlds from that prior
    seed : of all draws; record i is the same whatever `sets` is
    level : p, corrected for the number of tests, up to which a test fails
    tried : made-up records on which invariances are tried, each fitted about ten times
    allowed : how far answers may move there, in SDs (root mean square): the error of their draws
    """
    worlds = worlds or FromPrior()
    found = [checked(fit, worlds, seed, number) for number in range(sets)]
    problems: Counter[str] = Counter()
    kept: list[Invariance] = []
    some = [worlds(np.random.default_rng([seed, number])) for number in range(min(tried, sets))]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            rng = np.random.default_rng([seed, sets, 1])
            kept = invariances(fit, some, allowed=allowed, rng=rng)
        except Exception as error:  # noqa: BLE001 (whatever an estimator raises is a finding)
            problems[f"raised: {type(error).__name__}"] += 1
    return report_of(found, kept, seed=seed, level=level, problems=problems)


def checked(fit: Fit, worlds: Worlds, seed: int, number: int) -> Checked:
    """Fit one made-up record; so that a long run can be done in parts, on several machines."""
    world = worlds(np.random.default_rng([seed, number]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            answer = fit(list(world.checkins), list(world.contacts))
            wrong = problems_of(answer, world.truth)
            told = [] if "not_finite" in wrong else outcomes_of(answer, world, number)
        except Exception as error:  # noqa: BLE001 (whatever an estimator raises is a finding)
            return Checked((), (f"raised: {type(error).__name__}",))
    return Checked(tuple(told), tuple(wrong))


def report_of(
    found: Iterable[Checked],
    kept: Iterable[Invariance] = (),
    *,
    seed: int,
    level: float = LEVEL,
    problems: Counter[str] | None = None,
) -> Report:
    """Return the report of made-up records that were fitted, and of invariances."""
    found = list(found)
    wrong = Counter(problems or ())
    for one in found:
        wrong.update(one.problems)
    lines, tests = calibrations((row for one in found for row in one.outcomes), seed)
    return Report(
        sets=len(found),
        seed=seed,
        level=level,
        calibrations=tuple(lines),
        tests=tuple(corrected(tests)),
        invariances=tuple(kept),
        problems=dict(wrong),
    )
