"""The nine hyperparameters: what they are called, and what is thought likely before the data.

Standard deviations are in units of the outcome's own standard deviation, times are in days. Each
has a normal prior on the log scale, given here as a median and a log standard deviation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kith.impact.dose import FloatArray

COURSE = ("sig_u", "tau_u", "sig_s", "sig_e", "tau_c")
"""Those of the course of mood and of traces, on which all sums over the record depend."""
SCALES = ("s_k", "s_p", "s_d", "tau_p")
"""Those of people's effects."""
NAMES = (*COURSE, *SCALES)
OF_DRIFT = ("s_d", "tau_p")
"""The last of them, of which a record in which nobody changes says nothing."""
SIG_U, TAU_U, SIG_S, SIG_E, TAU_C, S_K, S_P, S_D, TAU_P = range(len(NAMES))

# Within people, company of one sort or another moves mood by 0.05 to 0.2 SD in the published
# record (6262 assessments of 313 people, PMC7887723, table 5). The medians of s_k and s_p are above
# that, because people in distress may have ties that do more; their spread is moderate, so that
# three contacts cannot make a giant of anybody (decision 176). Inertia of mood fades over hours; people change
# over seasons. tau_s is fixed: a level slower than a rhythm of weeks.
DEFAULTS: Mapping[str, tuple[float, float]] = {
    "sig_u": (0.55, 0.5),
    "tau_u": (0.2, 0.8),
    "sig_s": (0.35, 0.6),
    "sig_e": (0.55, 0.5),
    "s_k": (0.15, 0.6),
    "s_p": (0.4, 0.7),
    "s_d": (0.3, 0.8),
    "tau_p": (180.0, 0.8),
    "tau_c": (2.0 / 24.0, 0.7),
}
TAU_S = 45.0
FIXED_SD = {"level": 1.0, "rhythm": 0.3, "covariate": 0.5, "unknown": 0.5}

# The scales are those of a contact of an hour, of which half is left on average over four hours.
# Who stands in `with` is told of by the moment alone, and it is that moment that the published
# effects are of: the scales of such people are half as large.
TOGETHER = 0.5

# Everybody has a scale of their own for what is lasting and for what drifts: s_p or s_d times one
# of these. Most lie around one; the tails let few people differ, or change, far more than others.
OWN_SCALES: FloatArray = 2.0 ** np.arange(-2.0, 4.0)


def _weights(power: float) -> FloatArray:
    falling = (OWN_SCALES + 1.0 / OWN_SCALES) ** -power
    return np.asarray(falling / falling.sum())


LASTING_WEIGHTS = _weights(4.0)
DRIFT_WEIGHTS = _weights(2.0)


@dataclass(frozen=True, slots=True, eq=False)
class Hyperprior:
    """Independent normals on the logs of the hyperparameters, in the order of NAMES."""

    mean: FloatArray
    sd: FloatArray

    @classmethod
    def of(cls, changed: Mapping[str, tuple[float, float]]) -> "Hyperprior":
        """Return the default prior with some (median, log sd) replaced.

        Raises
        ------
        ValueError
            For a name that is not a hyperparameter, or a median or sd that is not above zero.
        """
        unknown = set(changed) - set(NAMES)
        if unknown:
            raise ValueError(f"not hyperparameters: {sorted(unknown)}; known: {list(NAMES)}")
        chosen = [{**DEFAULTS, **changed}[name] for name in NAMES]
        if any(not (median > 0 and sd > 0) for median, sd in chosen):
            raise ValueError("each hyperprior is a median and a log sd, both above zero")
        return cls(
            mean=np.log([median for median, _ in chosen]),
            sd=np.array([sd for _, sd in chosen], dtype=float),
        )

    def of_names(self, names: Sequence[str]) -> "Hyperprior":
        """Return the prior of some of them, in the order of `names`."""
        index = [NAMES.index(name) for name in names]
        return Hyperprior(self.mean[index], self.sd[index])

    def log_density(self, theta: FloatArray) -> float:
        """Log density of theta (log scale) without its constant."""
        return float(-0.5 * np.sum(((theta - self.mean) / self.sd) ** 2))

    def gradient(self, theta: FloatArray) -> FloatArray:
        """Gradient of `log_density`."""
        return (self.mean - theta) / self.sd**2


def as_theta(parameters: Mapping[str, float]) -> FloatArray:
    """Return logs of named parameters in the order of NAMES."""
    return np.log([parameters[name] for name in NAMES])


def as_parameters(theta: FloatArray) -> dict[str, float]:
    """Named parameters of a vector of logs."""
    return {name: float(value) for name, value in zip(NAMES, np.exp(theta), strict=True)}
