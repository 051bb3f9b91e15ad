"""Checking in as Ana does it, through the browser."""

import pytest

from kith.web.today.models import CheckIn, Contact


@pytest.fixture
def send(client):
    """Send the check-in form; mood in the pleasant, quiet corner unless said otherwise."""

    def post(**fields):
        return client.post("/today/", {"valence": "0.5", "arousal": "-0.5", **fields})

    return post


@pytest.fixture
def saved(send):
    """Send the form and return the one check-in there is."""

    def post(**fields):
        answer = send(**fields)
        assert answer.status_code == 302, answer.context["form"].errors
        return CheckIn.objects.latest("pk")

    return post


@pytest.fixture
def told(saved):
    """Send the form and return the contacts that it made, in order."""

    def post(**fields):
        return list(Contact.objects.filter(check_in=saved(**fields)).order_by("pk"))

    return post
