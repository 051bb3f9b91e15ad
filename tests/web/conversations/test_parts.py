"""Say it in four parts: gentle questions, the whole from own words alone, and safety before all."""

import re

import pytest

from kith.safety import gate
from kith.web.conversations import parts
from kith.web.conversations.words import PROBLEMS

PARTS = "/talk/parts/"
FAIR = {
    "saw": "When the dishes were still there on Monday",
    "feel": "I feel tired",
    "need": "I need some rest in the evening",
    "ask": "Could you do them by ten?",
}


def whole(shown):
    return re.search(r'<textarea id="copy"[^>]*>(.*?)</textarea>', shown.html, re.DOTALL)


def test_the_whole_is_put_together_from_own_words(page):
    """Word for word and in order; only a full stop and a comma may be added."""
    shown = page(PARTS, **FAIR)
    said = whole(shown)[1]
    assert said == (
        "When the dishes were still there on Monday, I feel tired. "
        "I need some rest in the evening. Could you do them by ten?"
    )
    assert re.findall(r"\w+", said) == re.findall(r"\w+", " ".join(FAIR.values()))
    assert "has no question" in shown.text


@pytest.mark.parametrize(
    ("part", "text", "code", "words"),
    [
        ("feel", "I feel that you do not care", "disguised_you", "feel that you"),
        ("feel", "ignored", "faux_feeling", "ignored"),
        ("saw", "You always leave the dishes to me", "always_never", "always"),
        ("ask", "You must do them now.", "demand", "must"),
        ("ask", "Could you be nicer?", "vague_request", "nicer"),
    ],
)
def test_a_problem_is_a_question_about_its_part(page, part, text, code, words):
    """With the words it is about, and nothing rewritten."""
    shown = page(PARTS, **{**FAIR, part: text})
    assert str(PROBLEMS[code]) in shown.text
    told = shown.html.split('<dl class="told">')[1]
    assert any(words in one for one in re.findall(r"<q[^>]*>(.*?)</q>", told))
    assert text in whole(shown)[1]


@pytest.mark.parametrize("part", parts.NAMES)
@pytest.mark.parametrize("left", ["", None])
def test_a_part_may_stay_open(page, part, left):
    """It is asked for, not required, and nothing takes its place."""
    said = {name: text for name, text in FAIR.items() if name != part} | (
        {} if left is None else {part: left}
    )
    shown = page(PARTS, **said)
    assert shown.status == 200
    kept = " ".join(text for name, text in FAIR.items() if name != part)
    assert re.findall(r"\w+", whole(shown)[1]) == re.findall(r"\w+", kept)


@pytest.mark.parametrize(
    "feeling", ["trapped", "I feel trapped", "threatened", "I feel threatened", "afraid of him"]
)
def test_a_feeling_of_danger_leads_to_help_and_never_to_a_correction(page, feeling):
    """No question about a part, no whole to send, the reason and where help is."""
    shown = page(PARTS, **{**FAIR, "saw": "You always shout", "feel": feeling})
    assert gate.words()["not_offered"] in shown.text
    assert 'href="/help/?order=2"' in shown.html
    assert whole(shown) is None
    assert not any(str(said) in shown.text for said in PROBLEMS.values())
    assert feeling in shown.html  # still in the field


@pytest.mark.parametrize("state", ["care", "danger"])
def test_a_tie_with_a_care_setting_gets_no_script(page, robin, state):
    """The same where nothing in the words speaks of it."""
    robin.set_to(state)
    shown = page(PARTS, **FAIR, person=str(robin.pk))
    assert gate.words()["not_offered"] in shown.text
    assert whole(shown) is None


def test_the_questions_about_a_tie_come_first(page, robin):
    """And can be passed over."""
    assert whole(page(PARTS, **FAIR, person=str(robin.pk))) is None
    assert whole(page(PARTS, **FAIR, person=str(robin.pk), go="1"))


@pytest.mark.parametrize(
    ("said", "status", "says"),
    [
        ({"saw": " "}, 422, "There are no words here yet"),
        ({"saw": "a" * 200_000}, 422, "2000 characters"),
        ({"saw": "😀"}, 200, "Put together"),
        ({"feel": "Ich bin so traurig und ich will das nicht mehr"}, 200, "English alone"),
    ],
)
def test_strange_parts_get_a_clear_sentence(page, said, status, says):
    """Nothing breaks."""
    shown = page(PARTS, **said)
    assert (shown.status, says in shown.text) == (status, True)


def test_html_is_escaped(page):
    """In the whole, in the field to copy and in a question."""
    shown = page(
        PARTS, **{**FAIR, "saw": "You always <script>alert(1)</script>", "ask": "</textarea><b>x"}
    )
    assert "<script>alert" not in shown.html
    assert "</textarea><b>" not in shown.html


def test_a_plan_to_die_leads_to_help_first(page):
    """Also when it is said over two parts."""
    shown = page(PARTS, feel="I am going to kill myself tonight", need="The pills are here")
    assert "findahelpline.com" in shown.text
    assert whole(shown) is None
