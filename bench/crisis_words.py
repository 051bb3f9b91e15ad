"""Fits the words of `weights.tsv` and the bars of `weighed.toml` for the crisis reader.

    python bench/crisis_words.py            what each writer's lines give, fitted on the others
    python bench/crisis_words.py --write    fit on all open lines and write both files

Everything comes from the open lines of the three corpora in `tests/safety`; sealed lines are never
opened. Penalised logistic regression, one for each question, on the strongest window of a text
(a smooth maximum). The bars are chosen on lines whose situation was left out of the fit.
"""

import argparse
import gzip
import json
import os
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

from kith.safety.crisis import HELD, OWN, SOFTER, Reading, _weight, decided, templates_in
from kith.safety.fold import fold
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
SCALE = 100  # a weight of 1 is written as 100
LEAST_SEEN = 3  # lines; a feature of fewer is left out
PENALTY, SHARPNESS, STEPS = 0.3, 3.0, 60
FOLDS = 5
LOST = 0.02  # of the lines, whose words alone do not call for a closer look
EVERY, STRANGER = 5, 0.3  # every so many public comments, and how much each counts
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
# How many of the ordinary lines may at most reach each bar, in the left-out lines.
ALLOWED = {
    "quiet": 0.25,
    "panel": 0.037,
    "danger_quiet": 0.018,
    "danger": 0.006,
    "harm": 0.02,
    "full": 0.006,
    "near": 0.003,
}
# A panel that a template brings holds while the words weigh no less than this below nothing: short
# plain lines say little else. One that was denied, past or told needs this much more than the bar.
PLAIN, RETRACTED = 1250, 1500
STIRRED = 0.08  # of the public comments, at most, sound like what is asked about
PANELS = 0.006  # of the public comments, at most, bring a panel by weights alone
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
    data = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data"))
    path = data / "talk" / "goemotions" / "train.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        texts = [row.split("\t")[0] for row in islice(rows, 0, None, EVERY)]
    return [
        Line(text, "stranger", 0, 0, "none", f"stranger {number}", "stranger")
        for number, text in enumerate(texts)
        if not templates_in(text)
    ]


def wanted(head: str, line: Line) -> tuple[int, float]:  # noqa: PLR0911
    """Give the answer a line should have to a question, and how much it counts (0: left out)."""
    if head == "stir":
        return int(line.least > 0), float(line.least > 0) + STRANGER * (line.group == "stranger")
    if line.group == "stranger":
        return 0, 0.0
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


def left_out(chosen: NDArray[np.int64]) -> list[dict[str, int]]:
    """Weigh each of some lines by a fit on the others' situations."""
    part = np.array([zlib.crc32(lines()[n].situation.encode()) % FOLDS for n in chosen])
    found: dict[int, dict[str, int]] = {}
    for fold_ in range(FOLDS):
        scales = scales_of(*numbers(chosen[part != fold_]))
        for number in chosen[part == fold_]:
            found[number] = weighed(scales, lines()[number].text)
    return [found[number] for number in chosen]


def step_of(found: dict[str, Reading]) -> str:
    """Name what the templates found about the writer's own end, as `weighed.toml` does."""
    best = max(
        (found.get(kind, Reading(0)) for kind in ("suicide", "self_harm")), key=lambda r: r.level
    )
    return "softened" if best.reason in SOFTER else f"level_{best.level}"


def step_reason(found: dict[str, Reading]) -> str:
    """Give the reason of the strongest template about the writer's own end."""
    own = (found.get(kind, Reading(0)) for kind in OWN)
    return max(own, key=lambda r: r.level).reason


def shares(
    scores: list[dict[str, int]], names: Sequence[str], yes: list[bool], steps: list[str]
) -> dict[str, int]:
    """Give what each question and each step of the templates counts (logistic regression).

    In hundredths; the first question counts in full.
    """
    kinds = sorted(set(steps) - {"level_0"})
    asked = [[score[name] / SCALE for name in names] for score in scores]
    ones = [[float(step == kind) for kind in kinds] for step in steps]
    rows = np.c_[np.array(asked), np.array(ones).reshape(len(steps), -1), np.ones(len(steps))]
    signs = np.array(yes)

    def loss(weights: Floats) -> tuple[float, Floats]:
        each = rows @ weights
        fit = (
            np.logaddexp(0, np.where(signs, -each, each)).sum() + 0.5 * weights[:-1] @ weights[:-1]
        )
        slope = rows.T @ (1 / (1 + np.exp(-np.clip(each, -35, 35))) - signs)
        slope[:-1] += weights[:-1]
        return float(fit), slope

    weights = optimize.minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    found = zip([*names, *kinds], weights[:-1], strict=True)
    return {name: int(SCALE * weight / weights[0]) for name, weight in found}


def wound_bar(scores: list[tuple[int, bool]]) -> int:
    """Give the bar that tells a wound from an end best, both counting the same."""
    wounds = [score for score, yes in scores if yes]
    ends = [score for score, yes in scores if not yes]
    return max(
        sorted(wounds),
        key=lambda bar: np.mean(np.array(wounds) > bar) - np.mean(np.array(ends) > bar),
    )


def bars_for(chosen: NDArray[np.int64], scores: list[dict[str, int]]) -> dict[str, dict[str, int]]:
    """Choose the shares and bars on the lines of other writers, as the reader uses them.

    The templates were written on the first two corpora, so only the third says what they add.
    """
    mine = [lines()[n] for n in chosen]
    found = [found_by_templates()[n] for n in chosen]
    fair = [n for n, line in enumerate(mine) if line.writer in {"second", "a", "b"}]
    fresh = [n for n in fair if mine[n].writer in {"a", "b"}]
    steps = [step_of(one) for one in found]
    dangers = [f"level_{one.get('danger', Reading(0)).level}" for one in found]

    def learned(head: str, names: Sequence[str], step: list[str]) -> dict[str, int]:
        asked = [n for n in fresh if mine[n].group == "benign" or wanted(head, mine[n])[0]]
        yes = [wanted(head, mine[n])[0] == 1 for n in asked]
        zero = dict.fromkeys(("level_0", "level_1", "level_2", "level_3"), 0)
        return zero | shares([scores[n] for n in asked], names, yes, [step[n] for n in asked])

    def over(table: dict[str, int], n: int) -> int:
        step = dangers[n] if "danger" in table else steps[n]
        held = "danger" not in table and step_reason(found[n]) in HELD
        return 10**6 * held + _weight(scores[n], table) + table.get(step, 0)

    def bar(table: dict[str, int], name: str) -> int:
        return int(np.quantile([over(table, n) for n in calm], 1 - ALLOWED[name]))

    heads = ("panel", "ask", "now", "whole_panel", "whole_ask", "whole_now")
    bars = {
        "quiet": shares([scores[n] for n in fresh], ("ask", "whole_ask"), [wanted("ask", mine[n])[0] == 1 for n in fresh], ["level_0"] * len(fresh)),
        "panel": {"softened": 0} | learned("panel", heads, steps),
        "full": {"now": 100},
        "wound": {"wound": 100},
        "danger_quiet": {},
        "danger": learned("danger", ("danger", "whole_danger"), dangers),
        "near": {"near": 100},
        "harm": {"harm": 100},
        "harm_sure": {"harm": 100},
        "stir": {"stir": 100},
        "sure": {"stir": 100},
    }  # fmt: skip
    # What was found may not count against help, and what was denied not for more of it.
    bars["panel"] |= {f"level_{n}": max(bars["panel"][f"level_{n}"], 0) for n in range(4)}
    bars["panel"] |= {"softened": -RETRACTED, "level_2": PLAIN, "level_3": PLAIN}
    bars["danger"]["level_2"] = PLAIN
    bars["danger"] |= {f"level_{n}": max(bars["danger"][f"level_{n}"], 0) for n in range(4)}
    bars["danger_quiet"] = {key: bars["danger"][key] for key in ("danger", "whole_danger")}
    calm = [n for n in fair if mine[n].group == "benign"]
    public = [n for n, line in enumerate(mine) if line.group == "stranger"]
    for name in ("quiet", "panel", "danger_quiet", "danger", "harm"):
        bars[name]["bar"] = bar(bars[name], name)
    bars["stir"]["bar"] = int(np.quantile([scores[n]["stir"] for n in public], 1 - STIRRED))
    weighty = [
        scores[n]["stir"]
        for n in public
        if any(over(bars[name], n) > bars[name]["bar"] for name in ("panel", "danger"))
    ]
    kept = int(PANELS * len(public))
    bars["sure"]["bar"] = max(
        [bars["stir"]["bar"], *sorted(weighty, reverse=True)[kept : kept + 1]]
    )
    bars["harm_sure"]["bar"] = int(np.quantile([scores[n]["harm"] for n in calm], 0.985))
    soft = [n for n in fair if mine[n].most <= 2 and mine[n].kind in {*OWN, "none"}]
    for name, head, outright in (("full", "now", "panel"), ("near", "near", "danger")):
        passed = [scores[n][head] for n in soft if over(bars[outright], n) > bars[outright]["bar"]]
        kept = int(len(soft) * ALLOWED[name])
        bars[name]["bar"] = max(sorted(passed, reverse=True)[: kept + 1][-1] if passed else 0, 0)
    bars["wound"]["bar"] = wound_bar(
        [(scores[n]["wound"], mine[n].kind == "self_harm") for n in fresh if mine[n].kind in OWN]
    )
    bars["closer"] = {}  # chosen in `closer`
    return bars


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


def report(
    name: str,
    chosen: NDArray[np.int64],
    scores: list[dict[str, int]],
    bars: dict[str, dict[str, int]],
) -> None:
    """Print how the reader meets some lines."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for number, score in zip(chosen, scores, strict=True):
        line = lines()[number]
        got = decided(found_by_templates()[number], score, bars)
        group = "danger_now" if line.kind == "danger" and line.least >= 3 else line.group
        one = tally[group]
        one["lines"] += 1
        one["at least"] += got.level >= line.least
        one["at most"] += got.level <= max(line.most, 1)
        one["kind"] += got.kind == line.kind
        for level in (1, 2, 3):
            one[f"L{level}"] += got.level >= level
    print(f"== {name}")
    for group, one in sorted(tally.items()):
        of = one["lines"]
        print(
            f"  {group:16}{of:5}"
            + "".join(
                f"  {key} {one[key] / of:.3f}"
                for key in ("at least", "at most", "L1", "L2", "L3", "kind")
            )
        )
    direct = tally["explicit"] + tally["explicit_now"]
    print(
        f"  explicit with and without now, L2+: {direct['L2'] / max(1, direct['lines']):.3f}",
        flush=True,
    )


def main() -> None:
    """Print what each writer's lines give, fitted on the others; write the files where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    everything = np.arange(len(lines()))
    if given.write:
        scores = left_out(everything)
        bars = bars_for(everything, scores)
        for writer in ("second", "a", "b", "stranger"):
            mine = np.array([n for n in everything if lines()[n].writer == writer])
            report(f"{writer}, situations left out", mine, [scores[n] for n in mine], bars)
        found, constants = numbers(everything)
        bars["closer"] = closer(scales_of(found, constants))
        write(found, constants, bars)
        return
    for writer in ("a", "b"):
        others = np.array([n for n in everything if lines()[n].writer != writer])
        mine = np.array([n for n in everything if lines()[n].writer == writer])
        bars = bars_for(others, left_out(others))
        print(bars)
        scales = scales_of(*numbers(others))
        report(
            f"{writer}, fitted on the others",
            mine,
            [weighed(scales, lines()[n].text) for n in mine],
            bars,
        )


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
