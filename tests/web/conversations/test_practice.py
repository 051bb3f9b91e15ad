"""Practise listening, notice a limit: every scene, gentle words, no grade; broken files are told."""

import re
from html import unescape

import pytest

from kith.talk import paraphrase
from kith.web.conversations import hearing, scenes
from kith.web.conversations.hearing import heard
from kith.web.conversations.words import CHOSEN, FIDELITY, HEARD, LEVELS

ONE = "/talk/listening/1/"


def test_there_are_as_many_scenes_as_were_written():
    """Sixteen a level, in order from simple to long; thirty-six limits."""
    levels = [one.level for one in scenes.vignettes()]
    assert levels == [level for level in scenes.LEVELS for _ in range(16)]
    assert len(scenes.cues()) == 36
    assert set(LEVELS) == set(scenes.LEVELS)
    assert {kind for kind, _ in CHOSEN} == scenes.KINDS


def test_the_lists_lead_to_every_scene(page):
    """By number, never by a text."""
    listed = re.findall(r'href="/talk/listening/(\d+)/"', page("/talk/listening/").html)
    assert [int(n) for n in listed] == list(range(1, 65))
    listed = re.findall(r'href="/talk/limits/(\d+)/"', page("/talk/limits/").html)
    assert [int(n) for n in listed] == list(range(1, 37))


@pytest.mark.parametrize("number", [1, 16, 33, 64])
def test_a_scene_is_shown_without_its_answers(page, number):
    """Somebody tells something; hint and examples wait."""
    one = scenes.vignettes()[number - 1]
    shown = page(f"/talk/listening/{number}/")
    assert one.speaker in shown.text
    for later in (one.hint, one.example, one.example2, one.wrong_turn, one.why):
        assert later not in shown.text


def test_a_reply_is_read_in_words_and_can_be_tried_again(page):
    """No number stands there; the examples come with the second try."""
    one = scenes.vignettes()[0]
    first = page(ONE, reply=one.example, tries="0")
    assert str(FIDELITY[3]) in first.text or str(FIDELITY[2]) in first.text
    assert one.example2 not in first.text
    assert not re.search(r"\d", re.sub(r"<[^>]*>|&#\w+;", "", first.result.split('id="heard"')[1]))
    assert 'name="tries" value="1"' in first.html
    second = page(ONE, reply=one.example, tries="1")
    for shown in (one.example, one.example2, one.wrong_turn, one.why):
        assert shown in second.text


def test_advice_and_opposites_are_told_gently(page):
    """Each flag has its words; an opposite is never called heard."""
    assert str(HEARD["advice"]) in page(ONE, reply="You should tell your boss to stop it.").text
    flipped = heard(paraphrase.Said(1, negation_flip=True), "")
    assert flipped == [HEARD["negation_flip"]]
    assert heard(paraphrase.Said(4, feeling_named=True), "") == [
        FIDELITY[4],
        HEARD["feeling_named"],
    ]
    assert len(FIDELITY) == 5


def test_a_hint_and_the_examples_come_when_asked_for(page):
    """Without a reply too."""
    one = scenes.vignettes()[0]
    assert one.hint in page(ONE, do="hint").text
    shown = page(ONE, do="show", reply="my half reply")
    assert one.example in shown.text
    assert "my half reply" in shown.text


@pytest.mark.parametrize(
    ("said", "status", "says"),
    [
        ({"reply": ""}, 422, "There are no words here yet"),
        ({"reply": "a" * 200_000}, 422, "2000 characters"),
        ({"reply": "😀"}, 200, "There are no words in this yet"),
        ({"reply": "Das ist nicht schön und ich bin auch traurig"}, 200, "English alone"),
        ({"reply": "Late again.", "tries": "x"}, 200, "What came through"),
        ({"reply": "Late again.", "tries": "-7"}, 200, "What came through"),
        ({"reply": "<b>Late</b> again."}, 200, "What came through"),
    ],
)
def test_strange_replies_get_a_clear_sentence(page, said, status, says):
    """Nothing breaks and no markup comes back."""
    shown = page(ONE, **said)
    assert (shown.status, says in shown.text) == (status, True)
    assert "<b>Late" not in shown.html


def test_heavy_words_in_a_reply_bring_help_and_no_reading(page):
    """The crisis reader looks at it as at a note."""
    shown = page(ONE, reply="I want to die.")
    assert "/help/" in shown.html
    assert "What came through" not in shown.text


@pytest.mark.parametrize(
    "place", ["listening/0/", "listening/65/", "limits/0/", "limits/37/", "limits/x/"]
)
def test_there_is_no_other_scene(client, place):
    """A number beyond the last is no page."""
    assert client.get(f"/talk/{place}").status_code == 404


@pytest.mark.parametrize("number", range(1, 37))
def test_every_choice_about_a_limit_gets_a_gentle_answer(page, number):
    """What may come of each, the note, and no word of right or wrong."""
    one = scenes.cues()[number - 1]
    before = page(f"/talk/limits/{number}/")
    assert one.note not in before.text
    for choice in one.choices:
        assert choice.text in before.text
        assert choice.then not in before.text
        after = page(f"/talk/limits/{number}/", choice=choice.kind)
        word = str(CHOSEN[choice.kind, choice.kind in one.right])
        assert word in after.text
        assert one.note in after.text
        assert all(other.then in after.text for other in one.choices)
        assert not re.search(r"\b(wrong|correct|mistake|points|score)\b", word.lower())


@pytest.mark.parametrize("choice", ["", "other", "<script>"])
def test_nothing_chosen_is_said_kindly(page, choice):
    """And the scene stays."""
    shown = page("/talk/limits/1/", choice=choice)
    assert shown.status == 422
    assert "Nothing is chosen yet" in shown.text


LISTENED, LIMITED = scenes.LISTENING.read_text("utf-8"), scenes.CUES.read_text("utf-8")
BROKEN = {
    "no toml": (scenes.vignettes, "[[vignette", "cannot be read"),
    "nothing in it": (scenes.vignettes, "x = 1", r"holds no \[\[vignette\]\]"),
    "a level of its own": (scenes.vignettes, LISTENED.replace('"simple"', '"easy"', 1), "late-shift: level"),
    "an empty text": (scenes.vignettes, re.sub('hint = ".*"', 'hint = " "', LISTENED, count=1), "late-shift: hint"),
    "a missing text": (scenes.vignettes, re.sub('hint = ".*"', "", LISTENED, count=1), "late-shift: hint"),
    "a list with a number": (scenes.vignettes, LISTENED.replace("needs = []", "needs = [1]", 1), "late-shift: needs"),
    "a strange field": (scenes.vignettes, LISTENED.replace("needs = []", "needs = []\nx = 1", 1), "x is not known"),
    "the same twice": (scenes.vignettes, LISTENED.replace('"whole-length"', '"late-shift"'), "late-shift stands there twice"),
    "a kind twice": (scenes.cues, LIMITED.replace('"ease_off"', '"continue"', 1), "half-a-step: choices"),
    "no choices": (scenes.cues, LIMITED.replace("choices = [", "x = [", 1), "half-a-step: x is not known"),
    "a right of its own": (scenes.cues, LIMITED.replace('right = ["check_in"', 'right = ["no"', 1), "half-a-step: right"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_says_what_and_where(tmp_path, what):
    """Whoever writes a scene is told its file, its name and the field."""
    load, text, says = BROKEN[what]
    file = tmp_path / "scenes.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(scenes.SceneError, match=rf"scenes\.toml.*{says}"):
        load(file)


def test_examples_are_heard_and_wrong_turns_and_strange_replies_are_not():
    """Else the words after a reply would mislead; the figures stand in docs/measured.md."""
    every = scenes.vignettes()
    worth = [
        (hearing.read(one, reply).fidelity, hearing.read(one, one.wrong_turn).fidelity)
        for one in every
        for reply in (one.example, one.example2)
    ]
    assert sum(example > wrong for example, wrong in worth) >= 0.8 * len(worth)
    astray = [
        hearing.read(one, other.example).fidelity
        for one, other in zip(every, [*every[7:], *every[:7]], strict=True)
    ]
    assert sum(fidelity >= 2 for fidelity in astray) <= 0.1 * len(astray)


@pytest.mark.parametrize(
    ("reply", "fidelity"),
    [
        ("", 0),
        ("So you swim a lot.", 0),
        ("Third time once more, so the little ones are asleep and you feel so tired of lates", 3),
        ("You should tell your boss that three weeks of lates and the little ones are enough", 2),
    ],
)
def test_the_words_of_a_scene_are_heard_but_make_up_for_no_advice(reply, fidelity):
    """Other words for what was told count; advice stays at some of it."""
    said = hearing.read(scenes.vignettes()[0], reply)
    assert (
        said.fidelity in {fidelity, min(fidelity + 1, 4)}
        if fidelity == 3
        else said.fidelity <= fidelity
    )
    assert not fidelity or said.fidelity


def test_words_of_scenes_come_escaped(page):
    """Apostrophes of the file are read as they were written."""
    one = scenes.vignettes()[0]
    assert unescape(one.speaker) in page(ONE).text
