"""Fits the words of `weighed.toml`, which may bring the quiet line of the crisis reader.

    python bench/crisis_words.py PUBLIC_TEXTS... [--write]

Lines that ask for help come from our own two corpora (never the sealed side), lines that do not
from their ordinary halves and from texts of strangers, one a line. Prints what a fifth of the
situations, left out of the fit, would have given; `--write` fits on all and writes the table.
Penalised logistic regression; weights are rounded to whole numbers so that a reader can see them.
"""

import argparse
import json
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from kith.safety.crisis import OUTWEIGHED, features
from kith.safety.fold import fold
from kith.safety.templates import knowledge

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "safety"
OUT = ROOT / "src" / "kith" / "safety" / "weighed.toml"
ASK = {"oblique", "explicit", "explicit_now"}
SCALE = 10
LEAST_SEEN, LEAST_WEIGHT, PENALTY = 3, 6, 0.1
FEWEST = 14  # features; shorter texts count as this long
Floats = NDArray[np.float64]


def own_lines() -> list[tuple[str, str, int]]:
    """Give (text, situation, asks for help) of the open lines of both corpora."""
    found = []
    for row in map(json.loads, (CORPUS / "corpus2" / "open.jsonl").read_text("utf-8").splitlines()):
        if row["class"] in ASK or row["class"] == "benign_intense":
            asks = int(row["class"] in ASK)
            found.append((row["text"], row["id"].rpartition("-")[0], asks))
    for kind, asks in (
        ("oblique", 1),
        ("explicit", 1),
        ("plan", 1),
        ("benign", 0),
        ("danger_benign", 0),
    ):
        lines = (CORPUS / "corpus" / "tune" / f"{kind}.txt").read_text("utf-8").splitlines()
        found += [(line, f"{kind}{number % 40}", asks) for number, line in enumerate(lines)]
    return found


def table(texts: list[str]) -> tuple[sparse.csr_matrix, list[str]]:
    """Give the features of each text, divided by the root of how many it has, and their names."""
    know = knowledge()
    held = [
        [
            name
            for words in fold(text, know.lexicon, know.respelled, scraps=False)
            for name in features(words)
        ]
        for text in texts
    ]
    seen = Counter(name for names in held for name in set(names))
    names = sorted(name for name, times in seen.items() if times >= LEAST_SEEN)
    column = {name: number for number, name in enumerate(names)}
    rows = sparse.lil_matrix((len(texts), len(names) + 1))
    for number, mine in enumerate(held):
        for name in mine:
            if name in column:
                rows[number, column[name]] += 1 / np.sqrt(max(FEWEST, len(mine)))
        rows[number, len(names)] = 1
    return rows.tocsr(), names


def fitted(rows: sparse.csr_matrix, asks: Floats) -> Floats:
    """Give one weight a feature, the constant last."""
    importance = np.where(asks == 1, 6.0, 1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        off = importance * (chance - asks)
        fit = -importance @ (
            asks * np.log(chance + 1e-12) + (1 - asks) * np.log(1 - chance + 1e-12)
        )
        slope = rows.T @ off
        slope[:-1] += 2 * PENALTY * weights[:-1]
        return float(fit + PENALTY * weights[:-1] @ weights[:-1]), slope

    start = np.zeros(rows.shape[1])
    return np.asarray(optimize.minimize(loss, start, jac=True, method="L-BFGS-B").x)


def main() -> None:
    """Print the shares in the left-out fifths; write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("public", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    own = own_lines()
    strangers = [line for path in given.public for line in path.read_text("utf-8").splitlines()]
    rows, names = table([text for text, _, _ in own] + strangers)
    asks = np.array([a for _, _, a in own] + [0] * len(strangers), dtype=float)
    groups = [g for _, g, _ in own] + [f"s{number % 50}" for number in range(len(strangers))]
    part = np.array([zlib.crc32(group.encode()) % 5 for group in groups])
    score = np.zeros(len(asks))
    for left_out in range(5):
        weights = fitted(rows[part != left_out], asks[part != left_out])
        score[part == left_out] = rows[part == left_out] @ weights
    for share in (0.005, 0.01, 0.02):
        bar = np.quantile(score[len(own) :], 1 - share)
        mine, truth = score[: len(own)] > bar, asks[: len(own)] == 1
        print(
            f"strangers {share:.1%}: asks {mine[truth].mean():.3f}, ordinary {mine[~truth].mean():.3f}, bar {bar:.2f}"
        )
    if given.write:
        write(fitted(rows, asks), names)


def write(weights: Floats, names: list[str]) -> None:
    """Write the table; the constant is its first number."""
    whole = np.rint(weights * SCALE).astype(int)
    kept = sorted(
        (
            (name, int(w))
            for name, w in zip(names, whole[:-1], strict=True)
            if abs(w) >= LEAST_WEIGHT
        ),
        key=lambda pair: (-pair[1], pair[0]),
    )
    head = OUT.read_text("utf-8").split("[weigh]")[0]
    lines = [f'"{name}" = {weight}' for name, weight in kept]
    OUT.write_text(
        f"{head}[weigh]\n_constant = {int(whole[-1])}\n" + "\n".join(lines) + "\n", "utf-8"
    )
    print(f"{len(kept)} features, constant {whole[-1]}, bar now {OUTWEIGHED}")


if __name__ == "__main__":
    main()
