"""The figures of the reader of messages, from chances and shown words; prints counts, never a text."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from fitting import auc
from sets import Gold

from kith.talk import BARRIERS, LABELS, MOVES, Finding, Reading

CAREFUL = {"threat_control": 0.001}
ALARMS = 0.005
BINS = 10


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in one message; `where` has the likeliest words of each label, shown or not."""

    chances: Mapping[str, float]
    findings: Sequence[Finding]
    where: Mapping[str, tuple[int, int]]


def of_labels(messages: Sequence[Gold], found: Sequence[Read]) -> dict[str, float]:
    """Print a row for each label, and give the means over the barriers."""
    by_name = {m.name: n for n, m in enumerate(messages)}
    calm = np.array([m.group != "barrier" for m in messages])
    means: dict[str, list[float]] = defaultdict(list)
    print(
        f"{'label':20} {'n':>4} {'AUC':>6} {'pairs':>6} {'recall':>7} {'shown':>6} {'wrong':>6} {'ECE':>6} {'span':>5} {'on it':>6} {'why':>5}"
    )
    for label in LABELS:
        truth = np.array([any(x[0] == label for x in m.labels) for m in messages])
        if not truth.any():
            continue
        chance = np.array([r.chances[label] for r in found])
        rest = np.sort(chance[calm & ~truth])[::-1]
        least = (
            rest[min(int(CAREFUL.get(label, ALARMS) * len(rest)), len(rest) - 1)]
            if len(rest)
            else 0.0
        )
        shown = np.array([any(f.label == label for f in r.findings) for r in found])
        pairs = [
            chance[n] > chance[by_name[m.pair]]
            for n, m in enumerate(messages)
            if truth[n] and m.group == "barrier" and m.pair in by_name
        ]
        spans = [
            _overlap(m, r.where[label], label)
            for n, (m, r) in enumerate(zip(messages, found, strict=True))
            if truth[n] and label in r.where
        ]
        whys = [
            f.reason in {x[3] for x in m.labels if x[0] == label}
            for n, (m, r) in enumerate(zip(messages, found, strict=True))
            for f in r.findings
            if truth[n] and f.label == label
        ]
        row = {
            "AUC": auc(chance, truth),
            "pairs": float(np.mean(pairs)) if pairs else float("nan"),
            "recall": float(np.mean(chance[truth] > least)),
            "shown": float(np.mean(shown[truth])),
            "wrong": float(np.mean(shown[~truth])),
            "ECE": ece(chance, truth),
            "span": float(np.mean([f for f, _ in spans])) if spans else float("nan"),
            "on it": float(np.mean([hit for _, hit in spans])) if spans else float("nan"),
            "why": float(np.mean(whys)) if whys else float("nan"),
        }
        print(
            f"{label:20} {truth.sum():4d} {row['AUC']:6.3f} {row['pairs']:6.3f} {row['recall']:7.3f} {row['shown']:6.3f} {row['wrong']:6.4f} {row['ECE']:6.3f} {row['span']:5.2f} {row['on it']:6.2f} {row['why']:5.2f}"
        )
        if label in BARRIERS:
            for name, value in row.items():
                means[name].append(value)
    found_means = {name: float(np.nanmean(values)) for name, values in means.items()}
    print(
        "mean of barriers    ",
        "  ".join(f"{name} {value:.3f}" for name, value in found_means.items()),
    )
    return found_means


def _overlap(message: Gold, span: tuple[int, int], label: str) -> tuple[float, bool]:
    """Give F1 over code points of shown and marked words, and whether they touch at all."""
    shown = set(range(*span))
    marked = {n for name, a, b, _ in message.labels if name == label for n in range(a, b)}
    both = len(shown & marked)
    return 2 * both / (len(shown) + len(marked)), both > 0


def ece(chance: np.ndarray, truth: np.ndarray) -> float:
    """Give the calibration error over ten bins of equal width."""
    bins = np.minimum((chance * BINS).astype(int), BINS - 1)
    return float(
        sum(
            abs(chance[bins == b].mean() - truth[bins == b].mean()) * np.mean(bins == b)
            for b in range(BINS)
            if (bins == b).any()
        )
    )


def alarms(messages: Sequence[Gold], found: Sequence[Read]) -> None:
    """Print how often any barrier is shown where there is none, by kind, by move and by variety."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for message, reading in zip(messages, found, strict=True):
        marked = {label for label, *_ in message.labels} & set(BARRIERS)
        if marked:
            continue
        alarm = any(f.label in BARRIERS for f in reading.findings)
        groups["all without a barrier"].append(alarm)
        groups[f"none: {message.kind}" if message.group == "none" else message.group].append(alarm)
        for label in {label for label, *_ in message.labels} & set(MOVES):
            groups[f"move: {label}"].append(alarm)
        if message.kind in {"grief", "self_disclosure"} or {
            "boundary",
            "kind_refusal",
            "i_statement",
        } & {x[0] for x in message.labels}:
            groups["boundary, refusal, I-statement, grief, self-disclosure"].append(alarm)
        groups["in a variety of English" if message.variety else "in plain English"].append(alarm)
    for name, values in sorted(groups.items()):
        print(
            f"  {name:55} {sum(values):3d} of {len(values):4d}  {100 * sum(values) / len(values):.2f} %"
        )


def faithful(texts: Sequence[str], read: Callable[[str], Reading]) -> tuple[int, int]:
    """Give in how many messages with a shown barrier the chance halves without the shown words."""
    halved = total = 0
    for text in texts:
        first = read(text)
        for label in {f.label for f in first.findings} & set(BARRIERS):
            kept = text
            for f in sorted(
                (f for f in first.findings if f.label == label), key=lambda f: -f.start
            ):
                kept = kept[: f.start] + kept[f.end :]
            total += 1
            halved += read(kept).probabilities[label] <= first.probabilities[label] / 2
    return halved, total
