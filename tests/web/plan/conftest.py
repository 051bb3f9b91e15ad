"""A plan with words in it, and somebody who may stand in it."""

import pytest


@pytest.fixture
def ana(person):
    return person("Ana", safe_to_call=True)


@pytest.fixture
def write(client):
    """Save one part by its form."""

    def save(part, text="", follow=True, **more):
        return client.post(f"/plan/part/{part}/", {"text": text, **more}, follow=follow)

    return save


@pytest.fixture
def shown(client):
    """The text of a page as it reads, white space drawn together."""

    def read(address):
        return " ".join(client.get(address).content.decode().split())

    return read
