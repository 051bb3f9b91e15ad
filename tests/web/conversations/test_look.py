"""Look at a message: words light up or nothing is said; nobody is coached where there is danger."""

import re
from html import unescape

import pytest
from django.apps import apps
from django.db import connection
from django.template.loader import render_to_string

from kith.safety import crisis, gate
from kith.talk import BARRIERS, LABELS, Finding, read, reading
from kith.talk.weights import weights
from kith.web.conversations import looking
from kith.web.conversations.forms import LONGEST_MESSAGE
from kith.web.conversations.words import SAYS, THREAT

LOOK = "/talk/look/"
SHARP = "Calm down, it's not a big deal. I have had a long day. You always ruin everything."
LIT = [SHARP[one.start : one.end] for one in read(SHARP).findings]
THREATENING = "I will kill myself if you leave me"
ONLY_REASONS = {
    *(("i_statement", "feeling_tied"), ("need", "named_need"), ("request", "doable")),
    *(("validation", "makes_sense"), ("open_question", "open_ask")),
    *(("appreciation", "specific_thanks"), ("boundary", "own_limit")),
    *(("kind_refusal", "warm_no"), ("misunderstanding", "talking_past")),
}


def marks(html):
    return [unescape(one) for one in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)]


def rows_everywhere():
    tables = [model._meta.db_table for model in apps.get_models()]
    with connection.cursor() as cursor:
        return {t: cursor.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables}  # noqa: S608


def test_words_light_up_with_a_list_beside(page):
    """Each mark stands in the list too, with what it may do and a question; never a number of chance."""
    shown = page(LOOK, text=SHARP, whose="mine")
    assert shown.status == 200
    assert len(LIT) == 2
    assert marks(shown.html) == LIT
    for words in marks(shown.html):
        assert shown.text.count(words) >= 3  # in the text, in the list, in the field
    assert str(SAYS["dismissal", "calm_down"].asks) in shown.text
    assert "may make it harder to hear" in shown.text
    assert "wavy line" in shown.text
    assert not re.search(r"\d+ ?%|0\.\d|score", shown.result)
    assert "straight line" not in shown.text, "the legend shows only what is there"


def test_a_message_is_whole_again_in_its_pieces():
    """Overlapping findings cut it; nothing of it is lost or doubled."""
    text = "a😀b c\nd"
    found = [
        Finding("need", 0.9, 0, 5, "named_need"),
        Finding("contempt", 0.9, 2, 7, "insult"),
    ]
    cut = looking.pieces(text, found)
    assert "".join(one.text for one in cut) == text
    assert [(one.text, one.look, one.ending) for one in cut] == [
        ("a😀", "move", ()),
        ("b c", "barrier", (1,)),
        ("\nd", "barrier", (2,)),
    ]


def test_every_label_and_reason_has_its_words():
    """None is missing, and none is told that cannot be found."""
    reasons = {tuple(name.split("/")) for name in weights().columns if "/" in name} | ONLY_REASONS
    assert set(SAYS) == reasons
    assert {label for label, _ in SAYS} == set(LABELS)
    for (label, _), said in SAYS.items():
        assert str(said.may)
        assert bool(str(said.asks)) is (label != THREAT), "a threat is named, and nothing is asked"


def test_nothing_found_says_little(page):
    """Silence is no clearance, and says what is missed."""
    shown = page(LOOK, text="See you at eight by the door.", whose="mine")
    assert "Nothing was highlighted" in shown.text
    assert "That says little" in shown.text
    assert marks(shown.html) == []
    for word in ("healthy", "all is well", "no abuse", "safe "):
        assert word not in shown.result.lower()


def test_their_words_only_by_choice_and_from_an_own_conversation(page):
    """The own draft stands first; somebody else's words ask whether it is one's own conversation."""
    first = page(LOOK)
    assert re.search(r'value="mine"[^>]*checked', first.html)
    refused = page(LOOK, text=SHARP, whose="theirs")
    assert refused.status == 422
    assert marks(refused.html) == []
    assert "part of the conversation" in refused.text
    shown = page(LOOK, text=SHARP, whose="theirs", own="on")
    assert marks(shown.html) == LIT
    assert str(SAYS["dismissal", "calm_down"].asks) not in shown.text
    assert "How is it for you to read this?" in shown.text


@pytest.mark.parametrize("state", ["care", "danger"])
def test_a_tie_with_a_care_setting_is_not_coached(page, robin, state):
    """Nothing is highlighted, whatever the words; help stands there, and nothing says why."""
    robin.set_to(state)
    shown = page(LOOK, text=SHARP, whose="mine", person=str(robin.pk))
    assert gate.words()["not_offered"] in shown.text
    assert marks(shown.html) == []
    assert 'href="/help/?order=2"' in shown.html
    assert "Nothing was highlighted" not in shown.text
    assert gate.words()["help_first"] not in shown.text
    assert "ask something of the other person" not in shown.text
    assert "/help/own/" not in shown.html


def test_another_tie_is_looked_at(page, robin):
    """The gate is of that tie; `no_concern_reported` and nobody at all leave it open."""
    robin.set_to("no_concern_reported")
    assert marks(page(LOOK, text=SHARP, whose="mine", person=str(robin.pk)).html)


def test_the_questions_come_first_for_an_ex_and_can_be_passed_over(page, robin):
    """Once, with the words still in the field; then the message is looked at."""
    first = page(LOOK, text=SHARP, whose="mine", person=str(robin.pk))
    assert f'href="/people/{robin.pk}/care/"' in first.html
    assert marks(first.html) == []
    assert SHARP in first.text
    assert marks(page(LOOK, text=SHARP, whose="mine", person=str(robin.pk), go="1").html)


@pytest.mark.parametrize(
    "text",
    [
        THREATENING,
        "If you go out tonight you will regret it",  # below the reader's bar, above a half
        "I feel trapped when you come home.",
        "He hit me last night and I am afraid of him.",
        f"{SHARP} {THREATENING}",
    ],
)
@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_words_of_threat_or_harm_are_not_coached(page, text, whose):
    """At most the threat itself is named, without a question; no barrier, no move, no rewriting."""
    shown = page(LOOK, text=text, whose=whose, own="on")
    assert "/help/" in shown.html
    assert 'class="barrier"' not in shown.html
    assert 'class="move"' not in shown.html
    assert 'class="asks"' not in shown.html
    assert "Nothing was highlighted" not in shown.text
    assert gate.words()["not_offered"] in shown.text or "talk to somebody" in shown.text.lower()


def test_a_threat_is_described_and_not_judged(page):
    """What the line does, with a mark of its own."""
    shown = page(LOOK, text="Give me your phone or I will smash it", whose="mine")
    assert 'class="threat_control"' in shown.html
    assert "own_limit" not in shown.html
    assert str(SAYS["boundary", "own_limit"].may) not in shown.text


def test_a_plan_to_die_leads_to_help_before_all_else(page):
    """The full page, with the numbers; what was written stands below, for it is not saved."""
    shown = page(LOOK, text="I am going to kill myself tonight, the pills are here", whose="mine")
    assert "findahelpline.com" in shown.text
    assert "is saved" not in shown.text
    assert "the pills are here" in shown.text
    assert marks(shown.html) == []


def test_heavy_words_bring_the_panel(page):
    """As in a note, but nobody is told that anything was saved."""
    shown = page(LOOK, text="I want to die.", whose="mine")
    assert "Help is here" in shown.text or "talk to somebody now" in shown.text
    assert "It is saved" not in shown.text


@pytest.mark.parametrize(
    "text", ["Wenn du gehst, bin ich traurig und ich will das nicht.", "لماذا لا تسمعني أبدا"]
)
def test_another_language_is_not_read(page, text):
    """Kith says so and stays silent."""
    shown = page(LOOK, text=text, whose="mine")
    assert "English alone" in shown.text
    assert marks(shown.html) == []
    assert "Nothing was highlighted" not in shown.text


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("", 422, "There are no words here yet"),
        ("  \n ", 422, "There are no words here yet"),
        ("a" * 200_000, 422, f"{LONGEST_MESSAGE} characters"),
        ("[12.03.24, 10:15:02] Ana: fine\n" * 7_000, 422, f"{LONGEST_MESSAGE} characters"),
        ("😀😀", 200, "There are no words in this"),
        ("x", 200, "Nothing was highlighted"),
        ("a\x00b\x07\x1b[31m", 200, "Nothing was highlighted"),
    ],
)
def test_strange_texts_get_a_clear_sentence(page, text, status, says):
    """Nothing breaks, and what was written stays in the field."""
    shown = page(LOOK, text=text, whose="mine")
    assert (shown.status, says in shown.text) == (status, True)
    assert "<textarea" in shown.html


def test_lone_surrogates_are_read(client):
    """What no encoding allows comes as bytes and is replaced."""
    kind = "application/x-www-form-urlencoded"
    answer = client.post(
        LOOK, b"whose=mine&text=Calm+down,+it+is+only+a+joke.+%ED%A0%80", content_type=kind
    )
    assert answer.status_code == 200
    assert b"<mark" in answer.content


def test_html_is_escaped_everywhere(page):
    """In the marked text, in the list and in the field."""
    shown = page(LOOK, text="Calm <script>alert(1)</script> down. <b>Ok</b>", whose="mine")
    assert "<script>alert" not in shown.html
    assert "<b>Ok" not in shown.html
    assert shown.html.count("&lt;script&gt;") >= 1
    words = "Calm down"  # and where words are marked
    marked = looking.Look(
        looking.pieces("<i>", [Finding("contempt", 0.9, 0, 3, "insult")]),
        (looking.Found(1, "barrier", "<i>", words, words, words),),
        "en",
        "",
    )
    html = render_to_string("conversations/_seen.html", {"seen": marked})
    assert "<i>" not in html
    assert html.count("&lt;i&gt;") == 2


def test_somebody_elses_person_cannot_be_chosen(page, person, strangers_space):
    """A stranger's key is none of the choices, and not one word of hers comes."""
    hers = person("Secret", of=strangers_space)
    shown = page(LOOK, text=SHARP, whose="mine", person=str(hers.pk))
    assert shown.status == 422
    assert "Secret" not in shown.html


def test_nothing_is_stored_and_nothing_stands_in_an_address(client, page, robin):
    """Not one row changes in any table; a text in the address is passed over."""
    before = rows_everywhere()
    page(LOOK, text=SHARP, whose="mine", person=str(robin.pk), go="1")
    page("/talk/parts/", saw="the dishes", feel="I feel sad", person=str(robin.pk), go="1")
    page("/talk/listening/1/", reply="Three weeks of evenings now.")
    page("/talk/limits/1/", choice="continue")
    assert rows_everywhere() == before
    answer = client.get(LOOK, {"text": SHARP})
    assert b"<mark" not in answer.content
    assert b"Calm down" not in answer.content
    for place in (LOOK, "/talk/parts/", "/talk/listening/1/"):
        html = client.get(place).content.decode().split("<main", 1)[1]
        assert "data-draft" not in html
        assert 'method="get"' not in html


def test_the_menu_leads_there(page, client):
    """Talk stands after Impact, and its page leads to each of its rooms and to help."""
    html = client.get("/talk/").content.decode()
    menu = html.split('class="menu"', 1)[1]
    assert menu.index("/impact/") < menu.index("/talk/") < menu.index("/plan/")
    for place in (LOOK, "/talk/parts/", "/talk/listening/", "/talk/limits/"):
        assert f'href="{place}"' in html
        assert gate.words()["fixed_line"] in client.get(place).content.decode()


def test_no_barrier_is_a_name_for_somebody():
    """The words are about words: nobody is called anything."""
    for (label, _), said in SAYS.items():
        if label in BARRIERS:
            assert not re.search(r"\b(?:you are|they are|he is|she is)\b", str(said.may).lower())


def test_a_message_is_read_once_by_each_reader(page, monkeypatch):
    """Crisis words and the message itself: what was found is handed on, not looked for anew."""
    asked = []
    for module, name in ((crisis, "_read"), (looking, "read"), (reading, "read")):
        real = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda text, *more, r=real, n=name: asked.append(n) or r(text, *more)
        )
    page(LOOK, text=SHARP, whose="mine")
    assert sorted(asked) == ["_read", "read"]


def test_ones_own_draft_is_what_is_looked_at_unless_it_is_said_otherwise(page):
    """Ticked from the start, and taken where nothing is said; others' words need the box, and no keeping."""
    assert re.search(r'value="mine"[^>]*checked', page(LOOK).html)
    own = page(LOOK, text=SHARP)
    assert str(SAYS["dismissal", "calm_down"].asks) in own.text
    assert 'name="before"' in own.html
    assert page(LOOK, text=SHARP, whose="theirs").status == 422
    theirs = page(LOOK, text=SHARP, whose="theirs", own="on", before="I was late.")
    assert str(SAYS["dismissal", "calm_down"].asks) not in theirs.text
    assert "/talk/kept/keep" not in theirs.html
    assert 'name="before"' not in theirs.html
