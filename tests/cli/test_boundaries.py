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


def test_what_lies_beside_the_boundaries_is_asked_for_and_listed(folder):
    """From start to end in a process of its own; what is listed can be read by a program."""
    assert kith(folder, "add", said=("you call late", "turn it off")).returncode == 0
    done = kith(
        folder, "happened", said=("1", "3", "", "", "1", "A sigh", "", "", "", "1", "say it", "")
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Kept." in done.stdout
    found = json.loads(kith(folder, "--json").stdout)["boundaries"][0]
    assert (found["crossed"], found["planned"]) == (1, 1)
    assert kith(folder, "week", said=("1", "the choir", "3", "", "", "", "")).returncode == 0
    week = json.loads(kith(folder, "week", "--json").stdout)
    assert week["schema"] == 1
    assert [one["what"] for one in week["week"]["commitments"]] == ["the choir"]
    assert kith(folder, "ground", said=("1", "a handshake", "/stop")).returncode == 0
    ground = json.loads(kith(folder, "ground", "--json").stdout)["ground"]
    assert [(one["kind"], one["comfortable"]) for one in ground] == [("physical", "a handshake")]
    assert kith(folder, "cards", said=("1", "3", "/stop")).returncode == 0
    cards = json.loads(kith(folder, "cards", "--json").stdout)["cards"]
    assert [one["id"] for one in cards if one["place"] == "not_ok"] == ["interrupts"]
    assert json.loads(kith(folder, "theirs", "--json").stdout)["theirs"] == []
    for action in ("kind", "plan", "rehearse", "theirs", "apology"):
        left = kith(folder, action, said=("",))
        assert (left.returncode, left.stderr) == (0, ""), action


def test_what_is_asked_is_not_listed_as_json(folder):
    """Wrong use, before a passphrase is asked."""
    wrong = kith(folder, "kind", "--json")
    assert wrong.returncode == 2
    assert "--json goes with list, theirs, week, cards, ground" in wrong.stderr


def test_a_wrong_passphrase_opens_no_room(folder):
    """Exit 4 and a sentence, as everywhere."""
    wrong = command("boundaries", "week", "--vault", folder, "--passphrase-stdin", said="no")
    assert wrong.returncode == 4
    assert wrong.stderr
