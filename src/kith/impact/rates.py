"""How the rate of a point process depends on columns: Poisson counts, or only whether at all.

A log-linear rate over pieces of time, each with an exposure, and a normal prior on every
coefficient; the posterior is the normal at its maximum (Newton, a few steps).
"""

from dataclasses import dataclass

import numpy as np

from kith.impact.dose import FloatArray

STEPS = 40
CLOSE = 1e-8
CLOSE_ENOUGH = 1e-5  # of a step: the next one would be its square
LONGEST_STEP = 4.0
LARGEST_LOG = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Pieces of time: columns (n, p), log exposure (n,), and how many events began in each (n,).

    `only_whether` says that more than one event in a piece cannot be told from one.
    """

    columns: FloatArray
    log_exposure: FloatArray
    events: FloatArray
    only_whether: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class LogRates:
    """Coefficients of the log rate: posterior mean (p,) and sd (p,)."""

    mean: FloatArray
    sd: FloatArray


def log_rates(pieces: Pieces, prior_sd: FloatArray, near: FloatArray | None = None) -> LogRates:
    """Fit the log rate with independent normal priors around zero.

    Each step is Fisher's scoring with a bound on its length, halved while it makes things worse. It
    begins `near` coefficients (p,) where some are known to be, else where all but the level is zero.
    """
    X, precision = pieces.columns, prior_sd**-2.0
    if near is None:
        at = np.zeros(X.shape[1])
        usual = np.log(max(pieces.events.sum(), 0.5)) - np.log(np.exp(pieces.log_exposure).sum())
        at[0] = usual  # the first column is the level
    else:
        at = near
    value = _density(pieces, at, precision)
    for _ in range(STEPS):
        slope, weight = _slope_and_weight(pieces, at)
        information = X.T @ (weight[:, None] * X) + np.diag(precision)
        step = np.linalg.solve(information, X.T @ slope - precision * at)
        step *= min(1.0, LONGEST_STEP / max(float(np.abs(step).max()), CLOSE))
        while True:
            further = _density(pieces, at + step, precision)
            if further >= value - CLOSE or float(np.abs(step).max()) < CLOSE:
                break
            step = step / 2.0
        at, value = at + step, further
        if float(np.abs(step).max()) < CLOSE_ENOUGH:
            break
    _, weight = _slope_and_weight(pieces, at)
    covariance = np.linalg.inv(X.T @ (weight[:, None] * X) + np.diag(precision))
    return LogRates(at, np.sqrt(np.diag(covariance)))


def _expected(pieces: Pieces, at: FloatArray) -> FloatArray:
    line = pieces.columns @ at + pieces.log_exposure
    return np.asarray(np.exp(np.clip(line, -LARGEST_LOG, LARGEST_LOG)))


def _density(pieces: Pieces, at: FloatArray, precision: FloatArray) -> float:
    mu, k = _expected(pieces, at), pieces.events
    if pieces.only_whether:
        told = np.where(k > 0.0, np.log(-np.expm1(-mu)), -mu)
    else:
        told = k * np.log(mu) - mu
    return float(told.sum() - 0.5 * np.sum(precision * at**2))


def _slope_and_weight(pieces: Pieces, at: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Slope of the log density by the log rate, and its expected curvature, for each piece."""
    mu, k = _expected(pieces, at), pieces.events
    if not pieces.only_whether:
        return k - mu, mu
    # mu / (e^mu - 1), which is 1 for small mu and falls to nothing
    share = mu / np.expm1(np.minimum(mu, 700.0))
    return np.where(k > 0.0, share, -mu), np.asarray(mu * share)
