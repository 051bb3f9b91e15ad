# ruff: noqa: E402 (the number of threads is said before numpy is imported)
"""Make the weights of the reader of messages anew: `make models`. The same bytes every time.

Needs KITH_DATA (or ../shared/data) and `data/`. One thread; about a quarter of an hour of one
core. Prints what writers who were left out would have got; the full figures are those of
`bench/talk_reader.py`.
"""

import math
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before numpy is imported: sums in one order, the same bytes

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

import sets
from fitting import auc
from learning import (
    Table,
    all_wanted,
    asked,
    assembled,
    best,
    contrasts,
    fitted,
    left_out,
    scaled,
)
from rows import Dense, dense, matrix, stretches
from scipy import sparse
from scipy.optimize import minimize

from kith.talk import company, first, read
from kith.talk.cues import SELF
from kith.talk.reading import ANY_SELF, BARRIERS, LABELS
from kith.talk.weights import weights
from kith.talk.words import fold

Fit = tuple[np.ndarray, np.ndarray, float]
TALK = Path(__file__).parents[2] / "src" / "kith" / "talk"
KEPT = 58_000  # features
TOGETHER = 0.4  # how much "any barrier" counts beside one barrier
ALLOWED = 0.0016  # share of messages of KithGold without a barrier that one label may be shown in
SPARING = {"avoidance": 0.001, "defensiveness": 0.001}  # limits and answers stand close to these
LOST_BARRIERS, LOST = 0.02, 0.06  # share of finds that the first look may lose
LIKELY = 0.3  # the chance below which nothing is shown, whatever the bar
KIND, SMS = 4000, 1000  # one false alarm of one label among so many kind texts, ordinary texts
STRICT = {"contempt": 0, "threat_control": 1}  # texts above the bar, kind or without a barrier
TINY = 1e-6  # a text at the bar is not above it
REASON_PENALTY = 4.0
MOVE_ALARMS = 0.015  # share of messages without a move that may be taken for it


def strangers(rng: random.Random) -> tuple[list[str], list[tuple[str, str]]]:
    """Give the texts that do nothing in particular: to learn from, and to set bars on (kind or sms)."""
    texts, marks, names = sets.emotions("train")
    good = {names.index(name) for name in sets.KIND}
    plain = names.index("neutral")
    kind = [t for t, mine in zip(texts, marks, strict=True) if set(mine) <= good]
    neutral = [t for t, mine in zip(texts, marks, strict=True) if mine == [plain]]
    rng.shuffle(kind)
    rng.shuffle(neutral)

    def some(found: Iterable[str], most: int) -> list[str]:
        whole = list(found)
        rng.shuffle(whole)
        return whole[:most]

    learn = [
        *kind[:4000],
        *kind[5500:8500],
        *neutral[:2000],
        *some((t for t, part in sets.sms() if part == "train"), 6700),
        *some((t for t, part in sets.counsel() if part == "train"), 5900),
        *some((t for t, score, part in sets.polite() if part == "train" and score > 0), 800),
    ]
    bars = [
        *(("kind", t) for t in kind[4000:5500]),
        *(("kind", t) for t in some((t for t, part in sets.counsel() if part == "bars"), 1800)),
        *(
            ("kind", t)
            for t in some((t for t, s, part in sets.polite() if part == "bars" and s > 0.5), 300)
        ),
        *(("sms", t) for t in some((t for t, part in sets.sms() if part == "bars"), 2000)),
    ]
    return learn, bars


def calibrated(margins: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Give slope and shift of a logistic curve through margins (Platt 1999, with his targets)."""
    yes = float(truth.sum())
    goal = np.where(truth, (yes + 1) / (yes + 2), 1 / (len(truth) - yes + 2))

    def loss(x: np.ndarray) -> float:
        z = x[0] * margins + x[1]
        return float(np.sum(np.logaddexp(0, z) - goal * z) + 0.01 * (x[0] - 1) ** 2)

    slope, shift = minimize(
        loss, np.array([1.0, 0.0]), method="L-BFGS-B", bounds=[(0.05, 5), (-20, 20)]
    ).x
    return float(slope), float(shift)


def folded(
    table: Table, known: Dense, fits: list[tuple[np.ndarray, np.ndarray, float]]
) -> tuple[np.ndarray, np.ndarray]:
    """Give every feature and its weights, what the dense columns say of words and pairs included."""
    numbers = sorted(table.columns.keys() | known.place.keys())
    place = {f: n for n, f in enumerate(numbers)}
    whole = np.zeros((len(numbers), len(fits)))
    ours = [place[f] for f in table.columns]
    theirs = [place[f] for f in known.place]
    for k, (w, d, _) in enumerate(fits):
        whole[ours, k] = w * table.scale
        whole[theirs, k] += known.values @ (d * table.stretch)
    seen = np.ones(len(numbers))
    seen[ours] += np.asarray((table.sparse != 0).sum(axis=0)).ravel()
    weigh = np.abs(whole / (np.abs(whole).max(axis=0) + 1e-12)).max(axis=1) * np.sqrt(seen)
    keep = np.sort(np.argsort(-weigh, kind="stable")[:KEPT])
    return np.array(numbers, np.uint32)[keep], whole[keep]


def telling(texts: Iterable[str]) -> str:
    """Give how rare words are, in tenths of powers of ten, as `telling.tsv` has it."""
    counts: Counter[str] = Counter()
    many = 0
    for text in texts:
        counts.update(set(fold(text).words))
        many += 1
    rows = [
        (w, round(10 * math.log10(many / n)))
        for w, n in sorted(counts.items())
        if n >= 10 and w[0].isalpha()
    ]
    return "".join(f"{word}\t{worth}\n" for word, worth in rows)


@dataclass(frozen=True, slots=True)
class Far:
    """The margins of kind and of ordinary texts that nothing was learned from."""

    kind: np.ndarray
    sms: np.ndarray


def bar_of(label: str, margin: np.ndarray, truth: np.ndarray, quiet: np.ndarray, far: Far) -> float:
    """Give the margin from which a label is shown, by the false alarms that are allowed."""
    if label not in BARRIERS:
        return float(np.quantile(margin[~truth], 1 - MOVE_ALARMS))
    none = np.sort(margin[quiet])[::-1]
    if label in STRICT:
        calm = float(np.sort(np.concatenate([none, far.kind]))[::-1][STRICT[label]]) + TINY
    else:
        share = SPARING.get(label, ALLOWED)
        calm = max(float(none[int(share * len(none))]), float(np.quantile(far.kind, 1 - 1 / KIND)))
    return max(calm, float(np.quantile(far.sms, 1 - 1 / SMS)))


@dataclass(slots=True)
class Learned:
    """All that was learned, with what writers who were left out got (margins of rows) and of the bars' texts."""

    known: Dense
    table: Table
    fits: dict[str, Fit]
    left: dict[str, np.ndarray]
    far: dict[str, Far]

    @property
    def messages(self) -> list[sets.Gold]:
        """The messages of KithGold and our lines."""
        return self.table.messages

    @property
    def writers(self) -> list[str]:
        """The writers of KithGold."""
        return sorted({m.writer for m in self.messages} - {"l"})

    def ours(self) -> np.ndarray:
        """Say which messages are of KithGold."""
        return np.array([m.writer != "l" for m in self.messages])

    def truth(self, label: str) -> np.ndarray:
        """Say which messages carry a label."""
        return np.array([any(x[0] in asked(label) for x in m.labels) for m in self.messages])

    def calm(self) -> np.ndarray:
        """Say which messages to somebody carry no barrier by their set."""
        return np.array([m.group not in {"barrier", "selftalk"} for m in self.messages])

    def margin(self, label: str) -> np.ndarray:
        """Give the margin of each message, from a fit without its writer."""
        return best(self.left[label], self.table.rows.own[: self.table.own], len(self.messages))


def learned() -> Learned:
    """Learn every question, and again without each writer in turn."""
    rng = random.Random(11)
    known = dense()
    company.FILE.write_text(
        "".join(f"{n}\t{' '.join(mine)}\n" for n, mine in enumerate(known.groups) if mine),
        encoding="utf-8",
    )
    company.company.cache_clear()
    messages = sets.gold() + sets.lines()
    gold = stretches([(m.text, m.before) for m in messages], known)
    learn, bars = strangers(rng)
    table = assembled(messages, gold, stretches([(t, ()) for t in learn], known, sparing=True))
    test = stretches([(t, ()) for _, t in bars], known)
    others = (matrix(test, table.columns, table.scale), scaled(test, table.stretch))
    print(f"rows {table.sparse.shape}, bars on {len(bars)} texts", flush=True)
    found = Learned(known, table, {}, {}, {})
    kind = np.array([source == "kind" for source, _ in bars])
    questions = ["barrier", *LABELS, ANY_SELF]
    y, weight = all_wanted(table, questions)
    pairs = contrasts(messages, questions)
    w, d, c = fitted(table, y, weight, pairs=pairs)
    left, strange = left_out(table, y, weight, found.writers, others, pairs=pairs)
    for k, label in enumerate(questions):
        if label in BARRIERS:
            w[:, k], d[:, k], c[k] = (part[..., k] + TOGETHER * part[..., 0] for part in (w, d, c))
            left[:, k] += TOGETHER * left[:, 0]
            strange[:, k] += TOGETHER * strange[:, 0]
        margins = best(strange[:, k], test.own, len(bars))
        found.far[label] = Far(margins[kind], margins[~kind])
        found.fits[label], found.left[label] = (w[:, k], d[:, k], float(c[k])), left[:, k]
        ours = found.ours()
        print(
            f"{label:20} AUC {auc(found.margin(label)[ours], found.truth(label)[ours]):.3f}",
            flush=True,
        )
    return found


def write(found: Learned) -> None:
    """Write `weights.npz` and `telling.tsv`."""
    names = [*LABELS, ANY_SELF]
    ours, quiet = found.ours(), found.ours() & found.calm()
    even = np.array([m.writer in sets.EVEN for m in found.messages])
    slope, shift, bar = [], [], []
    for label in names:
        margin, truth = found.margin(label), found.truth(label)
        a, b = calibrated(margin[even], truth[even])
        least = bar_of(label, margin[ours], truth[ours], quiet[ours], found.far[label])
        slope.append(a)
        shift.append(b)
        bar.append(max(LIKELY, 1 / (1 + math.exp(-(a * least + b)))))
    fits = [found.fits[label] for label in names]
    columns = list(names)
    reasons = _reasons(found.messages)
    w, d, c = _reason_fits(found.table, reasons)
    fits += [(w[:, k], d[:, k], float(c[k])) for k in range(len(reasons))]
    columns += [f"{label}/{reason}" for label, reason in reasons]
    keys, whole = folded(found.table, found.known, fits)
    scale = np.abs(whole).max(axis=0) / 127
    path = TALK / "weights.npz"
    np.savez(
        path,
        columns=np.array(columns),
        labels=np.array(len(names)),
        keys=keys,
        table=np.round(whole / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        constant=np.array([c for _, _, c in fits], np.float32),
        slope=np.array(slope, np.float32),
        shift=np.array(shift, np.float32),
        bar=np.array(bar, np.float32),
    )
    weights.cache_clear()
    learn, bars = strangers(random.Random(11))
    looked = [*learn[::2], *(t for _, t in bars), *(m.text for m in found.messages)]
    first.FILE.write_text(first_look(looked), encoding="utf-8")
    public = [*sets.emotions("train")[0], *(t for t, part in sets.counsel() if part == "train")]
    (TALK / "telling.tsv").write_text(telling(public), encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def first_look(texts: list[str]) -> str:
    """Learn which words a find hangs on, from what the reader finds; give `first.tsv`.

    Weights are never below nothing, so that more words never hide a find; barriers count more
    than moves, and fewer of them may be lost. Learned on two thirds of the texts; what is lost of
    the others is printed, and is more.
    """
    finds = [{f.label for f in read(text).findings} for text in texts]
    found = np.array([bool(mine) for mine in finds])
    barrier = np.array([not mine.isdisjoint(BARRIERS) for mine in finds])
    words = [set(first.WORDS.findall(text.lower())) for text in texts]
    counts = Counter(word for mine in words for word in mine)
    place = {w: n for n, w in enumerate(sorted(w for w, many in counts.items() if many >= 3))}
    rows = [[place[w] for w in sorted(mine) if w in place] for mine in words]
    ends = np.cumsum([0, *map(len, rows)])
    X = sparse.csr_matrix(
        (np.ones(ends[-1]), [n for row in rows for n in row], ends), shape=(len(rows), len(place))
    )
    ours = np.arange(len(texts)) % 3 != 0
    sign, weight = np.where(found, 1.0, -1.0), np.where(barrier, 6.0, 1.0) * ours

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = -sign * (X @ w[:-1] + w[-1])
        slope = -sign * weight / (1 + np.exp(-z))
        grad = np.append(X.T @ slope + 4 * w[:-1], slope.sum())
        return float((weight * np.logaddexp(0, z)).sum() + 2 * (w[:-1] ** 2).sum()), grad

    start, most = np.zeros(len(place) + 1), {"maxiter": 80}
    bounds = [(0, None)] * len(place) + [(None, None)]
    w = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=most).x
    whole = np.round(20 * w[:-1]).astype(int)
    sums = X @ whole
    bar = int(
        min(np.quantile(sums[barrier & ours], LOST_BARRIERS), np.quantile(sums[found & ours], LOST))
    )
    print(
        f"first look, texts not learned from: {found[~ours].mean():.3f} have finds, {np.mean(sums[~ours] >= bar):.3f} are read, lost {np.mean(sums[~ours & barrier] < bar):.3f} of those with a barrier and {np.mean(sums[~ours & found] < bar):.3f} of those with anything"
    )
    rows_of = [f"{word}\t{whole[n]}\n" for word, n in place.items() if whole[n]]
    return f"{first.BAR}\t{bar}\n" + "".join(rows_of)


def _reasons(messages: list[sets.Gold]) -> list[tuple[str, str]]:
    """Give the labels that have several reasons, with each of them."""
    found = sorted(
        {(m[0], m[3]) for message in messages for m in message.labels if not m[0].startswith(SELF)}
    )
    many = Counter(label for label, _ in found)
    return [(label, reason) for label, reason in found if many[label] > 1]


def _reason_fits(
    table: Table, reasons: list[tuple[str, str]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Learn each reason against the others of its label, on stretches that carry the label."""
    y, _ = all_wanted(table, [label for label, _ in reasons])
    target = np.zeros(y.shape)
    for at in np.flatnonzero(y[: table.own].any(axis=1)):
        start, end = table.rows.spans[at]
        for name, a, b, why in table.messages[table.rows.own[at]].labels:
            if (name, why) in reasons and min(b, end) > max(a, start):
                k = reasons.index((name, why))
                target[at, k] = y[at, k]
    return fitted(table, target, y, REASON_PENALTY)


if __name__ == "__main__":
    from left_out import figures

    result = learned()
    write(result)
    figures(result)
