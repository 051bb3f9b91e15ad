"""Four questions that others wrote, within the care settings of a partner or an ex-partner only."""

import pytest

from kith.safety.gate import CareState
from kith.web.people import care
from kith.web.people.models import CareSetting
from kith.web.questionnaires.models import Response
from kith.web.shell.models import Draft

NAMED = "There are people who know about such things"


@pytest.fixture
def robin(person):
    return person("Robin", kinds=["partner"])


@pytest.fixture
def say(client, robin):
    """Answer by number of the question; return the page one is led to."""

    def post(**answers):
        said = {f"hark_{name[1:]}": value for name, value in answers.items()}
        answer = client.post(f"/people/{robin.pk}/care/more/", said)
        assert answer["Location"] == f"/people/{robin.pk}/care/"
        return " ".join(client.get(answer["Location"]).content.decode().split())

    return post


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"q1": "1"}, CareState.CARE),
        ({"q2": "1"}, CareState.CARE),
        ({"q3": "1"}, CareState.DANGER),
        ({"q4": "1", "q1": "0"}, CareState.CARE),
        ({"q1": "0", "q2": "0", "q3": "0", "q4": "0"}, CareState.UNKNOWN),
    ],
)
def test_a_yes_makes_the_setting_careful(say, robin, answers, state):
    """Four times no sets nothing: it opens no tool."""
    page = say(**answers)
    assert care.state_of(robin) == state
    assert 'href="/help/?order=2"' in page


def test_a_no_never_makes_a_setting_less_careful(say, robin):
    """What was reported before stays."""
    say(q3="1")
    say(q1="0", q2="0", q3="0", q4="0")
    assert care.state_of(robin) == CareState.DANGER


def test_what_is_left_open_names_help_all_the_same(say, client, robin):
    """Once, and then no more."""
    assert NAMED in say()
    assert NAMED not in client.get(f"/people/{robin.pk}/care/").content.decode()
    assert NAMED in say(q1="0")
    assert not CareSetting.objects.filter(person=robin).exclude(state="unknown").exists()


def test_no_answer_is_kept_anywhere(say, robin):
    """Only the setting is."""
    say(q1="1", q3="1")
    assert not Response.objects.exists()
    assert not Draft.objects.exists()
    assert CareSetting.objects.get(person=robin).state == "danger"


@pytest.mark.parametrize("kinds", [["parent"], ["friend"], [], ["housemate", "family"]])
def test_they_are_asked_about_nobody_they_were_not_tried_for(client, person, kinds):
    """For others there are Kith's own questions."""
    other = person("Kim", kinds=kinds)
    assert client.get(f"/people/{other.pk}/care/more/").status_code == 404
    assert "Four more questions" not in client.get(f"/people/{other.pk}/care/").content.decode()


def test_they_are_offered_in_the_care_settings_and_on_no_other_page(client, robin):
    """An ex-partner's page names them as little as the room of questionnaires does."""
    assert "Four more questions" in client.get(f"/people/{robin.pk}/care/").content.decode()
    for place in (f"/people/{robin.pk}/", "/questionnaires/", "/people/list/"):
        text = client.get(place).content.decode()
        assert "HARK" not in text
        assert "care/more" not in text


def test_a_stranger_is_not_found(client, person, strangers_space):
    """Whoever is another's cannot be asked about."""
    other = person("Cass", of=strangers_space, kinds=["partner"])
    assert client.get(f"/people/{other.pk}/care/more/").status_code == 404
