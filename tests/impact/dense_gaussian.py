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
    "s_k": 0.3, "s_p": 0.4, "tau_p": 60.0, "tau_c": 0.15,
}  # fmt: skip


@dataclass
class Dense:
    """Prior covariance of outcomes, and of all states at all rows, by the definition."""

    y: np.ndarray
    X: np.ndarray
    time: np.ndarray
    prior: list  # (variance, tau) of each state
    noise: float

    def state_covariance(self):
        """(N d, N d) prior covariance of all states, state by state within a row."""
        n, d = self.X.shape
        lag = np.abs(self.time[:, None] - self.time[None, :])
        full = np.zeros((n, d, n, d))
        for k, (variance, tau) in enumerate(self.prior):
            full[:, k, :, k] = variance * np.exp(-lag / tau)
        return full.reshape(n * d, n * d)

    def posterior(self):
        """Mean (N, d) and covariance (N d, N d) of all states given the outcomes."""
        n, d = self.X.shape
        seen = ~np.isnan(self.y)
        H = np.zeros((n, n, d))
        H[np.arange(n), np.arange(n)] = self.X
        H = H.reshape(n, n * d)[seen]
        C = self.state_covariance()
        S = H @ C @ H.T + self.noise * np.eye(seen.sum())
        gain = C @ H.T @ np.linalg.inv(S)
        return (gain @ self.y[seen]).reshape(n, d), C - gain @ H @ C

    def log_likelihood(self):
        seen = ~np.isnan(self.y)
        X, time = self.X[seen], self.time[seen]
        lag = np.abs(time[:, None] - time[None, :])
        S = self.noise * np.eye(seen.sum())
        for k, (variance, tau) in enumerate(self.prior):
            S += variance * np.outer(X[:, k], X[:, k]) * np.exp(-lag / tau)
        L = np.linalg.cholesky(S)
        z = np.linalg.solve(L, self.y[seen])
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


def dense_model(diary: Diary, design: Design, p: dict[str, float]) -> Dense:
    """The big Gaussian of a diary whose people all have an effect of their own."""
    assert not design.units.pooled.any()
    time = design.time
    n, people = len(time), len(diary.people)
    clock = np.interp(time, diary.time, diary.clock)
    columns = [np.ones(n)] * 3
    columns += [np.sin(2 * np.pi * clock * f) for f in (1, 2, 1 / 7)]
    columns += [np.cos(2 * np.pi * clock * f) for f in (1, 2, 1 / 7)]
    prior = [(p["sig_u"] ** 2, p["tau_u"]), (p["sig_s"] ** 2, TAU_S)]
    prior += [(FIXED_SD["level"] ** 2, np.inf)] + [(FIXED_SD["rhythm"] ** 2, np.inf)] * 6
    if diary.company_unknown.any():
        checkin = ~np.isin(np.arange(n), design.grid_rows)
        columns.append(np.zeros(n))
        columns[-1][checkin] = diary.company_unknown
        prior.append((FIXED_SD["unknown"] ** 2, np.inf))
    traces = [
        np.array([trace_by_hand(diary, j, t, p["tau_c"]) for t in time]) for j in range(people)
    ]
    for kind in sorted(set(diary.kinds)):
        members = [x for x, k in zip(traces, diary.kinds, strict=True) if k == kind]
        columns.append(np.sum(members, axis=0))
        prior.append((p["s_k"] ** 2, np.inf))
    columns += traces
    prior += [(p["s_p"] ** 2, p["tau_p"])] * people
    X = np.column_stack(columns)
    X[design.grid_rows] *= np.isin(np.arange(X.shape[1]), np.arange(X.shape[1] - people, 99))
    return Dense(design.y, X, time, prior, p["sig_e"] ** 2 + 1e-6)
