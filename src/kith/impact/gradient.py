"""The log likelihood with its exact gradient by all hyperparameters.

By Fisher's identity the gradient is the expected gradient of the density of outcomes and effects
together, over the posterior of effects.
"""

import numpy as np

from kith.impact.compiled import kernels
from kith.impact.design import Design
from kith.impact.dose import FloatArray
from kith.impact.filtering import Course, Noise, traces
from kith.impact.likelihood import Fitted, departures_of, fitted, lags, prior_covariance
from kith.impact.passes import Pass
from kith.impact.prior import COURSE, NAMES, S_D, S_K, S_P, SIG_E, SIG_S, SIG_U, TAU_C, TAU_P, TAU_U

CELLS_AT_ONCE = 4_000_000  # of a gradient's columns


class Slopes:
    """Value and gradient at one vector of hyperparameters after another, in the same memory."""

    def __init__(self, design: Design) -> None:
        """Lay out the memory for a design."""
        self._design, self._pass = design, Pass(design)
        n, units = design.held.shape
        q = self._pass.p + 1
        self._white = np.empty((n, q))
        self._dx = np.empty((n, units * len(design.nodes)))
        self._wide = min(max(1, CELLS_AT_ONCE // n), q)
        self._weighed, self._moved = np.empty((2, n * self._wide))

    def at(self, theta: FloatArray) -> tuple[float, FloatArray]:
        """Return `log_likelihood` and its gradient by theta."""
        design = self._design
        noise = Noise.of(theta)
        filter_ = self._pass.course(noise)
        log_dets = np.empty(TAU_C)
        kernels().log_det_slopes(design.dt, filter_.fade, noise.var, noise.tau_u, noise.e, log_dets)
        x, dx = traces(design, float(np.exp(theta[TAU_C])))
        x *= design.size
        dx *= design.size
        kernels().whiten_rows(
            0, len(x), 0, len(design.nodes), x, design.straight, self._pass.given,
            filter_.fade, filter_.gain, filter_.F, np.zeros((2, self._pass.p + 1)), self._white,
        )  # fmt: skip
        told = self._pass.told(self._white, filter_.log_det)
        covariance = prior_covariance(design, theta)
        fit = fitted(told, covariance)
        for b in range(len(design.nodes)):
            at = slice(b * dx.shape[1], (b + 1) * dx.shape[1])
            np.multiply(dx, design.straight[:, b, None], out=self._dx[:, at])
        forms = self._forms(filter_, noise, self._mixed(fit))
        value = np.exp(theta)
        slope = np.empty(len(NAMES))
        slope[SIG_U] = noise.var[0] * forms[0]
        slope[TAU_U] = 0.5 * noise.var[0] * forms[1]
        slope[SIG_S] = noise.var[1] * forms[2]
        slope[SIG_E] = value[SIG_E] ** 2 * forms[3]
        log_dets[SIG_E] *= value[SIG_E] ** 2 / noise.e
        slope[:TAU_C] -= 0.5 * log_dets
        slope[TAU_C] = -forms[4]
        slope[len(COURSE) :] = _by_scales(design, theta, fit, covariance)
        return fit.log_density, slope

    def _mixed(self, fit: Fitted) -> FloatArray:
        """(q, 1 + p) by which columns are mixed to the residual at the mean, and to its spread."""
        first, nodes = self._pass.first, len(self._design.nodes)
        told = np.column_stack([-fit.mean, fit.root])
        mixed = np.zeros((self._pass.p + 1, told.shape[1]))
        mixed[:first] = told[:first]
        mixed[first, 0] = 1.0
        effects = told[first:].reshape(-1, nodes, told.shape[1])
        at_nodes = np.einsum("br,urk->buk", self._design.basis, effects)
        mixed[first + 1 :] = at_nodes.reshape(-1, told.shape[1])
        return mixed

    def _forms(self, filter_: Course, noise: Noise, mixed: FloatArray) -> FloatArray:
        """(5,) what `kernels.forms` makes of all mixed columns, some of them at a time."""
        n, effects = len(self._white), self._pass.first + 1
        total, some = np.zeros(5), np.empty(5)
        for begin in range(0, mixed.shape[1], self._wide):
            part = np.ascontiguousarray(mixed[:, begin : begin + self._wide])
            size = part.shape[1]
            weighed = self._weighed[: n * size].reshape(n, size)
            moved = self._moved[: n * size].reshape(n, size)
            np.matmul(self._white, part, out=weighed)
            np.matmul(self._dx, part[effects:], out=moved)
            kernels().forms(
                self._design.dt, noise.tau_u, filter_.fade, filter_.gain, filter_.F,
                weighed, moved, some,
            )  # fmt: skip
            total += some
        return total


def value_and_gradient(design: Design, theta: FloatArray) -> tuple[float, FloatArray]:
    """Return `log_likelihood` and its gradient by theta."""
    return Slopes(design).at(theta)


def _by_scales(
    design: Design, theta: FloatArray, fit: Fitted, covariance: FloatArray
) -> FloatArray:
    """Gradient by s_k, s_p, s_d and tau_p."""
    first, nodes, units = design.fixed.shape[1], len(design.nodes), design.units
    inverse = np.linalg.inv(covariance[first:, first:])
    mean = inverse @ fit.mean[first:]
    G = np.outer(mean, mean) + inverse @ fit.covariance[first:, first:] @ inverse - inverse
    blocks = G.reshape(units.n, nodes, units.n, nodes)
    value = np.exp(theta)
    same_kind = units.kind[:, None] == units.kind[None, :]
    level = blocks[:, 0, :, 0]
    departures = np.einsum("ubuc->bc", blocks[:, 1:, :, 1:])
    lag = lags(design) / value[TAU_P]
    drift = value[S_D] ** 2 * np.exp(-lag)
    return np.array(
        [
            value[S_K] ** 2 * float(level[same_kind].sum()),
            value[S_P] ** 2 * float(np.trace(level)),
            float(np.sum(departures * departures_of(design, drift))),
            0.5 * float(np.sum(departures * departures_of(design, drift * lag))),
        ]
    )
