"""Answering questionnaires as Ana does it, through the browser."""

import pytest
from django.urls import reverse

from kith import measures
from kith.web.questionnaires.models import Response


@pytest.fixture
def send(client):
    """Send a questionnaire; answers in the order of its questions, None is left open."""

    def post(name, answers, to=None, **more):
        codes = [item.code for item in measures.measure(name).items]
        said = {code: v for code, v in zip(codes, answers, strict=False) if v is not None}
        return client.post(to or reverse("questionnaire_fill", args=[name]), {**said, **more})

    return post


@pytest.fixture
def sent(send):
    """Send a questionnaire and return the answers that were kept."""

    def post(name, answers, **more):
        assert send(name, answers, **more).status_code == 302
        return Response.objects.latest("pk")

    return post


@pytest.fixture
def shown(client):
    """The text of a page's main part, white space drawn together."""

    def read(address):
        answer = client.get(address)
        assert answer.status_code == 200
        whole = " ".join(answer.content.decode().split())
        return whole.split("<main", 1)[1].split("</main>", 1)[0]

    return read
