"""The same model without any recursion: one big Gaussian, built from docs/impact.md by hand.

Only the diary's arrays are shared with what is tested; traces and columns are made here anew.
"""

from dataclasses import dataclass

import numpy as np

from kith.impact.design import Design
from kith.impact.diary import Diary
from kith.impact.prior import FIXED_SD, TAU_S

LIKELY = {
    "sig_u": 0.6, "tau_u": 0.2, "sig_s": 0.4, "sig_e": 0.5,
    "s_k": 0.3, "s_p": 0.4, "s_d": 0.3, "tau_p": 60.0, "tau_c": 0.15,
}  # fmt: skip


@dataclass
class Dense:
    """Prior covariance of outcomes (N, N), of effects at nodes (J B, J B), and between the two."""

    y: np.ndarray
    outcomes: np.ndarray
    effects: np.ndarray
    between: np.ndarray

    def posterior(self):
        """Mean and covariance of all effects at the nodes given the outcomes."""
        gain = self.between @ np.linalg.inv(self.outcomes)
        return gain @ self.y, self.effects - gain @ self.between.T

    def log_likelihood(self):
        L = np.linalg.cholesky(self.outcomes)
        z = np.linalg.solve(L, self.y)
        return float(-0.5 * z @ z - np.log(np.diag(L)).sum() - 0.5 * len(z) * np.log(2 * np.pi))


def trace_by_hand(diary: Diary, person: int, at: float, tau_c: float) -> float:
    """A person's trace at one moment: the sum over contacts, refreshed by who is named."""
    stays = diary.stays
    mine = np.flatnonzero((stays.person == person) & (stays.start <= at))
    happened = [(stays.end[m], m) for m in mine]
    pool, last, held = 0.0, None, 0.0
    for end, m in sorted(happened):
        if end > at:
            held += stays.dose[m]
            continue
        if last is not None:
            pool *= np.exp(-(end - last) / tau_c)
        last = end
        dose = stays.dose[m]
        pool = pool + dose if stays.logged[m] else max(pool, dose)
    return held + (0.0 if last is None else pool * np.exp(-(at - last) / tau_c))


def size_by_hand(diary: Diary, person: int) -> float:
    """Half, for somebody who was named more often than logged."""
    stays = diary.stays
    mine = (stays.person == person) & stays.counts
    return 1.0 if stays.logged[mine].sum() > (~stays.logged[mine]).sum() else 0.5


def shares_by_hand(diary: Diary) -> np.ndarray:
    """Share of the recorded time that has passed at each check-in; long gaps count nothing."""
    passed = [0.0]
    for before, after in zip(diary.time[:-1], diary.time[1:], strict=True):
        passed.append(passed[-1] + (after - before if after - before <= 28.0 else 0.0))
    return np.array(passed) / passed[-1]


def dense_model(diary: Diary, design: Design, p: dict[str, float]) -> Dense:
    """The big Gaussian of a diary whose people all have an effect of their own."""
    assert not design.units.pooled.any()
    time, n, people = diary.time, diary.n_checkins, len(diary.people)
    columns = [(np.ones(n), FIXED_SD["level"])]
    columns += [
        (wave(2 * np.pi * diary.clock * f), FIXED_SD["rhythm"])
        for f in (1, 2, 1 / 7)
        for wave in (np.sin, np.cos)
    ]
    if diary.company_unknown.any():
        columns.append((diary.company_unknown.astype(float), FIXED_SD["unknown"]))
    lag = np.abs(time[:, None] - time[None, :])
    outcomes = (p["sig_e"] ** 2 + 1e-6) * np.eye(n)
    outcomes += p["sig_u"] ** 2 * np.exp(-lag / p["tau_u"]) + p["sig_s"] ** 2 * np.exp(-lag / TAU_S)
    for column, sd in columns:
        outcomes += sd**2 * np.outer(column, column)
    count = len(design.nodes)
    effects = np.zeros((people, count, people, count))
    drift = np.exp(-np.abs(design.nodes[:, None] - design.nodes[None, :]) / p["tau_p"])
    fine = np.linspace(0.0, 1.0, 20 * (count - 1) + 1)  # the mean over the record, by trapezoids
    over = [np.trapezoid(np.interp(fine, design.shares, one), fine) for one in np.eye(count)]
    around = np.eye(count) - np.outer(np.ones(count), over)
    drift = around @ drift @ around.T
    for i in range(people):
        for j in range(people):
            if diary.kinds[i] == diary.kinds[j]:
                effects[i, :, j, :] += p["s_k"] ** 2
        effects[i, :, i, :] += p["s_p"] ** 2 + p["s_d"] ** 2 * drift
    effects = effects.reshape(people * count, people * count)
    shares = shares_by_hand(diary)
    lines = [np.interp(shares, design.shares, one) for one in np.eye(count)]
    traces = [
        np.array([trace_by_hand(diary, j, t, p["tau_c"]) for t in time]) for j in range(people)
    ]
    size = np.repeat([size_by_hand(diary, j) for j in range(people)], count)
    effects *= np.outer(size, size)
    X = np.column_stack([x * line for x in traces for line in lines])
    return Dense(design.y, outcomes + X @ effects @ X.T, effects, effects @ X.T)
