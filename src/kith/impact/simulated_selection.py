"""Simulated days in which mood decides who is met: the stories that a fit can be fooled by.

Contacts are offered more often than they happen, and each takes place with a chance that grows or
falls with the mood before it. What happened moves the mood from then on, and so what comes next.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from kith.impact.dose import HOURS_A_DAY, MINUTES_A_DAY, FloatArray
from kith.impact.simulated_days import Meeting, Nature, add_trace, ornstein_uhlenbeck

OFFERED = 6.0
"""So many times as many contacts are offered as happen at an average mood."""
SEEN_HOURS = 12.0


@dataclass(frozen=True, slots=True)
class Selection:
    """How contacts depend on mood: their rate is multiplied by exp(log_rate x mood in SDs).

    `by` is "observed" (the mood told at the last check-in, at most 12 hours ago, in SDs of what is
    told) or "latent" (the inertia of mood at that very moment, which nobody wrote down, in its own
    SD). Below zero, low mood brings company.
    """

    by: Literal["observed", "latent"]
    log_rate: float


def meetings_by_mood(
    offered: list[Meeting],
    minutes: FloatArray,
    still: FloatArray,
    betas: FloatArray,
    *,
    selection: Selection,
    nature: Nature,
    days: int,
    rng: np.random.Generator,
) -> tuple[list[Meeting], FloatArray]:
    """Choose among offered contacts, in order of time; return them and the mood with their traces.

    `still` (N,) is the mood at the check-ins without anybody and without the inertia, which is
    drawn here at check-ins and offers together.
    """
    at = np.array([meeting.minute for meeting in offered])
    moments, place = np.unique(np.concatenate([minutes, at]), return_inverse=True)
    inertia = ornstein_uhlenbeck(moments, nature.sig_u, nature.tau_u, rng)[place]
    mood = still + inertia[: len(minutes)]
    hidden = inertia[len(minutes) :] / nature.sig_u
    usual = float(np.sqrt(nature.sig_u**2 + nature.sig_s**2 + nature.sig_e**2))
    kept: list[Meeting] = []
    for meeting, latent in zip(offered, hidden, strict=True):
        seen = float(latent)
        if selection.by == "observed":
            seen = _last(mood, minutes, meeting.minute) / usual
        chance = np.exp(selection.log_rate * seen - 0.5 * selection.log_rate**2) / OFFERED
        if rng.random() < min(chance, 1.0):
            kept.append(meeting)
            add_trace(mood, minutes, meeting, betas, nature=nature, days=days)
    return kept, mood


def _last(mood: FloatArray, minutes: FloatArray, minute: float) -> float:
    """Return the mood at the last check-in before, 0 where it is long ago."""
    i = int(np.searchsorted(minutes, minute)) - 1
    if i < 0 or minute - minutes[i] > SEEN_HOURS * MINUTES_A_DAY / HOURS_A_DAY:
        return 0.0
    return float(mood[i])
