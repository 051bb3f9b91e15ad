"""The 28 labels of GoEmotions from words and pairs: learned on train, bars set on train, counted on dev."""

import numpy as np
import sets
from fitting import logistic, table
from rows import PAIR, words_and_pairs

from kith.talk.words import fold

PENALTY = 1.0
LEAST = 2  # texts that hold a word or a pair
FOLDS = 2
STEPS = 25


def figures() -> None:
    """Print the macro F1 on dev."""
    texts, marks, names = sets.emotions("train")
    far, far_marks, _ = sets.emotions("dev")
    rows, others = ([words_and_pairs(fold(t).words[:80]) for t in part] for part in (texts, far))
    counts: dict[int, int] = {}
    for row in rows:
        for f in set(row):
            counts[f] = counts.get(f, 0) + 1
    columns = {f: n for n, f in enumerate(sorted(f for f, many in counts.items() if many >= LEAST))}
    scale = np.array(
        [(1.0 if f & 7 == 0 else PAIR) * np.log(len(texts) / counts[f]) / 4 for f in columns]
    )
    X, Z = (_even(table(part, columns, scale, np.ones(len(part)))) for part in (rows, others))
    y = np.array([[k in mine for k in range(len(names))] for mine in marks], float)
    truth = np.array([[k in mine for k in range(len(names))] for mine in far_marks])
    none, ones = np.zeros((X.shape[0], 0)), np.ones(y.shape)
    fold_of = np.arange(X.shape[0]) % FOLDS
    inner = np.zeros(y.shape)
    for part in range(FOLDS):
        theirs = fold_of == part
        w, _, c = logistic(
            X, none, y, np.where(theirs[:, None], 0.0, ones), penalty=PENALTY, steps=STEPS
        )
        inner[theirs] = X[theirs] @ w + c
    w, _, c = logistic(X, none, y, ones, penalty=PENALTY, steps=STEPS)
    margins = Z @ w + c
    scores = []
    for k, name in enumerate(names):
        scores.append(f1(margins[:, k] >= _bar(inner[:, k], y[:, k] > 0), truth[:, k]))
        print(f"{name:16} {scores[-1]:.3f}", flush=True)
    print(f"macro F1 on dev ({len(far)} texts): {np.mean(scores):.4f}")


def _even(X):  # noqa: ANN001, ANN202 (a sparse matrix in, a sparse matrix out)
    from scipy import sparse

    length = np.sqrt(np.asarray(X.multiply(X).sum(axis=1)).ravel())
    return (sparse.diags(4.0 / np.maximum(length, 1e-9)) @ X).tocsr()


def _bar(margins: np.ndarray, truth: np.ndarray) -> float:
    """Give the margin at which F1 is best."""
    order = np.argsort(-margins, kind="stable")
    hits = np.cumsum(truth[order])
    scores = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    return float(margins[order[int(np.argmax(scores))]])


def f1(shown: np.ndarray, truth: np.ndarray) -> float:
    """Give the harmonic mean of precision and recall."""
    both = (shown & truth).sum()
    return float(2 * both / max(shown.sum() + truth.sum(), 1))
