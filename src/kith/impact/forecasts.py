"""What the model expects of each check-in before it is made, one step ahead.

At a *refit* hyperparameters and everybody's own scales are drawn from what the check-ins before it
say. Up to the next refit each draw learns effects and the course of mood from check-in to check-in,
as a Kalman filter does, and the draws are weighted anew by how well each of
them foresaw every check-in that came: the forecast of a check-in is the mixture of the draws'
normals under the weights that held before it. Nothing of a check-in's outcome, nor of a later one,
has any part in its own forecast. Its company, clock and covariates are taken as known.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from kith.impact.design import Design, build_design
from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.likelihood import foreseen, prior_covariance
from kith.impact.paths import Posterior, posterior
from kith.impact.prior import Hyperprior

DRAWS = 64
ROUNDS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """What was foreseen of n check-ins, in the order of time.

    `log_density` (n,) is the log density of what came, in the unit of the diary's outcome; `place`
    (n,) the probability that was given to anything lower, which is even on 0..1 when forecasts
    are calibrated.
    """

    log_density: FloatArray
    place: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Normals of D draws for n check-ins: `mean` and `variance` (D, n), `log_weight` (D,) before."""

    mean: FloatArray
    variance: FloatArray
    log_weight: FloatArray

    def foretold(self, y: FloatArray) -> Forecast:
        """Return the forecast of outcomes y (n,), weights moved on after each of them."""
        from scipy.special import logsumexp, ndtr

        z = (y - self.mean) / np.sqrt(self.variance)
        each = -0.5 * (np.log(2.0 * np.pi * self.variance) + z**2)
        seen = np.cumsum(each, axis=1) - each  # what the draw made of all before this one
        weight = self.log_weight[:, None] + seen
        weight -= logsumexp(weight, axis=0)
        density = logsumexp(weight + each, axis=0)
        return Forecast(density, np.sum(np.exp(weight) * ndtr(z), axis=0))


def upto(diary: Diary, n: int) -> Diary:
    """Return the first n check-ins of a diary, with the company up to the last of them."""
    stays = diary.stays
    begun = stays.start <= diary.time[n - 1]
    return replace(
        diary,
        time=diary.time[:n],
        clock=diary.clock[:n],
        y=diary.y[:n],
        company_unknown=diary.company_unknown[:n],
        covariates=diary.covariates[:n],
        stays=replace(stays, **{name: getattr(stays, name)[begun] for name in stays.__slots__}),
    )


def without_company(diary: Diary) -> Diary:
    """Return the diary as if nobody had said anything of company."""
    nobody = np.zeros(len(diary.stays), dtype=bool)
    stays = diary.stays
    return replace(
        diary,
        company_unknown=np.zeros_like(diary.company_unknown),
        people=(),
        kinds=(),
        stays=replace(stays, **{name: getattr(stays, name)[nobody] for name in stays.__slots__}),
    )


def joined(parts: list[Forecast]) -> Forecast:
    """Return the forecasts of one stretch after another as one."""
    return Forecast(
        np.concatenate([part.log_density for part in parts]),
        np.concatenate([part.place for part in parts]),
    )


def own_forecast(
    diary: Diary,
    refits: tuple[int, ...],
    *,
    seed: int = 0,
    progress: Callable[[float], None] = lambda _: None,
) -> Forecast:
    """Forecast every check-in from the first refit on; `refits` are numbers of check-ins, rising.

    Raises
    ------
    DiaryError
        What `build_design` raises of the check-ins before the first refit.
    """
    parts = []
    for k, (first, last) in enumerate(_stretches(refits, diary.n_checkins)):
        rng = np.random.default_rng([seed, first])
        parts.append(mixture_of(diary, first, last, rng).foretold(diary.y[first:last]))
        progress((k + 1) / len(refits))
    return joined(parts)


def mixture_of(diary: Diary, first: int, last: int, rng: np.random.Generator) -> Mixture:
    """Return the normals for check-ins first..last-1, hyperparameters from those before `first`."""
    past, seen = upto(diary, first), upto(diary, last)
    learnt = build_design(past)
    found = _learnt_from(learnt, rng)
    ahead = build_design(seen, like=learnt)
    ahead = replace(ahead, y=(seen.y - learnt.center) / learnt.scale)
    mean = np.empty((ROUNDS, last - first))
    variance = np.empty_like(mean)
    for k in range(ROUNDS):
        at = 2 * k  # draws come in pairs with the same hyperparameters
        covariance = prior_covariance(ahead, found.theta[at], found.lasting[at], found.drift[at])
        mean[k], variance[k] = foreseen(ahead, found.theta[at], covariance, first)
    weight = np.full(ROUNDS, -np.log(ROUNDS))
    return Mixture(learnt.center + learnt.scale * mean, learnt.scale**2 * variance, weight)


def _learnt_from(design: Design, rng: np.random.Generator) -> Posterior:
    """Return draws of hyperparameters and of everybody's scales."""
    return posterior(
        design,
        Hyperprior.of({}),
        rng,
        draws=DRAWS,
        rounds=ROUNDS,
        pairs=1,
        progress=lambda _: None,
    )


def _stretches(refits: tuple[int, ...], n: int) -> Iterator[tuple[int, int]]:
    """Yield from each refit to the next, the last one to n; stretches without a check-in fall out."""
    for first, last in zip(refits, (*refits[1:], n), strict=True):
        if last > first:
            yield first, last
