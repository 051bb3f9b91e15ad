"""Answers that were bare, echoed an address, or left their mark out."""

import pytest


def test_a_long_address_is_not_given_back(client):
    """The page for what is not there says so, and nothing of what was asked."""
    told = client.get("/" + "canary" * 3000)
    assert told.status_code == 404
    assert b"canary" not in told.content
    assert b"There is no such page" in told.content


@pytest.mark.parametrize("path", ["/alive", "/draft", "/welcome/save/", "/settings/phrase/mine/"])
def test_an_address_that_is_only_sent_to_says_so(client, path):
    """A person who opens it by hand reads what it is for and where to go."""
    told = client.get(path)
    assert told.status_code == 405
    assert "POST" in told["Allow"]
    assert b"You could go to Today" in told.content


def test_the_picture_of_a_sample_life_says_that_it_is_one(client, room):
    """Also in a file, where no page stands around it; a real life has no such line."""
    mark = b"A sample life. Nobody here is real."
    assert mark not in client.get("/people/save/svg/").content
    room.mode = "sample"
    told = client.get("/people/save/svg/")
    assert told.status_code == 200
    assert mark in told.content
    assert client.get("/people/save/png/").content.startswith(b"\x89PNG")
