"""Fits the words of `weights.tsv` and the bars of `weighed.toml` for the crisis reader.

    python bench/crisis_words.py            what each writer's lines give, fitted on the others
    python bench/crisis_words.py --write    fit on all open lines and write both files

Everything comes from the open lines of the three corpora in `tests/safety` and, for what asks for
nothing, from texts of strangers; sealed lines are never opened. Penalised logistic regression, one for
each question, on the strongest window of a text (a smooth maximum). What words, templates and rules
add up to is learned from two writers, each weighed by words that were fitted without that writer.
"""

import argparse
import csv
import gzip
import json
import os
import tomllib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from kith.safety.crisis import OWN, Reading, decided, signs_of, templates_in
from kith.safety.fold import _RUNTOGETHER, fold
from kith.safety.own import OUTRIGHT, grammar
from kith.safety.templates import knowledge
from kith.safety.weigh import (
    HEADS,
    LONG,
    SHORT,
    TABLE,
    WINDOW,
    Scales,
    pairs,
    pieces,
    root_of,
    scales_of,
    unpacked,
)

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "safety"
BARS = ROOT / "src" / "kith" / "safety" / "weighed.toml"
FIRST = BARS.with_name("first.txt")
SCALE = 100  # a weight of 1 is written as 100
LEAST_SEEN = 3  # lines; a feature of fewer is left out
PENALTY, SHARPNESS, STEPS = 0.3, 3.0, 60
LOST = 0.02  # of the lines, whose words alone do not call for a closer look
EVERY, STRANGER, CALM = 5, 0.3, 0.2  # every so many public comments, and how much each counts
OURS = {  # the first corpus: file, class, levels, kind
    "explicit": ("explicit", 2, 3, "suicide"),
    "plan": ("explicit_now", 3, 3, "suicide"),
    "softened": ("softened", 1, 2, "suicide"),
    "oblique": ("oblique", 1, 2, "suicide"),
    "benign": ("benign", 0, 1, "none"),
    "danger": ("danger", 2, 3, "danger"),
    "danger_now": ("danger", 3, 3, "danger"),
    "danger_benign": ("benign", 0, 1, "none"),
}
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """A line of a corpus and who wrote it."""

    text: str
    group: str
    least: int
    most: int
    kind: str
    situation: str
    writer: str


@cache
def lines() -> tuple[Line, ...]:
    """Give the open lines of all corpora."""
    found = []
    for half in ("tune", "held"):
        for name, (group, least, most, kind) in OURS.items():
            texts = (CORPUS / "corpus" / half / f"{name}.txt").read_text("utf-8").splitlines()
            found += [
                Line(text, group, least, most, kind, f"{name} {n % 40}", "ours")
                for n, text in enumerate(texts)
            ]
    for name, writer in (("corpus2/open", "second"), ("corpus3/a", "a"), ("corpus3/b", "b")):
        for row in filter(None, (CORPUS / f"{name}.jsonl").read_text("utf-8").split("\n")):
            one = json.loads(row)
            group = "benign" if one["class"].startswith("benign") else one["class"]
            situation = f"{writer} {one['id'].rpartition('-')[0]}"
            found.append(
                Line(one["text"], group, one["level_min"], one["level_max"], one["kind"], situation, writer)
            )  # fmt: skip
    return (*found, *strangers())


def strangers() -> list[Line]:
    """Give public comments of GoEmotions (train), in which no template finds anything.

    They show how people write who ask for nothing. Only the weights learn from them; no text of
    theirs is in Kith. Where they lie: `KITH_DATA`, or `../shared/data`.
    """
    texts = comments("fit") + messages()["fit"]
    return [
        Line(text, "stranger", 0, 0, "none", f"stranger {number}", "stranger")
        for number, text in enumerate(texts)
        if not templates_in(text)
    ]


def messages() -> dict[str, list[str]]:
    """Give the text messages of strangers in parts, by a hash: half to fit on, two quarters not."""
    parts: dict[str, list[str]] = {"fit": [], "bars": [], "dev": []}
    path = data() / "talk" / "sms" / "nus_sms_en_users_A.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            part = zlib.crc32(row["text"].strip().lower().encode()) % 4
            parts[("fit", "bars", "fit", "dev")[part]].append(row["text"])
    return parts


def comments(part: str) -> list[str]:
    """Give public comments: `fit` and `bars` (GoEmotions, train), and `dev`, kept out of both."""
    if part == "dev":
        text = (data() / "talk" / "goemotions" / "dev.tsv").read_text("utf-8")
        return [row.split("\t")[0] for row in text.split("\n") if row]
    with gzip.open(data() / "talk" / "goemotions" / "train.tsv.gz", "rt", encoding="utf-8") as rows:
        start = ("fit", "bars").index(part)
        return [row.split("\t")[0] for row in islice(rows, start, None, EVERY)]


def data() -> Path:
    """Give where texts of strangers lie."""
    return Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data"))


def wanted(head: str, line: Line) -> tuple[int, float]:  # noqa: PLR0911
    """Give the answer a line should have to a question, and how much it counts (0: left out)."""
    if head == "stir":
        return int(line.least > 0), float(line.least > 0) + STRANGER * (line.group == "stranger")
    if line.group == "stranger":
        return 0, CALM * (head in {"ask", "panel"})
    own = line.kind in {"suicide", "self_harm"}
    ordinary = line.group == "benign"
    soft = line.group == "softened"
    if head == "ask":
        return int(own), float(ordinary or own) * (0.3 if soft else 1)
    if head == "panel":
        yes = own and line.least >= 2
        return int(yes), float(ordinary or yes) + 0.3 * soft
    if head == "now":
        yes = own and line.least >= 3
        return int(yes), 0.2 if own and line.least == 2 else float(own or ordinary)
    if head == "danger":
        yes = line.kind == "danger" and not soft
        return int(yes), 0.5 if own else 1.0
    if head == "near":
        yes = line.kind == "danger" and line.least >= 3
        return int(yes), 0.5 if own else 1.0
    if head == "harm":
        yes = line.kind == "harm_to_others"
        return int(yes), 0.5 if own else 1.0
    return int(line.kind == "self_harm"), float(own)


@dataclass(frozen=True)
class Table:
    """Windows of all lines, as a sparse table: a row a window, a column a feature."""

    rows: sparse.csr_matrix
    line: NDArray[np.int64]
    names: list[str]

    def of(self, chosen: NDArray[np.int64]) -> tuple[sparse.csr_matrix, NDArray[np.int64]]:
        """Give the windows of some lines, in their order, and where each line begins."""
        keep = np.isin(self.line, chosen)
        line = self.line[keep]
        return self.rows[keep], np.flatnonzero(np.r_[True, line[1:] != line[:-1]])


def plain(words: Iterable[str]) -> list[str]:
    """Give the words of a sentence without commas."""
    return [word for word in words if word != ","]


@cache
def table() -> Table:
    """Give the table of all lines; a feature must stand in at least three of them."""
    know = knowledge()
    texts = [
        [plain(words) for words in fold(line.text, know.lexicon, know.respelled, with_scraps=False)]
        or [[]]
        for line in lines()
    ]
    held = [
        [
            Counter([*words, *pairs(words), *(p for word in words for p in pieces(word))])
            for words in text
        ]
        for text in texts
    ]
    seen = Counter(
        name
        for text, line in zip(held, lines(), strict=True)
        if line.group != "stranger"
        for name in set().union(*text)
    )
    names = sorted(name for name, times in seen.items() if times >= LEAST_SEEN)
    column = {name: number for number, name in enumerate(names)}
    data: list[float] = []
    indices: list[int] = []
    starts, line = [0], []
    for number, (text, words) in enumerate(zip(held, texts, strict=True)):
        for first in range(len(text)):
            total: Counter[str] = Counter()
            many = 0
            for last in range(first, min(first + WINDOW, len(text))):
                total.update(text[last])
                many += len(words[last])
                root = min(max(many, SHORT), LONG) ** 0.25
                mine = [
                    (column[name], times / root) for name, times in total.items() if name in column
                ]
                indices += [place for place, _ in mine]
                data += [value for _, value in mine]
                starts.append(len(indices))
                line.append(number)
    rows = sparse.csr_matrix((data, indices, starts), shape=(len(line), len(names)))
    return Table(rows, np.array(line), names)


def fitted(head: str, chosen: NDArray[np.int64]) -> Floats:
    """Give one weight a feature for a question, the constant last, from some of the lines."""
    answers = [wanted(head, lines()[number]) for number in chosen]
    counts = np.array([count for _, count in answers])
    rows, starts = table().of(chosen[counts > 0])
    asks = np.array([yes for yes, _ in answers], dtype=float)[counts > 0]
    counts = counts[counts > 0]
    back = rows.T.tocsr()
    line = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, rows.shape[0]]))

    def loss(weights: Floats) -> tuple[float, Floats]:
        each = rows @ weights[:-1] + weights[-1]
        top = np.maximum.reduceat(each, starts)
        share = np.exp(SHARPNESS * (each - top[line]))
        whole = np.add.reduceat(share, starts)
        score = top + np.log(whole) / SHARPNESS
        fit = counts @ np.logaddexp(0, np.where(asks == 1, -score, score))
        off = counts * (1 / (1 + np.exp(-np.clip(score, -35, 35))) - asks)
        slope = off[line] * share / whole[line]
        penalty = PENALTY * weights[:-1]
        return float(fit + penalty @ weights[:-1]), np.r_[back @ slope + 2 * penalty, slope.sum()]

    start = np.zeros(rows.shape[1] + 1)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(found.x)


def numbers(chosen: NDArray[np.int64]) -> tuple[dict[str, list[int]], list[int]]:
    """Give the whole-number weights of each name, and the constants; a word holds its pieces."""
    weights = np.array([fitted(head, chosen) for head in HEADS]) * SCALE
    names = table().names
    column = {name: number for number, name in enumerate(names)}
    found = {}
    for name in names:
        total = weights[:, column[name]].copy()
        if " " not in name and not name.startswith("'"):
            for piece in pieces(name):
                if piece in column:
                    total += weights[:, column[piece]]
        whole = np.rint(total).astype(int).tolist()
        if any(abs(weight) >= 2 for weight in whole) or " " not in name:
            found[name] = whole
    return found, np.rint(weights[:, -1]).astype(int).tolist()


def weighed(scales: Scales, text: str) -> dict[str, int]:
    """Give what the reader itself would weigh."""
    know = knowledge()
    sentences = fold(text, know.lexicon, know.respelled, with_scraps=False)
    return scales.text([scales.sentence(words) for words in sentences])


@cache
def found_by_templates() -> tuple[dict[str, Reading], ...]:
    """Give what the templates find in each line."""
    return tuple(templates_in(line.text) for line in lines())


SIGNS = ("panel", "ask", "now", "stir", "whole_panel", "whole_ask", "whole_now", "whole_stir")
STEPS_OF = ("template_1", "template_2", "template_3", "softened", "held")
# Of the ordinary lines at most so many reach the panel by their sum, and so many more outright;
# of the lines that are due no full page so many reach it.
BY_SUM, BY_OUTRIGHT, BY_TIME = 0.02, 0.018, 0.012
HARD, CALM_COMMENTS, CALM_TEXTS = 0.1, 0.02, 0.02  # who may at most see the quiet line
NOW_TEXTS = 0.0004


@dataclass(frozen=True)
class Rows:
    """What the last step adds up, for some texts: a column a name."""

    names: tuple[str, ...]
    values: Floats


@cache
def looked(text: str) -> tuple[dict[str, Reading], frozenset[str]]:
    """Give what the templates and the grammar find in a text; words weigh nothing here."""
    know = knowledge()
    sentences = fold(text, know.lexicon, know.respelled, with_scraps=False)
    return templates_in(text), grammar().found(sentences)


def rows_of(texts: Sequence[str], scores: Sequence[dict[str, int]]) -> Rows:
    """Give the weighed words, the templates and the rules of the grammar of some texts."""
    names = (*SIGNS, *STEPS_OF, *grammar().names)
    values = np.zeros((len(texts), len(names)))
    for number, (text, score) in enumerate(zip(texts, scores, strict=True)):
        steps = signs_of(*looked(text))
        every = {**{name: score[name] for name in SIGNS}, **steps}
        values[number] = [every.get(name, 0) / SCALE for name in names]
    return Rows(names, values)


def sums(rows: Floats, yes: NDArray[np.bool_], counts: Floats) -> Floats:
    """Give what each name counts (logistic regression), the constant last."""
    rows = np.c_[rows, np.ones(len(rows))]

    def loss(weights: Floats) -> tuple[float, Floats]:
        each = rows @ weights
        fit = counts @ np.logaddexp(0, np.where(yes, -each, each))
        slope = rows.T @ (counts * (1 / (1 + np.exp(-np.clip(each, -35, 35))) - yes))
        slope[:-1] += 2 * weights[:-1]
        return float(fit + weights[:-1] @ weights[:-1]), slope

    start = np.zeros(rows.shape[1])
    return np.asarray(optimize.minimize(loss, start, jac=True, method="L-BFGS-B").x)


def bars_of(mine: Sequence[Line], rows: Rows, calm: Rows, texts: int) -> dict[str, dict[str, int]]:
    """Choose what everything counts and where it begins to, on lines of writers left out.

    `calm` are texts of strangers that were in no fit, text messages the last `texts` of them.
    The bars of danger and of harm to others stay as they are.
    """
    own = np.array([line.kind in OWN for line in mine])
    least = np.array([line.least for line in mine])
    group = np.array([line.group for line in mine])
    ordinary, soft = group == "benign", group == "softened"
    every, none = np.r_[rows.values, calm.values], np.zeros(len(calm.values), dtype=bool)
    outright = rows.names.index(OUTRIGHT)

    def learned(yes: NDArray[np.bool_], counts: Floats, stranger: float) -> Floats:
        return sums(every, np.r_[yes, none], np.r_[counts, np.full(len(none), stranger)])

    def table(weights: Floats, bar: float) -> dict[str, int]:
        whole = zip(rows.names, np.rint(SCALE * weights[:-1]).astype(int).tolist(), strict=True)
        return {name: share for name, share in whole if share} | {"bar": int(SCALE * bar)}

    explicit = own & (least >= 2) & ~soft
    counts = 1.0 * (explicit | ordinary) + 0.1 * (soft | (group == "oblique"))
    weights = learned(explicit, counts, 0.1)
    each = rows.values @ weights[:-1]
    bar = float(np.quantile(each[ordinary], 1 - BY_SUM))
    said = np.where((rows.values[:, outright] > 0) & (each <= bar), each, -99)[ordinary]
    lower = float(np.sort(said)[::-1][int(BY_OUTRIGHT * ordinary.sum())])
    weights[outright] += bar - max(lower, bar - 3)
    panel = table(weights, bar)

    weights = learned(own & (least >= 1), 1.0 * (own | ordinary), 0.5)
    strange, each = calm.values @ weights[:-1], rows.values @ weights[:-1]
    quiet = table(
        weights,
        max(
            np.quantile(strange[:-texts], 1 - CALM_COMMENTS),
            np.quantile(strange[-texts:], 1 - CALM_TEXTS),
            np.quantile(each[ordinary], 1 - HARD),
        ),
    )
    urgent = own & (least >= 3)
    counts = 1.0 * (urgent | ordinary | soft | (group == "oblique")) + 0.3 * (explicit & ~urgent)
    weights = learned(urgent, counts, 0.1)
    each = rows.values @ weights[:-1]
    strange = calm.values @ weights[:-1]
    undue = ordinary | soft | (own & (np.array([line.most for line in mine]) <= 2))
    full = table(
        weights,
        max(np.quantile(each[undue], 1 - BY_TIME), np.quantile(strange, 1 - NOW_TEXTS)),
    )
    stir = calm.values[:, rows.names.index("stir")] * SCALE
    return {
        "quiet": quiet,
        "panel": panel,
        "full": full,
        "calm": {"stir": 100, "bar": int(np.quantile(stir, 0.995))},
        "sure": {"stir": 100, "bar": int(np.quantile(stir, 0.998))},
    }


def kept_bars() -> dict[str, dict[str, int]]:
    """Give the bars of danger and of harm to others, as they stand in the file."""
    raw = tomllib.loads(BARS.read_text("utf-8"))["bars"]
    wanted_ = ("wound", "danger_quiet", "danger", "near", "harm", "harm_sure")
    return {name: raw[name] for name in wanted_}


def closer(scales: Scales) -> dict[str, int]:
    """Give what the words of a sentence alone must weigh for a text to be looked at closely.

    Nearly every line that asks for something passes; outright words pass whatever they weigh.
    """
    know = knowledge()
    floors = {}
    for head in ("stir",):
        place = HEADS.index(head)
        found = []
        for line in lines():
            if wanted(head, line)[0]:
                sentences = fold(line.text, know.lexicon, know.respelled, with_scraps=False)
                found.append(
                    max(
                        unpacked(scales.alone(words))[place] * 1000 // root_of(len(words))
                        for words in sentences or [[]]
                    )
                )
        floors[head] = int(np.quantile(found, LOST)) + scales.constants[place]
    return floors


EVERYDAY = 0.006  # of the texts of strangers hold an everyday word
ANCHOR = 4  # times as common in lines that ask for something as in texts of strangers


def anchors() -> list[str]:
    """Give the words of which a text must hold one to be read at all (`first.txt`)."""
    know, rules = knowledge(), grammar()
    seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    many: Counter[bool] = Counter()
    for line in lines():
        if line.least > 0 or line.group == "stranger":
            sentences = fold(line.text, know.lexicon, know.respelled, with_scraps=False)
            seen[line.least > 0].update({word for words in sentences for word in words})
            many[line.least > 0] += 1
    telling = {
        word
        for word, times in seen[True].items()
        if times / many[True] >= ANCHOR * (seen[False][word] + 0.5) / many[False]
    }
    # What strong templates need, where it is not an everyday word, and words written as one.
    telling |= {w for w in know.outright if seen[False][w] <= EVERYDAY * many[False]}
    telling |= set(_RUNTOGETHER)
    telling |= {word for word, kind in rules.kinds.items() if kind in "kSudJyHML"}
    return sorted(word for word in telling if word.isalnum())


GROUPS = (
    "explicit",
    "explicit_now",
    "softened",
    "oblique",
    "harm_to_others",
    "after_self_harm",
    "danger",
    "benign",
)


def level_of(text: str, score: dict[str, int], bars: dict[str, dict[str, int]]) -> Reading:
    """Give the reading of a text with other weights and bars than those of the files."""
    templates, rules = looked(text)
    return decided(templates, score, bars, rules)


def report(
    name: str,
    mine: Sequence[Line],
    scores: Sequence[dict[str, int]],
    bars: dict[str, dict[str, int]],
) -> None:
    """Print how the reader meets some lines."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for line, score in zip(mine, scores, strict=True):
        got = level_of(line.text, score, bars)
        group = "danger_now" if line.kind == "danger" and line.least >= 3 else line.group
        one = tally[group]
        one["lines"] += 1
        one["at least"] += got.level >= line.least
        one["at most"] += got.level <= max(line.most, 1)
        one["kind"] += got.kind == line.kind
        for level in (1, 2, 3):
            one[f"L{level}"] += got.level >= level
    print(f"== {name}")
    keys = ("at least", "at most", "L1", "L2", "L3", "kind")
    for group, one in sorted(tally.items()):
        shown = "".join(f"  {key} {one[key] / one['lines']:.4f}" for key in keys)
        print(f"  {group:16}{one['lines']:6}{shown}")
    direct = tally["explicit"] + tally["explicit_now"]
    print(
        f"  explicit with and without now, L2+: {direct['L2'] / max(1, direct['lines']):.3f}",
        flush=True,
    )


def strangers_lines(texts: Iterable[str], group: str) -> list[Line]:
    """Give texts of strangers as lines that are due nothing."""
    return [Line(text, group, 0, 0, "none", "", "stranger") for text in texts]


def main() -> None:
    """Print what each writer's lines give, fitted on the others; write the files where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    everything = np.arange(len(lines()))
    scores: dict[str, list[dict[str, int]]] = {}
    for writer in ("a", "b"):
        others = np.array([n for n in everything if lines()[n].writer != writer])
        scales = scales_of(*numbers(others))
        scores[writer] = [weighed(scales, line.text) for line in lines() if line.writer == writer]
    finish(scores, *numbers(everything), write_=given.write)


def finish(
    scores: dict[str, list[dict[str, int]]],
    found: dict[str, list[int]],
    constants: list[int],
    *,
    write_: bool,
) -> None:
    """Choose the bars on each of two writers and read the other; then on both, to be written."""
    scales = scales_of(found, constants)
    by = {writer: [line for line in lines() if line.writer == writer] for writer in scores}
    rows = {w: rows_of([line.text for line in by[w]], scores[w]) for w in scores}
    public, texts = comments("bars"), messages()["bars"]
    calm = rows_of(public + texts, [weighed(scales, text) for text in public + texts])
    kept = kept_bars()
    heldout = strangers_lines(comments("dev"), "comments") + strangers_lines(
        messages()["dev"], "text messages"
    )
    weights = [weighed(scales, line.text) for line in heldout]
    for other, writer in (("a", "b"), ("b", "a")):
        bars = kept | bars_of(by[other], rows[other], calm, len(texts))
        report(f"{writer}, left out of everything", by[writer], scores[writer], bars)
        report("strangers, held out", heldout, weights, bars)
    both = Rows(rows["a"].names, np.r_[rows["a"].values, rows["b"].values])
    bars = kept | bars_of(by["a"] + by["b"], both, calm, len(texts))
    for writer in ("a", "b"):
        report(f"{writer}, left out of the words only", by[writer], scores[writer], bars)
    report("strangers, held out, as it ships", heldout, weights, bars)
    if write_:
        bars["closer"] = closer(scales)
        write(found, constants, bars)
        FIRST.write_text("\n".join(anchors()) + "\n", "utf-8")


def write(
    found: dict[str, list[int]], constants: list[int], bars: dict[str, dict[str, int]]
) -> None:
    """Write the table, the constants first, and the bars."""
    head = (
        "".join(
            line + "\n" for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")
        )
        if TABLE.exists()
        else ""
    )
    rows = [("_", constants), *sorted(found.items())]
    TABLE.write_text(
        head + "".join(f"{name}\t{' '.join(map(str, whole))}\n" for name, whole in rows), "utf-8"
    )
    text = BARS.read_text("utf-8").split("[bars]")[0] + "[bars]\n"
    for name, shares_ in bars.items():
        inside = ", ".join(f"{key} = {int(value)}" for key, value in shares_.items())
        text += f"{name} = {{ {inside} }}\n"
    BARS.write_text(text, "utf-8")
    print(f"{len(found)} names, {TABLE.stat().st_size:,} bytes; {bars}")


if __name__ == "__main__":
    main()
