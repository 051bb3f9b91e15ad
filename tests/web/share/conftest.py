"""A month of Ana's life, and her way to a page for a session."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone

from kith.web.people.models import CareSetting
from kith.web.today.models import CheckIn, Contact


@pytest.fixture
def ana(person):
    return person("Amara", kinds=["friend"])


@pytest.fixture
def rob(space, person):
    """Somebody whose care setting asks for care."""
    them = person("Robin", kinds=["ex"])
    CareSetting.objects.create(space=space, person=them, at=timezone.now(), state="care")
    return them


@pytest.fixture
def days(space):
    """Write a check-in for each of some days up to yesterday; the first number is the oldest."""

    def write(values, **more):
        now = datetime.now(UTC)
        for back, value in enumerate(reversed(values), 1):
            CheckIn.objects.create(
                space=space, at=now - timedelta(days=back), valence=value, **more
            )

    return write


@pytest.fixture
def contact(space):
    def write(*people, **more):
        one = Contact.objects.create(space=space, at=timezone.now(), **more)
        one.people.add(*people)
        return one

    return write


@pytest.fixture
def fields(client):
    """What a browser would send of the form as it stands."""

    def read(**more):
        html = client.get("/share/session/").content.decode()
        held = re.findall(r'name="(\w+)" value="([^"]*)"[^>]*checked', html)
        sent = {}
        for name, value in held:
            sent.setdefault(name, []).append(value)
        text = re.search(r'<textarea name="questions"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL)
        return {**sent, "questions": unescape(text[1]), **more}

    return read


@pytest.fixture
def chosen(client, fields):
    """Choose a page and return the words of its preview."""

    def choose(**more):
        answer = client.post("/share/session/", fields(**more))
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        return shown(client.get("/share/session/look/"))

    return choose


def shown(answer):
    """Return the main part of a page without its markup."""
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", main).split()))
