"""The reader of messages: words and reasons, silence where it is due, an answer to any text."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.talk import BARRIERS, LABELS, read, read_many, selftalk
from kith.talk.first import worth_reading
from kith.talk.reading import MAYBE_A_THREAT, MOVES
from kith.talk.weights import FILE, weights

ODD = st.text(st.characters(), max_size=200) | st.text(
    st.sampled_from("you never I .,!?'\"\n<b>İ\ud800\u202e😂👩\u200d🦰שלום"), max_size=200
)
PLAIN = {
    "You never listen to me, not once": "overgeneralisation",
    "You're so selfish": "criticism",
    "You make me sick, you pathetic little man": "contempt",
    "Calm down, it's only a joke": "dismissal",
    "I'm not talking about this. Drop it.": "avoidance",
    "You only said that to embarrass me": "mind_reading",
    "If you ever talk to him again I will take the kids and you will lose everything": "threat_control",
    "Thanks for listening on the phone last night, it meant a lot": "appreciation",
    "I'm so sorry I shouted, that wasn't fair": "repair",
    "Could you ring me before you come round?": "request",
    "What was that like for you?": "open_question",
}
QUIET = [
    "ok see you at 6",
    "Running ten minutes late, start without me",
    "Happy birthday!! hope you have a lovely day x",
    'he said "you are nothing without me and nobody will want you"',
    "My mum died in March and I still set two cups",
    "can you get milk",
    "lol you daft thing, love you",
]


@pytest.mark.parametrize(("text", "label"), PLAIN.items())
def test_plain_words_are_found(text, label):
    """The least that a reader has to see; the words lie where it says."""
    found = [f for f in read(text).findings if f.label == label]
    assert found, read(text).probabilities
    assert text[found[0].start : found[0].end].strip()


@pytest.mark.parametrize("text", QUIET)
def test_ordinary_words_are_left_alone(text):
    """No barrier where there is none."""
    assert not [f for f in read(text).findings if f.label in BARRIERS]


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("Du hörst mir nie zu und das ist immer so mit dir", "other"),
        ("tu ne m'écoutes jamais et c'est toujours la même chose avec toi", "other"),
        ("ты никогда меня не слушаешь", "other"),
        ("אתה אף פעם לא מקשיב לי", "other"),
        ("你从来不听我说话", "other"),
        ("no me escuchas nunca y siempre es lo mismo", "other"),
        ("", "none"), ("😂😂😂", "none"), ("\ud800", "none"), ("\x00\x07", "none"), ("7", "none"),
        ("You never listen", "en"), ("yuh nah listen to mi at all", "en"), ("ye never listen tae me", "en"),
        ("abeg wetin you dey talk, you no dey hear word", "en"), ("wah you always like that one lah", "en"),
    ],
)  # fmt: skip
def test_it_says_which_language_it_reads(text, tongue):
    """Silent on other languages, and no dialect of English taken for one."""
    found = read(text)
    assert found.language == tongue
    if tongue != "en":
        assert found.findings == ()
        assert set(found.probabilities.values()) == {0.0}


@settings(max_examples=150, deadline=None)
@given(ODD)
def test_any_text_has_an_answer(text):
    """Never an exception; offsets inside; every label has a chance; the same again."""
    found = read(text)
    assert found == read(text)
    assert tuple(found.probabilities) == LABELS
    for finding in found.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert 0 <= finding.probability <= 1
        assert finding.label in LABELS
    offered = selftalk.read(text)
    assert all(0 <= f.start < f.end <= len(text) for f in offered.findings)


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "you never listen. " * 11_000, "<p>You never listen</p>" * 5_000, "\n" * 200_000, "😂" * 200_000, ",".join("ab" * 50_000)],
    ids=["one word", "sentences", "html", "ends of lines", "emoji", "commas"],
)  # fmt: skip
def test_two_hundred_thousand_signs_are_read(text):
    """In time that grows with the length, not faster."""
    assert read(text).language in {"en", "none", "other"}


def test_tags_of_html_are_no_words():
    """A message pasted with its tags is read like one without."""
    found = read("<p>You <b>never</b> listen to me, not once</p>").findings
    assert "overgeneralisation" in {f.label for f in found}


def test_offsets_count_code_points():
    """An emoji of two units is one code point."""
    plain, marked = "You never listen to me", "👩‍🦰😂 ok. You never listen to me"
    (one,) = [f for f in read(plain).findings if f.label == "overgeneralisation"]
    (two,) = [f for f in read(marked).findings if f.label == "overgeneralisation"]
    assert marked[two.start : two.end] == plain[one.start : one.end]


def test_many_are_read_as_one_by_one():
    """In order, as they come, the same answers."""
    texts = [*PLAIN, *QUIET, ""]
    many = list(read_many(iter(texts)))
    assert [r.findings for r in many] == [read(text).findings for text in texts]
    assert many[-1].language == ""
    endless = read_many(text for text in iter(lambda: "ok", None))
    assert next(endless).findings == ()


def test_a_first_look_lets_through_what_may_be_something():
    """Plain barriers and moves pass, most logistics does not; a longer text never hides a find."""
    assert all(worth_reading(text) for text in PLAIN)
    assert not worth_reading("ok")
    assert all(worth_reading(f"{text} Then the bus came at ten past four.") for text in PLAIN)


def test_what_went_before_may_be_given():
    """Context changes chances; nothing of it is in the answer."""
    before = [("them", "You said you would wash up and you did not")]
    with_it, without = read("And you never do", before), read("And you never do")
    assert with_it.probabilities != without.probabilities
    assert with_it.language == without.language
    assert all(f.end <= len("And you never do") for f in with_it.findings)


def test_the_weights_are_small_and_whole():
    """At most 4 MB; every label has a column."""
    known = weights()
    assert FILE.stat().st_size <= 4_000_000
    assert known.columns[: len(LABELS)] == LABELS
    assert known.table.shape == (len(known.place) + 1, len(known.columns))
    assert known.table.any(axis=0).all()


def test_only_numpy_is_needed():
    """No scipy, no Django, no other engine comes along."""
    code = "import sys, kith.talk as t; t.read('you never listen'); print(*{m.split('.')[0] if not m.startswith('kith.') else m for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "numpy" in loaded
    assert not loaded & {"scipy", "django", "sklearn", "kith.safety", "kith.impact", "kith.vault"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I'm such a loser, I can't do anything right", "labelling"),
        ("I should be over it by now", "should"),
        ("They all think I'm boring", "mind_reading"),
        ("I'll never find anyone", "fortune_telling"),
    ],
)
def test_the_inner_critic_is_offered(text, label):
    """An offer with its words; the reason is the label."""
    found = selftalk.read(text).findings
    assert label in {f.label for f in found}
    assert all(f.reason == f.label for f in found)


@pytest.mark.parametrize(
    "text",
    ["He told me I'm useless and I always ruin everything", "He hit me and I'm such an idiot for staying",
     "My mum died and I should have been there", "I was raped and it's all my fault", "I was beaten by my father, I'm a failure"],
)  # fmt: skip
def test_self_talk_is_silent_on_harm_and_grief(text):
    """What was done to somebody, and whom they lost, is no way of thinking."""
    found = selftalk.read(text)
    assert found.findings == ()
    assert set(found.probabilities.values()) == {0.0}


@pytest.mark.parametrize("text", ["You are a loser and nobody likes you, ask anyone who was at the party or at the table on Sunday", "Ich bin so dumm und ich kann das nicht"])  # fmt: skip
def test_self_talk_reads_the_first_person_in_english(text):
    """Words to somebody else are not self-talk."""
    assert selftalk.read(text).findings == ()


def test_what_may_be_a_threat_is_never_shown_as_a_limit():
    """Below its bar a threat is not shown; the same words are no boundary for that."""
    may = read("If you leave I will take the kids")
    assert may.probabilities["threat_control"] >= MAYBE_A_THREAT
    assert [found.label for found in may.findings if found.label in MOVES] == []
    limit = read("If there is shouting I'll hang up and call you tomorrow")
    assert [found.label for found in limit.findings] == ["boundary"]
