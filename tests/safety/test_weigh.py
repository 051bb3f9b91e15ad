"""Weighed words: the sums are exact, the table is sound, and what is denied never comes to nothing."""

import random
from itertools import pairwise

import pytest
from crisis_corpus import HALVES, example, lines
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.safety.crisis import NOTHING, decided, looks_closer, read
from kith.safety.first import first_look
from kith.safety.fold import fold
from kith.safety.templates import DATA, knowledge, together
from kith.safety.weigh import (
    FEW,
    HEADS,
    LOCAL,
    MANY,
    TABLE,
    TURNS,
    clauses,
    groups,
    packed,
    pieces,
    scales,
    scales_of,
    unpacked,
)

WEIGHTS = st.lists(st.integers(-20_000, 20_000), min_size=len(HEADS), max_size=len(HEADS))
WORDS = st.lists(st.sampled_from(["i", "want", "to", "die", "tea", "zzq"]), min_size=1, max_size=30)
# "kms" with a laugh is one of the joking forms that give 0.
EXPLICIT = [
    line for half in HALVES for line in lines(half, "explicit") if not line.startswith("kms")
]
PLAIN = ("I want to die", "I want to kill myself", "I am going to kill myself", "I feel suicidal",
         "I want to end my life", "I am thinking about suicide", "I will take my own life")  # fmt: skip


@given(st.lists(WEIGHTS, min_size=1, max_size=50))
def test_one_addition_adds_every_question(rows):
    """Packed weights lose nothing and never leak into their neighbours, below zero either."""
    assert unpacked(sum(map(packed, rows))) == [sum(column) for column in zip(*rows, strict=True)]


@given(WORDS)
def test_a_clause_weighs_what_its_words_and_pairs_do(words):
    """The quick way through the table gives what its rows say."""
    rng = random.Random(3)
    vocabulary = ["i", "want", "to", "die", "tea"]
    names = vocabulary + pieces("zzq") + [*groups(vocabulary * 2)]
    table = {name: [rng.randrange(-99, 99) for _ in HEADS] for name in names}
    found, many = scales_of(table, [0] * len(HEADS)).clause(words)
    there = [name for word in words for name in ([word] if word in table else pieces(word))]
    there += groups(words)
    zero = [0] * len(HEADS)
    wanted = [
        sum(column) for column in zip(zero, *(table.get(n, zero) for n in there), strict=True)
    ]
    assert (unpacked(found), many) == (wanted, len(words))


def test_the_strongest_three_sentences_count_and_a_long_text_hides_none():
    """What stands far away neither adds nor takes; three in a row are weighed as one."""
    many = len(HEADS)
    table = scales_of({"die": [160] * many, "tea": [-80] * many}, [0] * many)
    die, tea = table.sentence(["die"]), table.sentence(["tea"])

    def weight(*sentences):
        return table.text(sentences)["ask"]

    assert weight(die, tea) < weight(die) < weight(die, die) < weight(die, die, die)
    assert weight(*[tea] * 9, die, die, die, *[tea] * 9) == weight(die, die, die)
    assert weight() == 0


@given(st.lists(st.sampled_from(["i", "want", "but", ",", "and", "tea"]), max_size=60))
def test_clauses_hold_every_word_in_order_and_begin_at_turns(words):
    """None is lost, none but commas left out, none is long, and each begins at a turn or where it ran on."""
    cut = clauses(words)
    assert [word for clause in cut for word in clause] == [word for word in words if word != ","]
    assert all(len(clause) <= MANY + 2 for clause in cut)
    assert all(len(clause) >= FEW for clause in cut[:-1])
    assert len(cut) == 1 or len(cut[-1]) >= 3
    if not TURNS & {*words}:
        assert all(len(clause) == MANY for clause in cut[:-1]) or len(cut[-1]) > MANY


def test_a_plain_day_around_a_clause_takes_nothing_from_it():
    """What is asked of one clause at a time stays, whatever stands before it in the same sentence."""
    many = len(HEADS)
    table = scales_of({"die": [160] * many, "tea": [-80] * many}, [0] * many)
    day = ["tea"] * 20
    alone, within = (
        [table.sentence(words)] for words in (["and", *["die"] * 3], [*day, "and", *["die"] * 3])
    )
    before, after = table.text(alone), table.text(within)
    for head in HEADS:
        assert after[head] == before[head] if head in LOCAL else after[head] < before[head]


def test_the_table_is_small_readable_and_whole():
    """At most 3.2 MB (more writers since decision 330), a name and whole numbers a line, no name twice."""
    text = TABLE.read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert len(text) <= 3_200_000
    assert len({name for name, _ in rows}) == len(rows) > 10_000
    assert all(len([int(one) for one in whole.split()]) == len(HEADS) for _, whole in rows)


def test_nothing_like_a_chance_leaves_the_engine():
    """A reading holds a level, a kind and a reason, and nothing else."""
    assert set(type(read("I want to die")).__slots__) == {"level", "kind", "reason"}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(EXPLICIT + list(PLAIN)),
    st.sampled_from(["I do not mean it.", "That was years ago.", "My sister said this.", "lol"]),
    st.booleans(),
)
def test_explicit_words_never_come_to_nothing_whatever_is_said_beside_them(line, beside, first):
    """Denied, past, somebody else's, laughed at: a level less, never none (R4)."""
    words = f"{beside} {line}" if first else f"{line}{' ' if beside == 'lol' else '. '}{beside}"
    if read(line).reason not in {"words", "none"}:
        assert read(words).level >= 1


@pytest.mark.parametrize("line", PLAIN)
@pytest.mark.parametrize(
    "form", ["{}", "{}. Had soup.", "Went to work. {}. Then tea.", "Work was fine today and the bus was on time. {}."]
)  # fmt: skip
def test_no_ordinary_sentence_takes_the_panel_from_an_outright_wish(line, form):
    """A plain day around it is no reason to think that it is not meant."""
    assert read(form.format(line)).level >= 2


@pytest.mark.parametrize("line", PLAIN)
@pytest.mark.parametrize(
    "form", ["{}", "It is not true that {}", "When I was fifteen: {}", "My brother wrote: {}", "{} lol", "{}, not"]
)  # fmt: skip
def test_a_not_before_or_after_plain_words_leaves_the_quiet_line(line, form):
    """No way of taking it back makes the reader silent."""
    assert read(form.format(line)).level >= 1


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(EXPLICIT + list(PLAIN)),
    st.sampled_from([str.upper, str.title, lambda t: t.replace("'", "\u2019"), lambda t: f"  {t}\u200b ",
                     lambda t: t.replace(" ", "  "), lambda t: t.replace("e", "\u0435")]),
)  # fmt: skip
def test_the_same_words_in_other_letters_weigh_the_same(line, change):
    """Case, typographic signs, invisible signs, look-alikes and spaces change nothing."""
    assert read(change(line)) == read(line)


def test_weights_alone_cannot_undo_what_a_template_found():
    """Whatever the words weigh, a template of level 3 stays and one of level 2 gives at least 1."""
    know = knowledge()
    for weight in (-(10**5), 0, 10**5):
        weights = dict.fromkeys(HEADS, weight)
        for kind in ("suicide", "self_harm", "danger", "harm_to_others"):
            for level in (1, 2, 3):
                found = {kind: type(NOTHING)(level, kind, "found")}
                got = decided(found, weights, know.sums).level
                assert got == 3 if level == 3 else got >= (level == 2 or kind == "danger")


def test_the_looks_let_strong_templates_through():
    """The plainest example of nearly every strong template passes both quick looks."""
    know, table, raw = knowledge(), scales(), together(DATA)
    says = [say for row in raw["pattern"] if row.get("level", 0) >= 2 for say in row.get("say", ())]
    ended = []
    for say in says:
        line = example(say, raw["words"])
        words = line.split()
        stir = table.text([table.sentence(words)])["stir"]
        if not (first_look(line) and looks_closer([words], stir, know)):
            ended.append(say)
    assert len(ended) <= 0.02 * len(says), ended


def test_a_long_hostile_text_is_weighed_in_time_that_grows_with_it():
    """Pieces of endless words, and a sentence that never ends."""
    import time

    for text in ("q" * 200_000, "zx " * 66_000, "i want to " * 20_000):
        start = time.process_time()
        know = knowledge()
        table = scales()
        table.text([table.sentence(w) for w in fold(text, know.lexicon, know.respelled)])
        assert time.process_time() - start < 2


def test_the_named_groups_are_those_that_are_weighed():
    """The fit and the reader name groups the same way, the ends of a sentence among them."""
    words = ["a", "b", "c", "d"]
    found = [*groups(words)]
    assert [name for name in found if name.count(" ") == 1] == [
        "< a",
        *map(" ".join, pairwise(words)),
        "d >",
    ]
    assert {"< a b", "a b c", "c d >", "< _ b", "a _ c", "a _ d", "c _ >"} <= set(found)
    assert len(found) == len(set(found)) == 5 + 4 + 4 + 1


def test_the_table_is_read_in_one_pass_to_what_its_rows_say():
    """Every row of it, packed one by one."""
    weights: dict[str, list[int]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, rest = line.partition("\t")
            weights[name] = [*map(int, rest.split())]
    assert scales_of(weights, weights.pop("_")) == scales()
