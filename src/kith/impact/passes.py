"""What a record says at given hyperparameters of the course of mood, in one pass over it.

Write y = X theta + noise with covariance V of the course of mood. All that the record says about
theta is in A = X' V^-1 X and b = X' V^-1 y (`Sums`). A pass takes rows a part at a time, and in each
part only the nodes that are something there: a node is nothing before the one before it, and some
hundreds of check-ins after the one behind it nothing is left of it in the filter either.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kith.impact.compiled import kernels
from kith.impact.design import Design
from kith.impact.dose import FloatArray
from kith.impact.filtering import SMALLEST_TAU, Course, Noise
from kith.impact.prior import TAU_C, TAU_S

ROWS_AT_ONCE = 512  # so many rows of columns stay in the processor's cache
NOTHING_LEFT = 1e-12  # of a column in the filter, below which it is left out


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """A (p, p), b (p,), and the log density of the outcomes where theta is 0."""

    A: FloatArray
    b: FloatArray
    at_zero: float


@dataclass(frozen=True, slots=True)
class Part:
    """Rows begin..end - 1, and the nodes first..last - 1 that have a weight in them."""

    begin: int
    end: int
    first: int
    last: int


class Pass:
    """One pass over a record, again and again at other hyperparameters, in the same memory."""

    def __init__(self, design: Design) -> None:
        """Lay out the memory for a design."""
        self.design = design
        n, self.units = design.held.shape
        self.nodes = len(design.nodes)
        self.given = np.column_stack([design.fixed, design.y])
        self.first = design.fixed.shape[1]
        q = self.first + 1 + self.units * self.nodes
        self.p = q - 1
        self._fade, self._gain = np.empty((n, 2)), np.empty((n, 2))
        self._fade[:, 1] = np.exp(design.dt / -TAU_S)
        self._F = np.empty(n)
        self._x = np.empty((n, self.units))
        self._held = design.held * design.size
        self._amount = design.event_amount * design.size[design.event_unit]
        self._parts = tuple(_parts(design.straight))
        self._state = np.empty((2, q))
        self._white = np.empty((max(part.end - part.begin for part in self._parts), q))
        self._products, self._some = np.empty((q, q)), np.empty((q, q))

    def sums(self, theta: FloatArray, A: FloatArray, b: FloatArray) -> float:
        """Fill A (p, p) and b (p,) with what the record says; return the log density at 0."""
        noise, tau_c = Noise.of(theta), max(float(np.exp(theta[TAU_C])), SMALLEST_TAU)
        filter_ = self.course(noise)
        left = np.exp(self.design.dt / -tau_c)
        amount = self._amount * np.exp(self.design.event_lag / -tau_c)
        kernels().faded(
            left, self._held, self.design.event_row, self.design.event_unit, amount,
            self.design.event_refresh, self._x,
        )  # fmt: skip
        self._sum_up(filter_)
        return self._told(self._products, filter_.log_det, A, b)

    def told(self, white: FloatArray, log_det: float) -> Sums:
        """Return the sums of all rows of whitened columns."""
        A, b = np.empty((self.p, self.p)), np.empty(self.p)
        return Sums(A, b, self._told(white.T @ white, log_det, A, b))

    def course(self, noise: Noise) -> Course:
        """Return the filter of the course of mood, in memory that the next pass takes again."""
        self._fade[:, 0] = np.exp(self.design.dt / -noise.tau_u)
        log_det = kernels().gains(self._fade, noise.var, noise.e, self._gain, self._F)
        return Course(self._fade, self._gain, self._F, log_det)

    def _told(self, products: FloatArray, log_det: float, A: FloatArray, b: FloatArray) -> float:
        kernels().by_unit(products, self.first, self.design.basis, A, b)
        square = float(products[self.first, self.first])
        return -0.5 * (len(self._F) * float(np.log(2.0 * np.pi)) + log_det + square)

    def _sum_up(self, filter_: Course) -> None:
        """Fill the products of whitened columns."""
        head, units = self.first + 1, self.units
        products, state = self._products, self._state
        products[:] = 0.0
        state[:] = 0.0
        low = 0
        for part in self._parts:
            while low < part.first and self._nothing_left(low):
                low += 1
            white = self._white[: part.end - part.begin]
            kernels().whiten_rows(
                part.begin, part.end, low, part.last, self._x, self.design.straight, self.given,
                filter_.fade, filter_.gain, filter_.F, state, white,
            )  # fmt: skip
            if part.last - low == self.nodes:
                np.matmul(white.T, white, out=self._some)
                products += self._some
                continue
            at = slice(head + low * units, head + part.last * units)
            mine, given = white[:, at], white[:, :head]
            products[:head, :head] += given.T @ given
            between = mine.T @ given
            products[at, :head] += between
            products[:head, at] += between.T
            products[at, at] += mine.T @ mine

    def _nothing_left(self, node: int) -> bool:
        at = self.first + 1 + node * self.units
        left = self._state[:, at : at + self.units]
        return not left.size or float(np.abs(left).max()) < NOTHING_LEFT


def _parts(straight: FloatArray) -> Iterator[Part]:
    """Yield parts of a record, by the weights (N, B) of nodes at its rows.

    A part ends where another node begins to have a weight; parts too short to be worth a product of
    their own are joined.
    """
    n, nodes = straight.shape
    seen = straight != 0.0
    last = np.maximum.accumulate(nodes - np.argmax(seen[:, ::-1], axis=1))
    first = np.argmax(seen, axis=1)
    begin = 0
    while begin < n:
        end = min(begin + ROWS_AT_ONCE, n)
        turn = int(np.searchsorted(last[begin:end], last[begin], side="right")) + begin
        if turn < end and turn - begin >= ROWS_AT_ONCE // 4:
            end = turn
        yield Part(begin, end, int(first[begin:end].min()), int(last[end - 1]))
        begin = end


def sums(design: Design, theta: FloatArray) -> Sums:
    """Return what the record says at these COURSE hyperparameters."""
    one = Pass(design)
    A, b = np.empty((one.p, one.p)), np.empty(one.p)
    at_zero = one.sums(theta, A, b)
    return Sums(A, b, at_zero)


def of_products(products: FloatArray, n: int, log_det: float) -> Sums:
    """Return the sums of n rows from products of whitened columns, the outcome last."""
    at_zero = -0.5 * (n * np.log(2.0 * np.pi) + log_det + products[-1, -1])
    return Sums(np.ascontiguousarray(products[:-1, :-1]), products[:-1, -1].copy(), float(at_zero))
