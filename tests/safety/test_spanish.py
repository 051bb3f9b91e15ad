"""Spanish is read by templates alone: plain words are found, ordinary life stays quiet, English stays as it is."""

import json
import random
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from crisis_corpus import example

from kith.safety import crisis, spanish
from kith.safety.reading import NOTHING
from kith.safety.templates import index, together

HERE = Path(__file__).parent
LONG = 200_000
# Lines of the English corpora that go over into Spanish and get more for it.
SPANISH_THERE = 1


def lines(path):
    """The lines of a file of a corpus."""
    return [json.loads(row) for row in path.read_text("utf-8").split("\n") if row]


OPEN = lines(HERE / "spanish" / "open.jsonl")
FAMILIES = sorted({(t.kind, t.reason) for t in spanish.known().patterns.templates})


def share(classes, fits, kind=None):
    """The share of the open lines of some classes whose reading fits."""
    rows = [row for row in OPEN if row["class"] in classes and kind in (None, row["kind"])]
    return sum(fits(crisis.read(row["text"]), row) for row in rows) / len(rows)


def due(found, row):
    """A reading of the level that is due."""
    return row["level_min"] <= found.level <= row["level_max"]


@pytest.mark.parametrize(
    ("classes", "least"),
    [
        (("explicit",), 0.97),
        (("explicit_now",), 0.94),
        (("softened",), 1),
        (("oblique",), 0.95),
        (("after_self_harm",), 0.9),
        (("danger",), 0.97),
        (("harm_to_others",), 1),
        (("benign",), 0.99),
    ],
)
def test_open_lines_get_the_level_that_is_due(classes, least):
    """These lines are open, and templates were made on them: a guard against steps back, no measure."""
    assert share(classes, due) >= least


def test_ordinary_life_brings_no_panel():
    """Hard feelings, figures of speech and the day's pills: a quiet line for two of them, and no more."""
    assert share(("benign",), lambda found, row: found.level < 2) == 1


@pytest.mark.parametrize("kind", ["suicide", "self_harm", "danger", "harm_to_others"])
def test_what_is_found_is_of_its_kind(kind):
    """Danger from somebody else is not answered with lines about suicide, nor the other way about."""
    classes = {row["class"] for row in OPEN} - {"benign"}
    assert share(classes, lambda found, row: found.kind in (kind, "none"), kind) >= 0.97


@pytest.mark.parametrize(("kind", "reason"), FAMILIES)
def test_each_family_of_templates_is_needed(kind, reason, monkeypatch):
    """Without one of them some open line gets less than before."""
    know = spanish.known()
    left = index(t for t in know.patterns.templates if (t.kind, t.reason) != (kind, reason))
    texts = [row["text"] for row in OPEN if row["level_max"] and row["kind"] == kind]
    before = [spanish.read(text).level for text in texts]
    monkeypatch.setattr(spanish, "known", lambda: replace(know, patterns=left))
    after = [spanish.read(text).level for text in texts]
    assert sum(after) < sum(before)


def test_idioms_are_needed(monkeypatch):
    """Without them "me muero de risa" would be met with help."""
    know = spanish.known()
    monkeypatch.setattr(spanish, "known", lambda: replace(know, idioms={"": index(())}))
    loud = [row["text"] for row in OPEN if not row["level_max"] and spanish.read(row["text"]).level]
    assert len(loud) > 20


@pytest.mark.parametrize(
    ("text", "level", "kind"),
    [
        ("Quiero morirme.", 2, "suicide"),
        ("kiero morirme", 2, "suicide"),
        ("QUIERO MORIRME", 2, "suicide"),
        ("qui3ro m0rirme", 2, "suicide"),
        ("quiero morirmeeee", 2, "suicide"),
        ("¡¿Y si me mato?!", 2, "suicide"),
        ("me quiero morir, che, no doy más", 2, "suicide"),
        ("No quiero morirme", 1, "suicide"),
        ("mi hermana quiere suicidarse", 1, "suicide"),
        ("cuando era adolescente pensaba en suicidarme", 1, "suicide"),
        ("quiero matarme jajaja", 1, "suicide"),
        ("me muero jajaja", 0, "none"),
        ("Esta noche me mato", 3, "suicide"),
        ("me muero de risa", 0, "none"),
        ("me mata la curiosidad", 0, "none"),
        ("voy a cortarme el pelo", 0, "none"),
        ("quiero cortarme", 2, "self_harm"),
        ("me ahorca", 2, "danger"),
        ("tengo miedo de que me mate", 2, "danger"),
        ("me amenaza con un cuchillo", 3, "danger"),
        ("Mi ex está en la puerta", 3, "danger"),
        ("Mi madre está en la puerta", 0, "none"),
        ("le voy a pegar a mi hijo", 2, "harm_to_others"),
        ("quiero hacerle daño", 1, "harm_to_others"),
    ],
)
def test_plain_sentences(text, level, kind):
    """Level and kind, alone and among many."""
    found = crisis.read(text)
    assert (found.level, found.kind) == (level, kind)
    assert crisis.read_many([text] * 12) == [found] * 12


def test_a_switched_off_level_is_off_in_spanish_too():
    """Levels 1 and 2 fall, 3 stays."""
    assert crisis.read("quiero morirme", off={2}).level == 1
    assert crisis.read("quiero morirme", off={1, 2}).level == 0
    assert crisis.read("esta noche me mato", off={1, 2}).level == 3


def test_many_at_once_read_as_each_alone():
    """The open lines, changed ones, and lines of both languages in one."""
    rng = random.Random(4)
    texts = [row["text"] for row in OPEN]
    changed = [t.replace("e", rng.choice(["3", "eee", "é", "e "])) for t in texts]
    mixed = [f"{rng.choice(texts)} I had soup today. {one}" for one in texts]
    every = [*texts, *changed, *mixed]
    assert crisis.read_many(every) == [crisis.read(text) for text in every]


def test_english_lines_read_as_without_spanish():
    """No line of the other corpora gets more than before, save those that go over into Spanish."""
    found = 0
    for path in sorted(HERE.glob("corpus*/*.jsonl")):
        for row in lines(path):
            other = spanish.read(row["text"])
            english = crisis._in_english(row["text"]) if other.level else NOTHING
            found += spanish.stronger(english, other) != english
    assert found <= SPANISH_THERE


def test_nothing_spanish_is_asked_of_most_english_lines():
    """The first look passes over them, so they cost no more than they did."""
    texts = [row["text"] for row in lines(HERE / "corpus9" / "sealed.jsonl")]
    assert sum(map(spanish.first_look, texts)) < 0.06 * len(texts)


def test_every_template_finds_its_own_example():
    """Through the first look and the index too."""
    know, raw = spanish.known(), together(spanish.DATA)
    for row in raw["pattern"]:
        for say in row["say"]:
            line = example(say, raw["words"])
            hits = [t for t in know.patterns.candidates({*line.split()}) if t.pattern.search(line)]
            assert any(t.reason == row["reason"] for t in hits), say
            assert spanish.first_look(line), say


def test_no_template_is_passed_over_by_the_first_look():
    """Every one needs a word of the list; `python bench/crisis_spanish.py --write` makes it so."""
    known = {word.decode() for word in spanish.first_words()}
    for template in spanish.known().patterns.templates:
        assert any(need <= known for need in template.needs), template.source


def test_what_is_looked_for_is_folded():
    """No accent and no capital letter in a template: such a word would never be found."""
    raw = together(spanish.DATA)
    said = [say for key in ("pattern", "idiom") for row in raw[key] for say in row["say"]]
    said += [word for words in raw["words"].values() for word in words]
    said += [word for words in raw["soften"].values() for word in words]
    assert [say for say in said if not re.fullmatch(r"[a-z0-9 |_?.<>,]+", say)] == []


@pytest.mark.parametrize("name", ["anchors", "near", "marks"])
def test_two_hundred_thousand_characters_take_less_than_a_second(name):
    """Nothing a person or a file can hold makes the reader hang."""
    rng = random.Random(8)
    templates = spanish.known().patterns.templates
    words = {
        "anchors": sorted({word for one in templates for word in one.anchors}),
        "near": ["quiero", "me", "no", "que", "vivir", "mi", "la", "ganas", "de", "noche"],
        "marks": ["quiér0", "m0rír", "ñññ", "¿¡", "éééé"],
    }[name]
    text = " ".join(rng.choice(words) for _ in range(LONG // 4))[:LONG]
    spanish.read("quiero morirme")
    start = time.process_time()
    spanish.read(text)
    assert time.process_time() - start < 1


def test_the_lines_are_whole():
    """Fields, names and texts of their own, and at least half of them ordinary."""
    for name in ("open", "sealed"):
        rows = lines(HERE / "spanish" / f"{name}.jsonl")
        fields = {"id", "text", "class", "level_min", "level_max", "kind"}
        assert all(set(row) == fields and row["text"].strip() for row in rows)
        assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)
    assert len(OPEN) >= 800
    assert sum(row["class"] == "benign" for row in OPEN) >= 0.45 * len(OPEN)
