"""One person's effect over time as joint draws, small enough to be kept beside an answer.

Effects go in straight lines between the nodes of the design, so a draw of a whole path is a few
numbers. Of these the change between any two spans can be told later without a new fit.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from kith.impact.design import hats, node_shares
from kith.impact.diary import Diary
from kith.impact.dose import MINUTES_A_DAY, FloatArray
from kith.impact.evidence import FEWEST_TO_COMPARE
from kith.impact.recorded import LONGEST_GAP_DAYS, recorded_days
from kith.impact.summary import Summary

STEPS = 32767  # kept draws are whole numbers of steps, the largest of them so many
INSIDE = 48  # moments of a span that its mean is taken over


@dataclass(frozen=True, slots=True, eq=False)
class JointPath:
    """One person's effect at the nodes, drawn together, and what telling a change needs.

    nodes (S, B) is the effect of a typical contact in SDs of the outcome at `shares` (B,) of the
    recorded time, `scale` that SD in the outcome's unit. `moments` and `recorded` (K,) say how
    many days of record have passed when; both in days. `starts` are the contacts that count, in
    days since 1970 UTC. `told` is False where company cannot be told from its absence.
    """

    nodes: FloatArray
    shares: FloatArray
    scale: float
    moments: FloatArray
    recorded: FloatArray
    starts: FloatArray
    told: bool

    @property
    def length(self) -> float:
        """Return how many days the record covers."""
        return float(self.recorded[-1])

    def days_of_record(self, at: float) -> float:
        """Return how many days of record have passed at a moment (days since 1970 UTC)."""
        return float(np.interp(at, self.moments, self.recorded))

    def over(self, begin: float, end: float) -> FloatArray:
        """(S,) mean effect over part of the recorded time, from one of its days to another."""
        inside = begin + (np.arange(INSIDE) + 0.5) / INSIDE * (end - begin)
        weights = hats(inside / max(self.length, 1e-9), self.shares).mean(axis=0)
        return np.asarray(self.nodes @ weights)

    def kept(self) -> dict[str, Any]:
        """Return this as plain JSON values, numbers as base64; draws to 1/32767 of the largest.

        All times are from `begin` on, so that a kept path is moved in time by that one number.
        """
        step = max(float(np.abs(self.nodes).max()), 1e-9) / STEPS
        return {
            "nodes": _packed(np.round(self.nodes / step), "<i2"),
            "step": step,
            "shares": self.shares.tolist(),
            "scale": self.scale,
            "begin": float(self.moments[0]),
            "moments": (self.moments - self.moments[0]).tolist(),
            "recorded": self.recorded.tolist(),
            "starts": _packed(np.round((self.starts - self.moments[0]) * MINUTES_A_DAY), "<i4"),
            "told": self.told,
        }

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> Self:
        """Return the path of what `kept` gave."""
        shares = np.array(kept["shares"])
        nodes = _unpacked(kept["nodes"], "<i2").reshape(-1, len(shares)) * kept["step"]
        return cls(
            nodes=nodes,
            shares=shares,
            scale=kept["scale"],
            moments=kept["begin"] + np.array(kept["moments"]),
            recorded=np.array(kept["recorded"]),
            starts=kept["begin"] + _unpacked(kept["starts"], "<i4") / MINUTES_A_DAY,
            told=kept["told"],
        )


def joint_path(diary: Diary, summary: Summary, person: str) -> JointPath:
    """Return one person's joint draws of a fitted diary.

    Raises
    ------
    KeyError
        When nobody of that name is in the diary.
    """
    nodes = summary.at_nodes(person)
    moments, recorded = _course_of_record(diary.time)
    j = diary.people.index(person)
    mine = diary.stays.counts & (diary.stays.person == j)
    return JointPath(
        nodes=nodes,
        shares=node_shares(float(recorded[-1])),
        scale=summary.scale,
        moments=moments,
        recorded=recorded,
        starts=np.asarray(diary.stays.start[mine]),
        told=bool(summary.compared[j] >= FEWEST_TO_COMPARE),
    )


def _course_of_record(time: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the moments at which the recorded time begins, pauses and goes on, and its days."""
    days = recorded_days(time)
    gap = np.flatnonzero(np.diff(time) > LONGEST_GAP_DAYS)
    kept = np.unique(np.concatenate([[0], gap, gap + 1, [len(time) - 1]])).astype(int)
    return np.asarray(time[kept]), np.asarray(days[kept])


def _packed(numbers: FloatArray, kind: str) -> str:
    return b64encode(numbers.astype(kind).tobytes()).decode()


def _unpacked(text: str, kind: str) -> FloatArray:
    return np.frombuffer(b64decode(text), dtype=kind).astype(float)
