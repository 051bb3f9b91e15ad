"""How contact with each person feels, followed over time: own ratings, drawn together and smoothed.

A rating r of somebody at t is a_j + w_j(t) + noise on the scale from -3 to 3. a_j lies around zero
(neither way) with an sd that is learnt from everybody, w_j drifts in straight lines between nodes,
most people little and some more. All sds are weighed over a grid, so the answer is a mixture of
normals whose mean and sd are told. It speaks from FEWEST ratings on.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import erf, sqrt
from typing import Literal

import numpy as np

from kith.impact.chance import either
from kith.impact.design import hats, node_shares
from kith.impact.diary import days_since_epoch
from kith.impact.dose import FloatArray
from kith.impact.felt import FEWEST
from kith.impact.values import Interval
from kith.impact.verdict import LARGEST_FALSE_SIGN, Z90
from kith.records import Contact, Mode

LASTING_SDS = np.array([0.35, 0.8, 1.5])
DRIFT_SDS = np.array([0.05, 0.2, 0.5, 1.0, 1.8])
OWN_DRIFT = np.array([0.7, 0.2, 0.1])  # the common drift, the next larger one, the one after
NOISE_SDS = np.array([0.6, 0.9, 1.25, 1.7])
NOTHING = 1e-6  # of the weight of a mixture
TAU_DAYS = 180.0
POINTS = 12
LIMIT = 3.0
CLEARLY = 0.3  # a mean rating nearer to zero than this is neither way
Disagreement = Literal["felt_good_then_lower", "felt_bad_then_higher"]


@dataclass(frozen=True, slots=True)
class Rating:
    """One felt rating: whose contact, when (days since 1970 UTC), and how it felt (-3..3)."""

    person: str
    at: float
    felt: float


@dataclass(frozen=True, slots=True)
class FeltCourse:
    """How contacts with one person feel, drawn towards neither way as far as ratings are few.

    `level` is the average over the contacts that were rated, `lately` the level at the last of
    them, both with 90 % intervals. `days`, `mean`, `low` and `high` follow it from the first to
    the last rated contact. `false_sign_rate` is the probability that the sign of `level` is wrong.
    All are None or empty below FEWEST ratings.
    """

    person: str
    n: int
    level: Interval | None = None
    lately: Interval | None = None
    false_sign_rate: float | None = None
    days: tuple[float, ...] = ()
    mean: tuple[float, ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


def ratings_of(contacts: Iterable[Contact]) -> list[Rating]:
    """Return the ratings of contacts, one for each person in each; thoughts are no contact."""
    return [
        Rating(person, days_since_epoch(contact.start), float(contact.felt))
        for contact in contacts
        if contact.felt is not None and contact.mode is not Mode.THOUGHT
        for person in dict.fromkeys(contact.people)
    ]


def felt_courses(ratings: Iterable[Rating]) -> tuple[FeltCourse, ...]:
    """Follow how contacts with each person felt, alphabetical by person."""
    rated: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        rated[rating.person].append(rating)
    people = sorted(rated)
    if not people:
        return ()
    at = {p: np.array([r.at for r in rated[p]]) for p in people}
    begin = min(float(days.min()) for days in at.values())
    length = max(float(days.max()) for days in at.values()) - begin
    shares = node_shares(length)
    columns = [hats((at[p] - begin) / max(length, 1e-9), shares) for p in people]
    felt = [np.array([r.felt for r in rated[p]]) for p in people]
    weights, mean, covariance = _posterior(columns, felt, shares * length)
    courses = []
    for i, person in enumerate(people):
        if len(felt[i]) < FEWEST:
            courses.append(FeltCourse(person, len(felt[i])))
            continue
        ends = float(at[person].min()), float(at[person].max())
        days = np.linspace(*ends, POINTS)
        rows = np.vstack(
            [columns[i].mean(axis=0), hats((days - begin) / max(length, 1e-9), shares)]
        )
        courses.append(
            _course(person, len(felt[i]), days, rows, (weights[i], mean[i], covariance[i]))
        )
    return tuple(courses)


def disagreement(
    course: FeltCourse | None, verdict: str, false_sign_rate: float
) -> Disagreement | None:
    """Say whether how it feels and what it does point opposite ways, together surely enough.

    An effect must be nourishing or draining, with this false sign rate; the ratings must lie on the
    other side of zero, by CLEARLY at least; and the chance that either direction is wrong must be no
    larger than that of a verdict may be.
    """
    if course is None or course.level is None or course.false_sign_rate is None:
        return None
    if either(course.false_sign_rate, false_sign_rate) > LARGEST_FALSE_SIGN:
        return None
    if verdict == "draining" and course.level.mean >= CLEARLY:
        return "felt_good_then_lower"
    if verdict == "nourishing" and course.level.mean <= -CLEARLY:
        return "felt_bad_then_higher"
    return None


def _posterior(
    columns: Sequence[FloatArray], felt: Sequence[FloatArray], nodes: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Weights (J, M), means (J, M, B) and covariances (J, M, B, B) over a grid of M sds."""
    lasting, drift, noise = np.meshgrid(LASTING_SDS, DRIFT_SDS, NOISE_SDS, indexing="ij")
    kernel = np.exp(-np.abs(nodes[:, None] - nodes[None, :]) / TAU_DAYS)
    prior = lasting.reshape(-1, 1, 1) ** 2 + drift.reshape(-1, 1, 1) ** 2 * kernel
    prior += 1e-9 * np.eye(len(nodes))
    h = noise.reshape(-1) ** 2
    n = np.array([len(r) for r in felt], dtype=float)
    products = np.array([c.T @ c for c in columns])
    across = np.array([c.T @ r for c, r in zip(columns, felt, strict=True)])
    squares = np.array([float(r @ r) for r in felt])
    precision = np.linalg.inv(prior) + products[:, None] / h[:, None, None]
    covariance = np.linalg.inv(precision)
    mean = np.einsum("jmab,jb->jma", covariance, across) / h[:, None]
    fit = np.einsum("jma,ja->jm", mean, across) / h
    size = np.linalg.slogdet(prior)[1] + np.linalg.slogdet(precision)[1]
    likelihood = -0.5 * (n[:, None] * np.log(h) + squares[:, None] / h - fit + size)
    return _weights(likelihood.reshape(len(n), *lasting.shape)), mean, covariance


def _weights(likelihood: FloatArray) -> FloatArray:
    """(J, M) posterior of sds for each person: lasting, noise and usual drift are everybody's."""
    people, lasting, drifts, noises = likelihood.shape
    usual = drifts - len(OWN_DRIFT) + 1
    # (J, A, usual, own, E): each person's drift is the usual one or one of the next larger ones.
    own = np.stack(
        [
            likelihood[:, :, k : k + len(OWN_DRIFT)] + np.log(OWN_DRIFT)[:, None]
            for k in range(usual)
        ],
        axis=2,
    )
    top = own.max(axis=3, keepdims=True)
    each = top[:, :, :, 0] + np.log(np.exp(own - top).sum(axis=3))
    common = each.sum(axis=0)
    shared = np.exp(common - common.max())
    shared /= shared.sum()
    chance = np.exp(own - each[:, :, :, None]) * shared[None, :, :, None]
    out = np.zeros((people, lasting, drifts, noises))
    for k in range(usual):
        out[:, :, k : k + len(OWN_DRIFT)] += chance[:, :, k]
    return np.asarray(out.reshape(people, -1))


def _course(
    person: str,
    n: int,
    days: FloatArray,
    rows: FloatArray,
    found: tuple[FloatArray, FloatArray, FloatArray],
) -> FeltCourse:
    """Read level and path from a mixture; `rows` are the weights of nodes, the level's first."""
    weights, means, covariances = found
    mean = means @ rows.T
    variance = np.einsum("ra,mab,rb->mr", rows, covariances, rows)
    whole = weights @ mean
    sd = np.sqrt(weights @ (variance + (mean - whole) ** 2))
    low, high = (np.clip(whole + side * Z90 * sd, -LIMIT, LIMIT) for side in (-1.0, 1.0))
    shown = np.clip(whole, -LIMIT, LIMIT)
    z = mean[:, 0] / np.sqrt(variance[:, 0])
    heavy = weights > NOTHING
    parts = zip(weights[heavy], z[heavy], strict=True)
    up = float(sum(w * 0.5 * (1.0 + erf(one / sqrt(2.0))) for w, one in parts))
    told = [Interval(*(float(v[i]) for v in (shown, low, high))) for i in (0, -1)]
    return FeltCourse(
        person=person,
        n=n,
        level=told[0],
        lately=told[1],
        false_sign_rate=min(up, 1.0 - up),
        days=tuple(days.tolist()),
        mean=tuple(shown[1:].tolist()),
        low=tuple(low[1:].tolist()),
        high=tuple(high[1:].tolist()),
    )
