"""Vectors of words from the company they keep: shifted positive PMI, then a truncated SVD.

Levy and Goldberg 2014; trained here on the permissive sets, from scratch. The random start of the
SVD has a fixed seed, so that one thread gives the same bytes again.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse

WINDOW = 5
ROUNDS = 12  # of finding groups


def vectors(
    texts: Sequence[Sequence[str]], most: int = 20_000, size: int = 64
) -> tuple[list[str], np.ndarray]:
    """Give words by how common they are and a row of `size` numbers for each, of length one."""
    counts = Counter(word for words in texts for word in words)
    vocabulary = [w for w, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= 4][
        :most
    ]
    place = {word: n for n, word in enumerate(vocabulary)}
    total = None
    for begin in range(0, len(texts), 20_000):
        ids = [
            np.array([place[w] for w in words if w in place], np.int32)
            for words in texts[begin : begin + 20_000]
        ]
        rows, cols, vals = [], [], []
        for gap in range(1, WINDOW + 1):
            left = np.concatenate(
                [x[:-gap] for x in ids if len(x) > gap] or [np.zeros(0, np.int32)]
            )
            right = np.concatenate(
                [x[gap:] for x in ids if len(x) > gap] or [np.zeros(0, np.int32)]
            )
            rows += [left, right]
            cols += [right, left]
            vals += [np.full(2 * len(left), 1.0 / gap)]
        part = sparse.coo_matrix(
            (np.concatenate(vals), (np.concatenate(rows), np.concatenate(cols))),
            shape=(len(place),) * 2,
        ).tocsr()
        total = part if total is None else total + part
    seen = np.asarray(total.sum(axis=1)).ravel()
    smooth = seen**0.75
    smooth /= smooth.sum()
    pairs = total.tocoo()
    pmi = np.log(pairs.data / (seen[pairs.row] * smooth[pairs.col]))
    good = pmi > 0
    matrix = sparse.csr_matrix((pmi[good], (pairs.row[good], pairs.col[good])), shape=total.shape)
    return vocabulary, _svd(matrix, size)


def groups(words: Sequence[str], rows: np.ndarray, many: int = 128) -> list[list[str]]:
    """Put words into groups of one company: k-means on the sphere, from every so-many-th word."""
    centres = rows[:: max(len(words) // many, 1)][:many].copy()
    nearest = np.zeros(len(words), int)
    for _ in range(ROUNDS):
        nearest = np.argmax(rows @ centres.T, axis=1)
        for n in range(many):
            if (nearest == n).any():
                centres[n] = rows[nearest == n].sum(axis=0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    return [
        [w for w, at in zip(words, nearest.tolist(), strict=True) if at == n] for n in range(many)
    ]


def _svd(matrix: sparse.csr_matrix, size: int) -> np.ndarray:
    """Give rows of the truncated SVD (Halko and others 2011), with the root of the singular values."""
    rng = np.random.default_rng(7)
    basis = np.linalg.qr(matrix @ rng.standard_normal((matrix.shape[1], size + 16)))[0]
    for _ in range(3):
        basis = np.linalg.qr(matrix @ (matrix.T @ basis))[0]
    left, values, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    rows = (basis @ left)[:, :size] * np.sqrt(values[:size])
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
