"""What each writer of KithGold gets from readers that never saw a line of theirs."""

import numpy as np
import sets
from figures import Read, alarms, of_labels
from make import LIKELY, Learned, bar_of, calibrated

from kith.talk import LABELS, Finding


def figures(found: Learned) -> None:
    """Print the figures, writer by writer. Curves of a writer are set on the other even writers, bars on all others."""
    messages, spans = found.messages, found.table.rows.spans
    own = found.table.rows.own[: found.table.own]
    who = np.array([m.writer for m in messages])
    chances = {label: np.zeros(len(messages)) for label in LABELS}
    shown = {label: np.zeros(len(messages), bool) for label in LABELS}
    place: dict[str, list[int]] = {}
    for label in LABELS:
        margin, truth, calm = found.margin(label), found.truth(label), found.calm()
        for writer in found.writers:
            mine, rest = who == writer, (who != writer) & (who != "l")
            even = rest & np.isin(who, sets.EVEN)
            slope, shift = calibrated(margin[even], truth[even])
            chances[label][mine] = 1 / (1 + np.exp(-(slope * margin[mine] + shift)))
            least = bar_of(label, margin[rest], truth[rest], calm[rest], found.far[label])
            shown[label][mine] = (margin[mine] >= least) & (chances[label][mine] >= LIKELY)
        place[label] = _best_rows(found.left[label], own, len(messages))
    read = [
        Read(
            {label: float(chances[label][n]) for label in LABELS},
            [
                Finding(label, float(chances[label][n]), *spans[place[label][n]], "")
                for label in LABELS
                if shown[label][n]
            ],
            {label: spans[place[label][n]] for label in LABELS if place[label][n] >= 0},
        )
        for n in range(len(messages))
    ]
    for name, chosen in [
        *((w, who == w) for w in found.writers),
        ("a to d", np.isin(who, ["a", "b", "c", "d"])),  # to compare with counts of before
        ("even", np.isin(who, sets.EVEN)),
        ("all", who != "l"),
    ]:
        picked = np.flatnonzero(chosen)
        print(f"\nleft out, writer {name}: {len(picked)} messages")
        of_labels([messages[n] for n in picked], [read[n] for n in picked])
        alarms([messages[n] for n in picked], [read[n] for n in picked])


def _best_rows(margins: np.ndarray, own: np.ndarray, many: int) -> list[int]:
    found = [-1] * many
    for at in np.argsort(margins, kind="stable"):
        found[own[at]] = int(at)
    return found
