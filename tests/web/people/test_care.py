"""Care settings: private, skippable, neutral; only the setting is kept."""

import re

import pytest
from django.utils import timezone

from kith.safety import gate
from kith.safety.gate import CareState
from kith.web.people import care
from kith.web.people.models import CareSetting, Tie
from kith.web.shell.models import Draft

CODES = [question.code for question in gate.questions()]
NO = dict.fromkeys(CODES, "no")


@pytest.fixture
def marc(person):
    return person("Marc", kinds=["ex"])


def text(answer):
    return " ".join(answer.content.decode().split())


def answer(client, person, **answers):
    return client.post(f"/people/{person.pk}/care/", answers, follow=True)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"afraid": "yes"}, CareState.CARE),
        ({"weapon": "yes"}, CareState.DANGER),
        ({"afraid": "yes", "neck": "yes"}, CareState.DANGER),
        ({"afraid": "no"}, CareState.UNKNOWN),
        ({"afraid": "unsure"}, CareState.UNKNOWN),
        (NO, CareState.NO_CONCERN_REPORTED),
        (NO | {"control": "skip"}, CareState.UNKNOWN),
    ],
)
def test_answers_lead_to_a_setting(client, marc, answers, state):
    """One yes is enough; only a no to everything is "no concern reported"."""
    answer(client, marc, **answers)
    assert care.state_of(marc) is state


def test_only_the_setting_is_kept(client, marc, space):
    """No answer lies in any table, not even as a draft."""
    answer(client, marc, **NO | {"threats": "yes"})
    kept = CareSetting.objects.get(space=space)
    assert {field.name for field in CareSetting._meta.fields} == {
        "id",
        "space",
        "person",
        "at",
        "state",
    }
    assert kept.state == "care"
    assert not Draft.objects.exists()
    assert "data-draft" not in re.sub(
        r"data-draft-to", "", text(client.get(f"/people/{marc.pk}/care/"))
    )


def test_answers_are_not_shown_again(client, marc):
    """Who opens the page later finds every question skipped."""
    answer(client, marc, afraid="yes")
    page = text(client.get(f"/people/{marc.pk}/care/"))
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["skip"] * len(CODES)


@pytest.mark.parametrize(
    "later", [{}, dict.fromkeys(CODES, "skip"), {"afraid": "no"}, NO | {"neck": "unsure"}]
)
def test_a_gap_never_makes_a_setting_less_careful(client, marc, later):
    """Skipping is no "no": only a whole set of answers can lower a setting."""
    answer(client, marc, weapon="yes")
    answer(client, marc, **later)
    assert care.state_of(marc) is CareState.DANGER


def test_a_whole_set_of_answers_changes_the_setting_either_way(client, marc):
    """It can be changed at any time."""
    answer(client, marc, weapon="yes")
    answer(client, marc, **NO)
    assert care.state_of(marc) is CareState.NO_CONCERN_REPORTED
    answer(client, marc, afraid="yes")
    assert care.state_of(marc) is CareState.CARE


def opened(client, person):
    """Open the questions in a window; return the mark that its form carries."""
    page = client.get(f"/people/{person.pk}/care/").content.decode()
    return re.search(r'name="stood" value="([^"]+)"', page)[1]


@pytest.mark.parametrize("first", [{"afraid": "yes"}, {"weapon": "yes"}])
def test_an_older_window_lowers_no_setting_without_a_word(client, marc, first):
    """It is told what stands; sending it again, on the page that told it, is a choice."""
    older = opened(client, marc)
    answer(client, marc, **first)
    held = care.state_of(marc)
    told = client.post(f"/people/{marc.pk}/care/", NO | {"stood": older})
    assert told.status_code == 409
    assert care.state_of(marc) is held
    page = text(told)
    assert "Nothing was replaced" in page
    assert (
        page.count("nothing is offered that asks something of them") == 2
    )  # told, and the setting
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["no"] * len(CODES)
    assert CareSetting.objects.count() == 1
    again = re.search(r'name="stood" value="([^"]+)"', page)[1]
    assert client.post(f"/people/{marc.pk}/care/", NO | {"stood": again}).status_code == 302
    assert care.state_of(marc) is CareState.NO_CONCERN_REPORTED


def test_an_older_window_that_showed_care_does_not_lower_danger(client, marc):
    """Both say the same sentence, and are two settings."""
    answer(client, marc, afraid="yes")
    older = opened(client, marc)
    answer(client, marc, neck="yes")
    assert client.post(f"/people/{marc.pk}/care/", NO | {"stood": older}).status_code == 409
    assert care.state_of(marc) is CareState.DANGER


@pytest.mark.parametrize(
    ("said", "state"),
    [({"weapon": "yes"}, CareState.DANGER), ({"afraid": "no"}, CareState.CARE)],
)
def test_an_older_window_makes_a_setting_more_careful_at_once(client, marc, said, state):
    """And a gap changes nothing: neither asks again."""
    older = opened(client, marc)
    answer(client, marc, afraid="yes")
    sent = client.post(f"/people/{marc.pk}/care/", said | {"stood": older})
    assert sent.status_code == 302
    assert care.state_of(marc) is state


@pytest.mark.parametrize("sent", [{}, NO, {"afraid": "yes"}, {"weapon": "yes"}])
def test_no_page_names_it_or_says_that_a_tie_is_safe(client, marc, space, sent):
    """Neutral words on every page, whatever was answered."""
    Tie.objects.create(space=space, person=marc, at=timezone.now(), circle=2)
    answer(client, marc, **sent)
    for at in (
        f"/people/{marc.pk}/care/",
        f"/people/{marc.pk}/",
        "/people/list/",
        "/people/map/",
        "/people/save/svg/",
        "/people/save/graphml/",
    ):
        page = re.sub(r"<[^>]*>", " ", text(client.get(at))).lower()
        for word in ("safe", "abus", "danger", "violen", "victim", "concern"):
            assert word not in page, (at, word)


@pytest.mark.parametrize(
    ("sent", "line", "first"), [({}, 0, 0), ({"afraid": "yes"}, 1, 0), ({"weapon": "yes"}, 1, 1)]
)
def test_help_stands_where_the_setting_asks_for_care(client, marc, sent, line, first):
    """The fixed line leads to help; where there is more to fear, help comes first."""
    page = text(answer(client, marc, **sent))
    assert page.count(gate.words()["fixed_line"]) == line
    assert page.count(gate.words()["help_first"]) == first
    inside = page.split("<main")[1]
    assert inside.count('href="/help/?order=2"') == line + first


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        (["partner"], True),
        (["ex"], True),
        (["sibling", "friend"], True),
        (["friend"], False),
        (["pet"], False),
        (["my boyfriend"], True),
        (["friend", "novio"], True),
        (["pet", "the rabbit"], False),
        ([], False),
    ],
)
def test_the_questions_are_put_forward_once_for_those_closest(client, person, kinds, asked):
    """For a partner, an ex, family, a housemate there is a quiet offer; "not now" ends it."""
    them = person("Kim", kinds=kinds)
    offered = f'action="/people/{them.pk}/care/not-now/"'
    assert (offered in text(client.get(f"/people/{them.pk}/"))) is asked
    client.post(f"/people/{them.pk}/care/not-now/")
    page = text(client.get(f"/people/{them.pk}/"))
    assert offered not in page
    assert f'href="/people/{them.pk}/care/"' in page
    assert care.state_of(them) is CareState.UNKNOWN


def test_not_now_takes_no_setting_back(client, marc):
    """Leaving the questions alone changes nothing that was set before."""
    answer(client, marc, weapon="yes")
    client.post(f"/people/{marc.pk}/care/not-now/")
    assert care.state_of(marc) is CareState.DANGER


def test_what_a_newer_kith_wrote_counts_as_care(marc, space):
    """A state that this version does not know is taken seriously."""
    CareSetting.objects.create(space=space, person=marc, at=timezone.now(), state="something_new")
    assert care.state_of(marc) is CareState.CARE
    assert care.offers_for(marc).off == gate.LEFT_OUT


@pytest.mark.parametrize("at", ["care/", "care/not-now/"])
def test_a_stranger_has_no_care_settings_here(client, person, strangers_space, at):
    """Cass's people do not exist for Ana."""
    hers = person("Zelda", of=strangers_space)
    assert client.post(f"/people/{hers.pk}/{at}", {"weapon": "yes"}).status_code == 404
    assert not CareSetting.objects.exists()


def test_an_answer_that_is_none_changes_nothing(client, marc):
    """Only the four answers exist."""
    page = client.post(f"/people/{marc.pk}/care/", {"weapon": "perhaps"})
    assert page.status_code == 200
    assert not CareSetting.objects.exists()


FRIGHTENING = "he hit me again and I am scared he will kill me"


def put_forward(client, them):
    return f'action="/people/{them.pk}/care/not-now/"' in text(client.get(f"/people/{them.pk}/"))


def note_about(client, them):
    client.post(f"/people/{them.pk}/edit/", {"name": them.name, "note": FRIGHTENING})


def contact_with(client, them):
    client.post("/today/contact/new/", {"people": [them.pk], "note": FRIGHTENING})


def check_in_with(client, them):
    sent = {"mood_set": "1", "valence": "0", "arousal": "0", "people": [them.pk]}
    client.post("/today/", {**sent, "note": FRIGHTENING})


def role_of(client, them):
    sent = {"circle": "2", "bond": "unsaid", "flow": "unsaid", "role": FRIGHTENING}
    client.post(f"/people/{them.pk}/tie/", sent)


@pytest.mark.parametrize("written", [note_about, contact_with, check_in_with, role_of])
def test_after_something_frightening_they_are_put_forward_for_that_tie(client, person, written):
    """Whatever the tie is called and although they were left alone before; not for anybody else."""
    them, other = person("Kim", kinds=["colleague"]), person("Lou", kinds=["colleague"])
    client.post(f"/people/{them.pk}/care/not-now/")
    written(client, them)
    assert put_forward(client, them)
    assert not put_forward(client, other)
    client.post(f"/people/{them.pk}/care/not-now/")
    assert not put_forward(client, them)


def test_what_is_set_to_care_is_not_asked_again(client, person):
    """Whoever said yes has been heard."""
    them = person("Kim", kinds=["partner"])
    answer(client, them, afraid="yes")
    note_about(client, them)
    assert not put_forward(client, them)


def test_a_quieter_word_names_the_questions_beside_help(client, person):
    """Without a name and without a label; a page of its own for help holds no question (R11)."""
    them = person("Kim", kinds=["friend"])
    sent = {"name": "Kim", "note": "I am afraid of my partner"}
    page = text(client.post(f"/people/{them.pk}/edit/", sent, follow=True))
    assert f'<a href="/people/{them.pk}/care/">A few private questions</a>' in page or (
        f'<a class="button" href="/people/{them.pk}/care/">A few private questions</a>' in page
    )
    answer(client, them, afraid="no")
    assert "A few private questions" not in text(client.get("/today/"))
    for note in (FRIGHTENING, "he has a knife and says he will kill me tonight"):
        client.post(f"/people/{them.pk}/edit/", {"name": "Kim", "note": note})
        assert "private questions" not in text(client.get("/today/help-first/"))


def test_nothing_on_the_page_speaks_of_tools_that_are_not_there(client, marc):
    """No such tool exists yet, whatever was answered."""
    for said in ({}, NO, {"afraid": "yes"}):
        page = text(answer(client, marc, **said))
        assert "leaves out tools" not in page
        assert "asks before it opens" not in page
        assert "All tools" not in page
