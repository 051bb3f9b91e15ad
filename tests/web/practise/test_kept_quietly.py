"""What somebody wanted to try with a tie that asks for care by now: kept, and not put forward."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from kith.web.people.models import CareSetting
from kith.web.practise import intentions
from kith.web.practise.models import Intention
from kith.web.share.choice import usual
from kith.web.share.paper import paper
from kith.web.shell.space import zone_of

ACT = "ask them about the money"


@pytest.fixture
def robin(person):
    return person("Robin", kinds=["partner"])


@pytest.fixture(params=["with them", "named"])
def one(request, space, robin):
    """One that is with them, or names them though nobody was chosen."""
    said = {"person": robin} if request.param == "with them" else {"cue": "Robin comes home"}
    return Intention.objects.create(space=space, at=timezone.now(), act=ACT, **said)


@pytest.fixture
def guard(space, robin):
    """Answer the private questions about them, later."""
    return lambda: CareSetting.objects.create(
        space=space, person=robin, at=timezone.now(), state="care"
    )


def page(client, address):
    return client.get(address).content.decode()


def test_it_is_put_forward_nowhere(client, robin, one, guard):
    """Neither on Practise, on Today nor on their page."""
    forward = ["/practise/"] + ([f"/people/{robin.pk}/"] if one.person else [])
    assert all(ACT in page(client, where) for where in forward)
    guard()
    for where in ("/practise/", "/today/", f"/people/{robin.pk}/"):
        assert ACT not in page(client, where), where
    assert "With Robin" not in page(client, "/practise/")
    assert "What you want to try" not in page(client, "/practise/")


def test_its_words_can_be_read_closed_and_deleted(client, one, guard):
    """Without asking how it went, and without whom it was with."""
    guard()
    assert 'href="/practise/runs/"' in page(client, "/practise/")
    text = page(client, "/practise/runs/")
    assert ACT in text
    assert "I did it" not in text
    assert "With Robin" not in text
    at = f"/practise/intention/{one.pk}/"
    assert client.post(f"{at}look", {"said": "delete"})["Location"].startswith("/practise/runs/")
    assert ACT not in page(client, "/practise/runs/")
    client.post(f"{at}restore")
    assert ACT in page(client, "/practise/runs/")
    client.post(f"{at}look", {"said": "close"})
    assert ACT not in page(client, "/practise/runs/")
    assert Intention.objects.get().act == ACT


@pytest.mark.usefixtures("room")
def test_it_stands_on_no_page_for_a_session(space, robin, one, guard):
    """Also where they were chosen to stand on it; `kith report` makes the same page."""
    chosen = usual(space, timezone.now().astimezone(zone_of(space)).date())

    def told():
        made = paper(space, replace(chosen, people=frozenset({robin.pk})))
        return " ".join(line for one in made.sections for line in one.lines)

    assert one.pk
    assert ACT in told()
    guard()
    assert ACT not in told()


def test_others_stay(client, space, person, guard):
    """A guarded tie beside it changes nothing."""
    guard()
    zoe = person("Zoe")
    Intention.objects.create(space=space, at=datetime(2026, 3, 2, tzinfo=UTC), act=ACT, person=zoe)
    assert ACT in page(client, "/practise/")
    assert ACT in page(client, f"/people/{zoe.pk}/")
    assert intentions.open_in(space).quiet == ()
