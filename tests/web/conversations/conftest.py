"""Looking at words as Ana does it, through the browser."""

import re
from html import unescape

import pytest
from django.utils import timezone

from kith.web.people.models import CareSetting


@pytest.fixture
def page(client):
    """Send something to a place of Talk, and read the main part of what comes, without its markup."""

    class Page:
        def __init__(self, answer):
            self.answer, self.status = answer, answer.status_code
            whole = answer.content.decode()
            self.html = whole.split("<main", 1)[1].split("</main>", 1)[0]
            self.result = self.html.split('<form method="post"', 1)[0]
            self.text = unescape(" ".join(re.sub(r"<[^>]*>", " ", self.html).split()))

    def send(address, **said):
        return Page(client.post(address, said) if said else client.get(address))

    return send


@pytest.fixture
def robin(space, person):
    """An ex-partner, whose care setting can be set."""
    them = person("Robin", kinds=["ex"])

    def set_to(state):
        CareSetting.objects.create(space=space, person=them, at=timezone.now(), state=state)
        return them

    them.set_to = set_to
    return them
