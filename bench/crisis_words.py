"""Fits the words of `weights.tsv`, the sums of `weighed.toml` and the first look of the crisis reader.

    python bench/crisis_words.py                 each writer's lines, read by what was fitted without them
    python bench/crisis_words.py --write         the same, then fit on all lines and write the three files
    python bench/crisis_words.py --jobs 2        fits of words by so many processes at once
    python bench/crisis_words.py --fits FOLDER   keeps each fit there under a hash of all that went into it

Writers are left out in five groups (`GROUPS`): nothing is learned from their lines, no word, no
sum, no bar, no word of the first look. Words are learned by penalised logistic regression, one for each question, on the strongest
window of a text (a smooth maximum). What words, templates and rules add up to is learned the same way, from
lines whose words were fitted without their writers. Nothing is random.
"""

import argparse
import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from itertools import chain, combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from crisis_lines import ROOT, WRITERS, Line, lines, strangers
from numpy.typing import NDArray
from scipy import optimize, sparse

from kith.safety.crisis import (
    HELD,
    NOTHING,
    OWN,
    SOFTER,
    Reading,
    decided,
    looked,
    looks_closer,
    signs_of,
)
from kith.safety.first import _PLAIN, ENOUGH, GRAVE, SHORT_TEXT, First, first_look, first_of
from kith.safety.fold import _RUNTOGETHER, fold
from kith.safety.own import grammar
from kith.safety.sums import LEAST, MOST, SIGN, STEPS, Sums, sums_of
from kith.safety.templates import knowledge
from kith.safety.weigh import (
    HEADS,
    LOCAL,
    LONG,
    SHORT,
    TABLE,
    WINDOW,
    clauses,
    groups,
    pieces,
)

BARS = ROOT / "src" / "kith" / "safety" / "weighed.toml"
FIRST = BARS.with_name("first.txt")
SCALE = 100  # a weight of 1 is written as 100
LEAST_SEEN = 3  # lines; a feature of fewer is left out
LEAST_WEIGHT = 12  # hundredths; a group that weighs less for every question is left out
PENALTY = {"piece": 0.6, "word": 0.2, "near": 0.2, "apart": 0.4}
SHARPNESS, ROUNDS = 3.0, 40
# Who is left out together: in each group one who wrote to be hard (a, b, the third, h to k, n to p) at least.
GROUPS = (
    ("ours", "a", "d", "h", "s"), ("second", "sixth", "f", "i", "eighth"), ("third", "c", "j", "t", "w"),
    ("b", "fourth", "g", "k", "u", "x"), ("n", "o", "p", "seventh", "ninth", "tenth"),
)  # fmt: skip
HELPER = "m"  # lines by the hand that fits: words learn from them, nothing is measured on them
CALM = 0.2  # how much a text of a stranger counts
CHAT = 0.8  # and a message of KithGold: what people write to each other is what Kith reads most
SUM_PENALTY = 5.0
# Of ordinary lines at most so many reach the panel for oneself, for danger, for harm to others; of lines
# that are due no full page so many reach it; of public comments and text messages so many the quiet line.
PANEL, PANEL_DANGER, PANEL_HARM, FULL = 0.034, 0.006, 0.003, 0.016
QUIET, QUIET_OTHER, QUIET_HARD = 0.023, 0.0015, 0.04
Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Look:
    """What the reader sees in a text before it weighs: sentences, templates, rules, length."""

    sentences: list[list[str]]
    found: dict[str, Reading]
    rules: frozenset[str]
    words: int


@cache
def everything() -> tuple[Line, ...]:
    """Give all lines, and after them the texts of strangers."""
    return (*lines(), *strangers())


@cache
def looks() -> tuple[Look, ...]:
    """Give what is seen in each text."""
    know = knowledge()
    folded = [
        fold(one.text, know.lexicon, know.respelled, with_scraps=False) for one in everything()
    ]
    return tuple(Look(sentences, *looked(sentences, know)) for sentences in folded)


def places(wanted_: Callable[[Line], bool]) -> Places:
    """Give where the texts stand that are wanted."""
    return np.array([n for n, one in enumerate(everything()) if wanted_(one)])


def wanted(head: str, line: Line) -> tuple[bool, float]:
    """Give the answer a line should have to a question, and how much it counts (0: left out)."""
    head = LOCAL.get(head, head)
    stranger = (CHAT if line.writer == "chat fit" else CALM) * line.writer.endswith(" fit")
    own = line.kind in OWN
    ordinary, soft = line.group == "benign", line.group == "softened"
    if head == "stir":
        return line.least > 0, float(line.least > 0) or 1.5 * stranger
    if head == "ask":
        return own, float(ordinary or own) * (0.3 if soft else 1) or stranger
    if head == "panel":
        yes = own and line.least >= 2
        return yes, float(ordinary or yes) or (0.3 * soft + stranger)
    if head == "now":
        return own and line.least >= 3, 0.3 if own and line.least == 2 else float(
            own or ordinary
        ) or stranger / 2
    if head == "wound":
        return line.kind == "self_harm", float(own)
    yes = {
        "danger": line.kind == "danger" and not soft,
        "near": line.kind == "danger" and line.least >= 3,
        "harm": line.kind == "harm_to_others",
    }[head]
    return yes, stranger / 2 if line.group == "stranger" else 0.5 if own else 1.0


@dataclass(frozen=True)
class Table:
    """Windows or clauses of all texts, as a sparse table: a row each, a column a feature."""

    rows: sparse.csr_matrix
    line: Places
    names: list[str]
    penalty: Floats

    def of(self, chosen: Places) -> tuple[sparse.csr_matrix, Places]:
        """Give the windows of some texts, in their order, and where each text begins."""
        keep = np.isin(self.line, chosen)
        line = self.line[keep]
        return self.rows[keep], np.flatnonzero(np.r_[True, line[1:] != line[:-1]])


def features(words: Sequence[str]) -> tuple[Counter[str], int]:
    """Give the words, groups and pieces of a clause, and how many words it has."""
    return Counter(
        [*words, *groups(words), *(p for word in words for p in pieces(word[:40]))]
    ), len(words)


def sort_of(name: str) -> str:
    """Say what sort of feature a name is."""
    if " " in name:
        return "apart" if " _ " in name else "near"
    return "piece" if name.startswith("'") else "word"


Held = list[tuple[Counter[str], int]]  # what each clause holds, and how many words it has


def table(*, here: bool = False) -> Table:
    """Give the table of all texts by windows of three sentences, or by clauses (`here`)."""
    return tables()[here]


@cache
def tables() -> tuple[Table, Table]:
    """Give both tables; a feature must stand in at least three lines."""
    texts: list[list[Held]] = [
        [[*map(features, clauses(words))] for words in look.sentences] or [[(Counter(), 0)]]
        for look in looks()
    ]
    seen = Counter(
        name
        for text, _ in zip(texts, lines(), strict=False)
        for name in set().union(*(held for sentence in text for held, _ in sentence))
    )
    names = sorted(name for name, times in seen.items() if times >= LEAST_SEEN)
    windows = (
        [
            [*chain.from_iterable(text[first : first + WINDOW])]
            for first in range(max(1, len(text) - WINDOW + 1))
        ]
        for text in texts
    )
    alone = ([[clause] for sentence in text for clause in sentence] for text in texts)
    return table_of(windows, names), table_of(alone, names)


def table_of(texts: Iterable[Iterable[Held]], names: list[str]) -> Table:
    """Give the table of some texts, each cut into windows."""
    column = {name: number for number, name in enumerate(names)}
    data: list[float] = []
    indices: list[int] = []
    starts, line = [0], []
    for number, windows in enumerate(texts):
        for window in windows:
            total: Counter[str] = Counter()
            for held, _ in window:
                total.update(held)
            root = min(max(sum(many for _, many in window), SHORT), LONG) ** 0.25
            mine = [(column[n], times / root) for n, times in total.items() if n in column]
            indices += [place for place, _ in mine]
            data += [value for _, value in mine]
            starts.append(len(indices))
            line.append(number)
    rows = sparse.csr_matrix((data, indices, starts), shape=(len(line), len(names)))
    penalty = np.array([PENALTY[sort_of(name)] for name in names])
    return Table(rows, np.array(line), names, penalty)


class Kept:
    """Where fits of words are kept, under a hash of all that went into them; nowhere without a folder."""

    folder: Path | None = None


def fitted(head: str, chosen: Places) -> Floats:
    """Give one weight a feature for a question, the constant last, from some of the texts.

    A fit that is kept (`Kept.folder`) is not made again: its name is a hash of every number it came from.
    """
    answers = [wanted(head, everything()[number]) for number in chosen]
    counts = np.array([count for _, count in answers])
    rows, starts = table(here=head in LOCAL).of(chosen[counts > 0])
    asks = np.array([yes for yes, _ in answers])[counts > 0]
    counts = counts[counts > 0]
    place = Kept.folder and Kept.folder / f"{_hash(rows, starts, asks, counts)}.npy"
    if place and place.exists():
        return np.asarray(np.load(place))
    back = rows.T.tocsr()
    line = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, rows.shape[0]]))

    def loss(weights: Floats) -> tuple[float, Floats]:
        each = rows @ weights[:-1] + weights[-1]
        top = np.maximum.reduceat(each, starts)
        share = np.exp(SHARPNESS * (each - top[line]))
        whole = np.add.reduceat(share, starts)
        score = top + np.log(whole) / SHARPNESS
        fit = counts @ np.logaddexp(0, np.where(asks, -score, score))
        off = counts * (1 / (1 + np.exp(-np.clip(score, -35, 35))) - asks)
        penalty = table().penalty * weights[:-1]
        slope = back @ (off[line] * share / whole[line])
        return float(fit + penalty @ weights[:-1]), np.r_[slope + 2 * penalty, off.sum()]

    start = np.zeros(rows.shape[1] + 1)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    if place:
        unfinished = place.with_suffix(f".{multiprocessing.current_process().pid}.npy")
        np.save(unfinished, found.x)
        unfinished.replace(place)
    return np.asarray(found.x)


def _hash(rows: sparse.csr_matrix, *others: NDArray[np.generic]) -> str:
    """Give one name for all that a fit comes from."""
    parts = (rows.data, rows.indices, rows.indptr, table().penalty, *others)
    whole = sha256(f"{rows.shape} {SHARPNESS} {ROUNDS}".encode())
    for part in parts:
        whole.update(np.ascontiguousarray(part).tobytes())
    return whole.hexdigest()[:32]


def beforehand(jobs: int) -> None:
    """Make all fits of words that will be needed, by so many processes, and keep them."""
    every = range(len(GROUPS))
    outs = [frozenset(out) for many in (0, 1, 2) for out in combinations(every, many)]
    tables()
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        pool.starmap(_one_fit, [(head, out) for out in outs for head in HEADS], chunksize=1)


def _one_fit(head: str, out: frozenset[int]) -> None:
    fitted(head, inside(out))


def words_of(chosen: Places) -> Floats:
    """Give the weights of all features for each question, in hundredths, the constants last."""
    weights = np.array([fitted(head, chosen) for head in HEADS]) * SCALE
    alone = np.array([" " not in name for name in table().names] + [True])
    weights[:, (np.abs(weights).max(axis=0) < LEAST_WEIGHT) & ~alone] = 0
    return weights


def weighed(weights: Floats, chosen: Places) -> Floats:
    """Give what some texts weigh for each question, a row a text, as the reader would."""
    best = []
    for here in (False, True):
        rows, starts = table(here=here).of(chosen)
        asked = [number for number, head in enumerate(HEADS) if (head in LOCAL) == here]
        best.append(np.maximum.reduceat(rows @ weights[asked, :-1].T, starts, axis=0))
    return np.hstack(best) + weights[:, -1]


def numbers(weights: Floats) -> dict[str, list[int]]:
    """Give the whole-number weights of each name, `_` the constants; a word holds its pieces."""
    names = table().names
    column = {name: number for number, name in enumerate(names)}
    found = {"_": np.rint(weights[:, -1]).astype(int).tolist()}
    for name in names:
        total = weights[:, column[name]].copy()
        if sort_of(name) == "word":
            for piece in pieces(name):
                if piece in column:
                    total += weights[:, column[piece]]
        whole = np.rint(total).astype(int).tolist()
        if any(whole):
            found[name] = whole
    return found


@dataclass(frozen=True)
class Rows:
    """What the last step adds up, for some texts: a column a name, in whole weights."""

    names: tuple[str, ...]
    values: Floats


@cache
def signs(number: int) -> frozenset[str]:
    """Give the signs of one text."""
    look = looks()[number]
    return frozenset(signs_of(look.found, look.rules, look.words))


@cache
def names_of_signs() -> tuple[str, ...]:
    """Give the signs that stand in at least three lines."""
    seen = Counter(name for number in range(len(lines())) for name in signs(number))
    return tuple(sorted(name for name, times in seen.items() if times >= LEAST_SEEN))


def rows_of(chosen: Places, scores: Floats) -> Rows:
    """Give the weighed words, the templates and the rules of the grammar of some texts."""
    names = names_of_signs()
    column = {name: number for number, name in enumerate(names)}
    values = np.zeros((len(chosen), len(names)))
    for row, number in enumerate(chosen):
        values[row, [column[name] for name in signs(number) if name in column]] = SIGN / SCALE
    scores = np.clip(scores, LEAST, MOST)
    over = [np.maximum(scores - step, 0) for step in STEPS]
    stairs = [f"{head}_over_{step}" for step in STEPS for head in HEADS]
    return Rows((*HEADS, *stairs, *names), np.c_[np.hstack([scores, *over]) / SCALE, values])


def sums(rows: Floats, yes: NDArray[np.bool_], counts: Floats) -> Floats:
    """Give what each name counts (logistic regression), the constant last."""
    rows, yes, counts = rows[counts > 0], yes[counts > 0], counts[counts > 0]
    rows = np.c_[rows, np.ones(len(rows))]

    def loss(weights: Floats) -> tuple[float, Floats]:
        each = rows @ weights
        fit = counts @ np.logaddexp(0, np.where(yes, -each, each))
        slope = rows.T @ (counts * (1 / (1 + np.exp(-np.clip(each, -35, 35))) - yes))
        slope[:-1] += 2 * SUM_PENALTY * weights[:-1]
        return float(fit + SUM_PENALTY * weights[:-1] @ weights[:-1]), slope

    start = np.zeros(rows.shape[1])
    options = {"maxiter": 300}
    return np.asarray(
        optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    )


def template_of(found: dict[str, Reading]) -> Reading:
    """Give the strongest template about oneself."""
    return max((found.get(kind, NOTHING) for kind in OWN), key=lambda r: r.level)


def held(number: int) -> bool:
    """Say whether a template says an outright wish that nothing softens."""
    template = template_of(looks()[number].found)
    return template.level == 2 and template.reason in HELD and template.reason not in SOFTER


def bars_of(chosen: Places, rows: Rows, calm: Places, strange: Rows) -> dict[str, dict[str, int]]:
    """Choose what everything counts and where it begins to.

    `chosen` are lines whose words were fitted without their writers; `calm` texts of strangers that
    were in no fit, of which public comments and text messages are held to the same share.
    """
    mine = [everything()[number] for number in chosen]
    own = np.array([line.kind in OWN for line in mine])
    danger, harm = (
        np.array([line.kind == k for line in mine]) for k in ("danger", "harm_to_others")
    )
    least, most = (np.array([getattr(line, k) for line in mine]) for k in ("least", "most"))
    group = np.array([line.group for line in mine])
    ordinary, soft = group == "benign", group == "softened"
    others = danger | harm
    every = np.r_[rows.values, strange.values]
    of_whom = np.array([everything()[n].writer.split()[0] for n in calm])
    chat = of_whom == "chat"

    straight = np.array(["_over_" not in name for name in rows.names])

    def learned(
        yes: NDArray[np.bool_], counts: Floats, stranger: float, *, steps: bool = True
    ) -> tuple[Floats, Floats, Floats]:
        nobody = np.zeros(len(calm), dtype=bool)
        shown = every * (straight | steps)
        strange_ = np.where(chat, stranger * CHAT / CALM, stranger)
        weights = sums(shown, np.r_[yes, nobody], np.r_[counts, strange_])
        return weights, rows.values @ weights[:-1], strange.values @ weights[:-1]

    def table_(weights: Floats, bar: float) -> dict[str, int]:
        whole = zip(rows.names, np.rint(SCALE * weights[:-1]).astype(int).tolist(), strict=True)
        return {name: share for name, share in whole if share} | {"bar": int(SCALE * bar)}

    def calm_bar(strange_: Floats, share: float) -> float:
        parts = (of_whom == "comments", of_whom == "messages")
        return max(float(np.quantile(strange_[part], 1 - share)) for part in parts)

    found = {}
    explicit = own & (least >= 2) & ~soft
    weights, each, calm_ = learned(explicit, (explicit | ordinary) + 0.3 * soft, CALM)
    brought = np.where([held(n) for n in chosen], np.inf, each)
    panel = np.quantile(brought[ordinary], 1 - PANEL)
    found["panel"] = table_(weights, panel)
    weights, _, calm_ = learned(own, 1.0 * (own | ordinary), 1.0, steps=False)
    found["quiet"] = table_(weights, calm_bar(calm_, QUIET))
    urgent = own & (least >= 3)
    counts = (urgent | ordinary | soft | (group == "oblique")) + 0.3 * (explicit & ~urgent)
    weights, each, calm_ = learned(urgent, counts, CALM / 2)
    undue = ordinary | soft | (own & (most <= 2))
    each[brought <= panel] = -99  # the full page comes only where the panel is due
    bar = max(np.quantile(each[undue], 1 - FULL), np.quantile(calm_, 1 - FULL / 20))
    found["full"] = table_(weights, bar)
    wound = np.array([line.kind == "self_harm" for line in mine])
    found["wound"] = table_(*ended(learned(wound, 1.0 * own, 0)[0]))
    counts = np.where(own, 0.5, 1.0) * ~soft
    for name, yes, quiet, panel, most_panels in (
        ("danger", danger, "danger_quiet", "danger", PANEL_DANGER),
        ("harm", harm & (least >= 1), "harm", "harm_panel", PANEL_HARM),
    ):
        weights, each, calm_ = learned(yes & ~soft, counts, 1.0, steps=False)
        bar = max(calm_bar(calm_, QUIET_OTHER), np.quantile(each[ordinary], 1 - QUIET_HARD))
        found[quiet] = table_(weights, bar)
        due = harm & (least >= 2) if name == "harm" else danger & ~soft
        weights, each, calm_ = learned(due, counts, CALM)
        bar = max(np.quantile(each[ordinary], 1 - most_panels), calm_bar(calm_, QUIET_OTHER / 2))
        found[panel] = table_(weights, bar)
    near = danger & (least >= 3)
    weights, even = ended(learned(near, 1.0 * others, 0)[0])
    found["near"] = table_(weights, even)
    return found


def ended(weights: Floats) -> tuple[Floats, float]:
    """Give weights and the bar at which both answers are as likely."""
    return weights, -float(weights[-1])


def tokens(text: str) -> list[str]:
    """Give the words of a text as the first look sees them."""
    plain = text.replace("\u2019", "").replace("\u2026", " ").encode("utf-8", "ignore")
    return plain.translate(_PLAIN, b"'`").decode("ascii", "ignore").split()


@cache
def first_table() -> tuple[sparse.csr_matrix, list[str]]:
    """Give which words each text holds, for the first look."""
    texts = [sorted(set(tokens(one.text))) for one in everything()]
    seen = Counter(word for text in texts[: len(lines())] for word in text)
    names = sorted(word for word, times in seen.items() if times >= LEAST_SEEN)
    column = {name: number for number, name in enumerate(names)}
    held_ = [[column[word] for word in text if word in column] for text in texts]
    starts = np.cumsum([0, *map(len, held_)])
    indices = [place for text in held_ for place in text]
    return sparse.csr_matrix(
        (np.ones(len(indices)), indices, starts), shape=(len(texts), len(names))
    ), names


LOST = (
    0.008  # of the lines that the rest of the reader finds end at the first look, and at the second
)
FIRST_PENALTY = 0.3


def always() -> set[str]:
    """Give words that always pass the first look: what strong words are made of, and their slips."""
    know, rules = knowledge(), grammar()
    grave = {word for word, kind in rules.kinds.items() if kind in "kSudJ"}
    slips = {slip for slip, word in know.respelled.items() if grave & {*word.split()}}
    return {word for word in grave | slips | set(_RUNTOGETHER) if word.isalnum()}


def called(chosen: Places, found_: Places, *, below_nothing: bool) -> Floats:
    """Give what words weigh at the first look, none of them less than nothing where that is asked.

    `found_` are lines that the rest of the reader finds; others that ask for something do not count.
    """
    rows, names = first_table()
    mine = [everything()[number] for number in chosen]
    yes = np.isin(chosen, found_)
    counts = np.array(
        [0.0 if line.least else 0.5 if line.group == "stranger" else 0.05 for line in mine]
    )
    counts[yes] = 1.0
    rows = rows[chosen]
    back = rows.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = rows @ weights[:-1] + weights[-1]
        fit = counts @ np.logaddexp(0, np.where(yes, -score, score))
        off = counts * (1 / (1 + np.exp(-np.clip(score, -35, 35))) - yes)
        slope = back @ off + 2 * FIRST_PENALTY * weights[:-1]
        return float(fit + FIRST_PENALTY * weights[:-1] @ weights[:-1]), np.r_[slope, off.sum()]

    least = None if below_nothing else 0
    bounds = [(least, None)] * len(names) + [(None, None)]
    found = optimize.minimize(
        loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds
    )
    return np.asarray(found.x[:-1])


def first_words(chosen: Places, found_: Places) -> dict[str, tuple[int, int]]:
    """Give the words of the first look with what they call and tell, the bar under `_`."""
    rows, names = first_table()
    sure = always()
    outright = np.array([name in sure for name in names])
    light = found_[rows[found_] @ outright == 0]
    calls = called(chosen, found_, below_nothing=False)
    # Lines with a grave word pass whatever the others call: they count among those that do.
    share = LOST * len(found_) / len(light)
    calls = np.rint(ENOUGH * calls / np.quantile(rows[light] @ calls, share)).astype(int)
    tells = np.rint(SCALE * called(chosen, found_, below_nothing=True)).astype(int)
    short = light[np.asarray(rows[light].sum(axis=1)).ravel() <= SHORT_TEXT]
    bar = int(np.quantile(rows[short] @ tells, LOST / 2 * len(found_) / len(short)))
    call = lifted(dict(zip(names, calls.tolist(), strict=True)) | dict.fromkeys(sure, GRAVE))
    tell = dict(zip(names, tells.tolist(), strict=True))
    every = {word: (call.get(word, 0), tell.get(word, 0)) for word in call.keys() | tell.keys()}
    return {word: both for word, both in every.items() if any(both)} | {"_": (0, bar)}


@cache
def rare() -> Counter[str]:
    """Give in how many texts of strangers each word stands."""
    rows, names = first_table()
    fit = places(lambda line: line.writer.endswith(" fit"))
    times = np.asarray(rows[fit].sum(axis=0)).ravel().astype(int)
    return Counter(dict(zip(names, times.tolist(), strict=True)))


def lifted(call: dict[str, int]) -> dict[str, int]:
    """Give words what they must call so that every match of a strong template is enough."""
    call = Counter(call)
    for template in knowledge().patterns.templates:
        if not (template.strong and template.needs):
            continue
        needs = [
            need for need in template.needs if "," not in need
        ]  # the first look sees no commas
        least = [min(call[word] for word in need) for need in needs]
        if sum(least) >= ENOUGH or not needs:
            continue
        rarest = min(range(len(least)), key=lambda n, t=needs: sum(rare()[word] for word in t[n]))
        wanted_ = ENOUGH - sum(least) + least[rarest]
        for word in needs[rarest]:
            call[word] = max(call[word], wanted_)
    return dict(call)


def written(first: dict[str, tuple[int, int]]) -> str:
    """Give the words of the first look as they are written."""
    return "".join(f"{word} {call} {tell}\n" for word, (call, tell) in sorted(first.items()))


@dataclass(frozen=True)
class Reader:
    """A reader fitted on some writers: its words, its sums and bars, and its first look."""

    weights: Floats
    bars: dict[str, dict[str, int]]
    first: First | None

    @cached_property
    def sums(self) -> Sums:
        """The sums, ready to be added up."""
        return sums_of(self.bars, HEADS)

    def levels(self, chosen: Places) -> list[Reading]:
        """Give the reading of some texts."""
        return self.levels_of(chosen, weighed(self.weights, chosen))

    def levels_of(self, chosen: Places, scores: Floats) -> list[Reading]:
        """Give the reading of some texts whose words weigh so much."""
        whole = np.floor(scores).astype(int)
        return [self._one(n, score) for n, score in zip(chosen, whole, strict=True)]

    def _one(self, number: int, score: NDArray[np.int64]) -> Reading:
        look = looks()[number]
        if self.first and not first_look(everything()[number].text, self.first):
            return NOTHING
        stir, know = int(score[HEADS.index("stir")]), replace(knowledge(), bars=self.bars)
        if "closer" in self.bars and not looks_closer(look.sentences, stir, know):
            return NOTHING
        if urgent := [reading for reading in look.found.values() if reading.level == 3]:
            return urgent[0]
        weights = dict(zip(HEADS, map(int, score), strict=True))
        return decided(
            look.found, weights, self.sums, look.rules, look.words, sentences=len(look.sentences)
        )


def by(writers: Sequence[str]) -> Places:
    """Give where the lines of some writers stand."""
    return places(lambda line: line.writer in writers)


def inside(out: frozenset[int]) -> Places:
    """Give the lines of all groups but some, those of the helper and the strangers to fit on."""
    writers = [w for number, group in enumerate(GROUPS) if number not in out for w in group]
    fit = places(lambda line: line.writer.endswith(" fit"))
    return np.r_[by([*writers, HELPER]), fit]


@cache
def words_without(out: frozenset[int]) -> Floats:
    """Give the weights of words that no line of some groups was fitted on."""
    return words_of(inside(out))


def reader(out: frozenset[int]) -> Reader:
    """Fit a reader without some groups, the sums and bars on writers that their words have not seen."""
    groups_ = [number for number in range(len(GROUPS)) if number not in out]
    chosen = [by(GROUPS[number]) for number in groups_]
    scores = [
        weighed(words_without(out | {number}), mine)
        for number, mine in zip(groups_, chosen, strict=True)
    ]
    whole = words_without(out)
    calm = places(lambda line: line.writer.endswith(" bars"))
    left, scored = np.concatenate(chosen), np.concatenate(scores)
    rows, strange = rows_of(left, scored), rows_of(calm, weighed(whole, calm))
    bars = bars_of(left, rows, calm, strange)
    return narrowed(Reader(whole, bars, None), left, scored, inside(out))


def narrowed(one: Reader, left: Places, scored: Floats, chosen: Places) -> Reader:
    """Give a reader the words of its first look, and what must stir for a second.

    `scored` is what the lines `left` weigh by words that were fitted without their writers.
    """
    levels = one.levels_of(left, scored)
    due = [r.level > 0 and everything()[n].least > 0 for n, r in zip(left, levels, strict=True)]
    found_ = left[np.array(due)]
    grave = grammar().grave
    light = [all(map(grave.isdisjoint, looks()[number].sentences)) for number in left]
    stir = scored[np.array(due) & np.array(light), HEADS.index("stir")]
    bars = one.bars | {"closer": {"bar": int(np.quantile(stir, LOST))}}
    return Reader(
        one.weights, bars, first_of(written(first_words(chosen, found_)).encode().splitlines())
    )


MEASURES: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("explicit 2+", ("explicit",), 2),
    ("now 2+", ("explicit_now",), 2),
    ("both 2+", ("explicit", "explicit_now"), 2),
    ("now 3", ("explicit_now",), 3),
    ("oblique 1+", ("oblique",), 1),
    ("benign 2+", ("benign",), 2),
    ("benign 1+", ("benign",), 1),
    ("softened due", ("softened",), 0),
    ("after 2+", ("after_self_harm",), 2),
    ("danger now 3", ("danger_now",), 3),
    ("danger due", ("danger",), 0),
    ("danger 2+", ("danger",), 2),
    ("harm due", ("harm_to_others",), 0),
    ("harm 1+", ("harm_to_others",), 1),
)


def shares(chosen: Places, readings: Sequence[Reading]) -> list[float]:
    """Give the share of each measure in some lines."""
    tally: dict[str, list[float]] = defaultdict(list)
    for number, reading in zip(chosen, readings, strict=True):
        line = everything()[number]
        groups_ = {line.group, f"{line.group}_now" if line.least == 3 else line.group}
        for name, classes, level in MEASURES:
            if groups_.intersection(classes):
                tally[name].append(reading.level >= (level or line.least))
    return [float(np.mean(tally[name])) if tally[name] else np.nan for name, _, _ in MEASURES]


def show(name: str, mine: Sequence[float]) -> None:
    """Print a row of the table."""
    print(f"{name:10}" + "".join(f"{one:>13.3f}" for one in mine), flush=True)


def calm_shares(one: Reader) -> list[float]:
    """Give which share of comments, text messages and KithGold, kept out of everything, gets which level."""
    found = []
    for part in ("comments dev", "messages dev", "chat dev"):
        levels = np.array(
            [r.level for r in one.levels(places(lambda line, p=part: line.writer == p))]
        )
        found += [float(np.mean(levels >= level)) for level in (1, 2, 3)]
    return found


def leave_out() -> None:
    """Print how each writer's lines are read by what was fitted without their group."""
    print(
        f"{'':10}"
        + "".join(f"{name:>13}" for name, _, _ in MEASURES)
        + "   comments, messages, chat: 1+ 2+ 3"
    )
    every = {}
    for number, group in enumerate(GROUPS):
        one = reader(frozenset({number}))
        for writer in group:
            chosen = by([writer])
            every[writer] = shares(chosen, one.levels(chosen))
            show(writer, every[writer])
        print(" " * 12, *(f"{share:.4f}" for share in calm_shares(one)), flush=True)
    show("mean", np.nanmean(list(every.values()), axis=0))
    show("h to k", np.nanmean([every[writer] for writer in "hijk"], axis=0))
    show("n to p", np.nanmean([every[writer] for writer in "nop"], axis=0))


def write(one: Reader) -> None:
    """Write the table, the constants first, the bars, and the words of the first look."""
    head = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")]
    found = numbers(one.weights)
    rows = [f"{name}\t{' '.join(map(str, whole))}" for name, whole in sorted(found.items())]
    TABLE.write_text("\n".join([*head, *rows]) + "\n", "utf-8")
    text = BARS.read_text("utf-8").split("[bars]")[0] + "[bars]\n"
    for name, bar in one.bars.items():
        text += f"{name} = {{ {', '.join(f'{key} = {value}' for key, value in bar.items())} }}\n"
    BARS.write_text(text, "utf-8")
    if one.first:
        words = sorted(one.first.calls.keys() | one.first.tells.keys())
        rows = [
            b"%b %d %d" % (w, one.first.calls.get(w, 0), one.first.tells.get(w, 0)) for w in words
        ]
        FIRST.write_bytes(b"\n".join([b"_ 0 %d" % one.first.bar, *rows]) + b"\n")
    print(f"{len(found)} names, {TABLE.stat().st_size:,} bytes, {len(words)} words first")


def main() -> None:
    """Print what each writer's lines give, fitted on the others; write the files where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--fits", type=Path)
    given = parser.parse_args()
    with TemporaryDirectory() as passing:
        Kept.folder = given.fits or Path(passing)
        Kept.folder.mkdir(parents=True, exist_ok=True)
        if given.jobs > 1:
            beforehand(given.jobs)
        measure(write_too=given.write)


def measure(*, write_too: bool) -> None:
    """Print what each group gives, fitted on the others; then fit on all lines where that is asked."""
    leave_out()
    if write_too:
        one = reader(frozenset())
        chosen = by(WRITERS)
        show("as fitted", shares(chosen, one.levels(chosen)))
        print(*(f"{share:.4f}" for share in calm_shares(one)))
        write(one)


if __name__ == "__main__":
    main()
