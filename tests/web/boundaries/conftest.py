"""What the tests of this room share: the present, a page as it reads, a boundary that is there."""

from datetime import UTC, datetime
from html import unescape

import pytest
from django.utils import timezone

from kith.web.boundaries.models import Boundary

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Set the present."""

    def put(at):
        monkeypatch.setattr(timezone, "now", lambda: at)
        return at

    put(NOON)
    return put


@pytest.fixture
def shown(client):
    """A page as it reads, between the menu and the end."""

    def show(address, status=200, sent=None):
        answer = client.get(address) if sent is None else client.post(address, sent)
        assert answer.status_code == status, answer.content.decode()[-2000:]
        whole = unescape(" ".join(answer.content.decode().split()))
        return whole.split("<main", 1)[1].split("</main>", 1)[0]

    return show


@pytest.fixture
def mine(space):
    """A boundary that is there."""

    def make(*people, **more):
        said = {"when": "you shout at me", "then": "leave the room", "sort": "emotional", **more}
        made = Boundary.objects.create(space=space, at=NOON, **said)
        made.people.set(people)
        return made

    return make
