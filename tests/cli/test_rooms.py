"""Rooms that are asked in the terminal, and the map in words, on a real vault in a process of its own."""

import json

import pytest
from running_kith import PASSPHRASE, command, made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A vault with nothing in it."""
    where = tmp_path_factory.mktemp("rooms") / "vault"
    made(where)
    return where


def kith(folder, *words, said=()):
    given = "\n".join([PASSPHRASE, *said, ""])
    return command(*words, "--vault", folder, "--passphrase-stdin", said=given)


def test_scenes_and_four_parts_are_gone_through(folder):
    """To their end, and where the input ends before."""
    heard = kith(folder, "talk", "listen", "1", said=("Three weeks of evenings", ""))
    assert (heard.returncode, heard.stderr) == (0, "")
    assert "Another scene: kith talk listen 2" in heard.stdout
    assert "What may come" not in heard.stdout
    assert "The other ways" in kith(folder, "talk", "limits", "1", said=("2",)).stdout
    parts = kith(folder, "talk", "parts", said=("When you left", "I feel sad", "", "", ""))
    assert "When you left, I feel sad." in parts.stdout
    closed = kith(folder, "talk", "parts", said=("When you left",))
    assert closed.returncode == 0
    assert "Stopped here. Nothing was kept." in closed.stdout


def test_a_scene_that_is_not_there_is_a_sentence(folder):
    """Exit 2, before a passphrase is asked."""
    wrong = kith(folder, "talk", "limits", "99")
    assert wrong.returncode == 2
    assert "They go from 1 to 36." in wrong.stderr


def test_everyone_on_the_map_is_listed_in_words(folder):
    """Nobody is fine; whoever was named in a check-in stands there, for programs too."""
    assert "nobody has to be" in kith(folder, "people").stdout
    assert kith(folder, "checkin", said=("okay", "", "Wren", "")).returncode == 0
    assert "Wren" in kith(folder, "people").stdout
    found = json.loads(kith(folder, "people", "--json").stdout)
    assert found["schema"] == 1
    assert [(one["name"], one["circle"]) for one in found["people"]] == [("Wren", None)]


def test_it_asks_in_spanish(folder, monkeypatch):
    """Labels, hints and what is said; a yes is a sí."""
    import running_kith

    assert kith(folder, "checkin", said=("okay", "", "Wren", "")).returncode == 0
    monkeypatch.setitem(running_kith.ENVIRONMENT, "KITH_LANG", "es")
    said = kith(folder, "boundaries", "theirs", said=("Wren", "sin llamadas", "1", "")).stdout
    assert "Se conservó." in said
    assert "Their limit" not in said
    said = kith(
        folder, "boundaries", "apology", said=("Wren", "sí", "", "Leí tu carta", *[""] * 4, "sí")
    )
    assert "Kith no envía nada." in said.stdout
