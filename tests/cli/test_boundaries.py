"""`kith boundaries`: listed, and written down by being asked, on a real vault in a process of its own."""

import json

import pytest
from running_kith import PASSPHRASE, command, made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A vault with nothing in it."""
    where = tmp_path_factory.mktemp("boundaries") / "vault"
    made(where)
    return where


def kith(folder, *words, said=()):
    given = "\n".join([PASSPHRASE, *said, ""])
    return command("boundaries", *words, "--vault", folder, "--passphrase-stdin", said=given)


def test_a_boundary_is_asked_for_kept_and_listed(folder):
    """An empty life is met kindly; a demand is asked about and kept; nothing said keeps nothing."""
    assert "none has to be" in kith(folder).stdout
    assert kith(folder, "add", said=("you shout at me", "leave the room")).returncode == 0
    asked = kith(folder, "add", said=("", "You must stop shouting"))
    assert "What could you do yourself" in asked.stdout
    heavy = kith(folder, "add", said=("I want to die", "go home"))
    assert "You do not have to carry this alone" in heavy.stdout
    assert kith(folder, "add", said=("", "")).returncode == 2
    listed = kith(folder).stdout
    assert "If you shout at me, then I will: leave the room (draft)." in listed
    found = json.loads(kith(folder, "--json").stdout)
    assert found["schema"] == 1
    assert [one["then"] for one in found["boundaries"]] == [
        "go home",
        "You must stop shouting",
        "leave the room",
    ]
    assert {one["status"] for one in found["boundaries"]} == {"draft"}
    assert {(one["held"], one["crossed"]) for one in found["boundaries"]} == {(0, 0)}
