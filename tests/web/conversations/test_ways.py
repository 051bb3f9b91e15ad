"""One message in four ways: made of the words that were written, and of nothing else."""

import re

import pytest

from kith.web.conversations import ways
from kith.web.conversations.parts import NAMES
from kith.web.conversations.ways_words import SAID, WAYS

PARTS = "/talk/parts/"
SAID_WELL = {
    "saw": "When the cups were still there on Monday",
    "feel": "I feel tired",
    "need": "I need some rest",
    "ask": "Could you wash them by ten?",
}
FRAME = {
    word
    for forms in SAID.values()
    for text in forms.values()
    for word in re.findall(r"[a-z]+", re.sub(r"{\w+}", "", text).casefold())
}
SOME = [
    {name: SAID_WELL[name] for n, name in enumerate(NAMES) if wanted >> n & 1}
    for wanted in range(1, 16)
]


def by_code(said):
    return {one.way.code: one for one in ways.drafts(said)}


@pytest.mark.parametrize("said", SOME, ids="+".join)
def test_a_draft_holds_written_words_and_its_way_of_saying_and_no_other(said):
    """Whatever is left open stays open: no fact and no feeling is put in."""
    written = set(re.findall(r"[a-z]+", " ".join(said.values()).casefold()))
    for one in ways.drafts(said):
        assert set(re.findall(r"[a-z]+", one.text.casefold())) <= written | FRAME | {
            "i",
            "feel",
            "need",
        }
        assert one.text or one.asks, "what it needs is asked for"


def test_the_frames_name_no_feeling_and_do_not_judge():
    """They are ways of saying, not things to say."""
    from kith import vocabulary

    known = vocabulary.feelings().values()
    feelings = {word for one in known for word in (one.word, *one.also)}
    assert "sad" in feelings
    assert FRAME & feelings <= {"fine"}, "which a hint says and does not mean"
    assert not FRAME & {"you", "your", "always", "must", "lazy", "stupid"}


def test_what_each_way_leaves_out():
    """The feeling and the need stand in the assertive one alone; a hint does not even ask."""
    drafts = by_code(SAID_WELL)
    assert list(drafts) == [*WAYS]
    for code, one in drafts.items():
        assert ("tired" in one.text) is (code == "assertive")
        assert ("rest" in one.text) is (code == "assertive")
        assert ("wash them" in one.text.casefold()) is (code != "passive_aggressive")
    assert (
        "The cups were still there on Monday. Enough. Wash them by ten."
        in drafts["aggressive"].text
    )
    assert "Could you wash them by ten? If not, never mind." in drafts["passive"].text
    assert drafts["assertive"].text.startswith(
        "When the cups were still there on Monday, I feel tired."
    )


@pytest.mark.parametrize(
    ("ask", "order"),
    [
        ("Would you be willing to ring me?", "Ring me."),
        ("Please could you please write first", "Write first."),
        ("Would you mind waiting?", "Would you mind waiting?"),
        ("Shall we go on Saturday?", "Shall we go on Saturday?"),
    ],
)
def test_a_question_becomes_an_order_in_its_own_words(ask, order):
    """And stays a question where it is none that could."""
    assert by_code({"ask": ask})["aggressive"].text == f"Enough. {order} And that is that."


def test_a_bare_feeling_becomes_a_sentence_of_ones_own():
    """ "I feel" is no feeling that was put in."""
    said = {"saw": "When the door banged", "feel": "tense", "need": "quiet"}
    assert by_code(said)["assertive"].text == "When the door banged, I feel tense. I need quiet."


def test_what_is_missing_is_asked_for_beside_each_way(page):
    """A hint needs something that was seen; the assertive one asks for every part that is open."""
    shown = page(PARTS, feel="I feel tired")
    drafts = by_code({"feel": "I feel tired"})
    assert not drafts["passive"].text
    assert len(drafts["assertive"].asks) == 3
    assert "There is no draft of it yet" in shown.text
    for ask in drafts["assertive"].asks:
        assert str(ask) in shown.text


def test_one_is_taken_to_be_looked_at_and_changed(page):
    """It goes where messages are looked at, with its words in the field."""
    shown = page(PARTS, **SAID_WELL)
    assert shown.html.count('action="/talk/look/"') == 4
    text = by_code(SAID_WELL)["assertive"].text
    after = page("/talk/look/", text=text, whose="mine", go="1")
    assert text in after.text
    assert 'name="before"' in after.html


@pytest.mark.parametrize("state", ["care", "danger"])
def test_a_guarded_tie_gets_no_drafts(page, robin, state):
    """As on the neighbouring pages."""
    shown = page(PARTS, **SAID_WELL, person=str(robin.set_to(state).pk))
    assert "Not offered here" in shown.text
    assert "four ways" not in shown.text


@pytest.mark.parametrize(
    "part", [{"saw": "When you hit me"}, {"ask": "If you leave I will take the kids"},
             {"feel": "I feel trapped"}],
)  # fmt: skip
def test_words_of_harm_get_no_drafts(page, part):
    """Nobody is coached there."""
    shown = page(PARTS, **{**SAID_WELL, **part})
    assert "four ways" not in shown.text
    assert "Aggressive" not in shown.text


def test_another_language_gets_no_english_around_it(page):
    """The parts are put together, and that is all."""
    shown = page(
        PARTS, saw="Quand la vaisselle est restée là lundi et mardi", feel="je suis triste"
    )
    assert "four ways" not in shown.text
