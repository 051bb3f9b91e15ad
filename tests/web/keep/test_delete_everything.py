"""Delete everything from the pages: the word, the passphrase, the same list, then nothing is left."""

import pytest
from django.utils import timezone

from kith import vault
from kith.remains.listing import listing
from kith.vault.derive import Cost
from kith.web.keep.models import RotatedBackup, Rotation

AT = "/keep/delete-everything/"


def test_the_page_lists_what_goes_and_what_cannot(client, room):
    """The same list as `kith forget` and the page about this device; nothing is changed by looking."""
    (room.folder / "vault.db").write_bytes(b"x")
    (room.folder / "place.json").write_text("{}")
    shown = client.get(AT).content.decode()
    for one in listing().others:
        assert one.title in shown.replace("&#x27;", "'")
    assert "Your vault" in shown
    assert (room.folder / "vault.db").exists()


def test_a_sample_life_has_nothing_to_delete(client, room):
    """It goes when the person leaves, and the form is not there."""
    room.mode = "sample"
    assert 'name="word"' not in client.get(AT).content.decode()
    assert client.post(AT, {"word": "delete", "current": "x"}).status_code == 422


PASSPHRASE = "a long enough passphrase"
WORDS = "abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac goal reflected salvage"


@pytest.fixture
def backups(space, strangers_space):
    """Backups by themselves go to a stick; before they went to another folder."""
    Rotation.objects.create(space=space, folder="/media/stick <1>")
    for owner, folder in (
        (space, "/media/stick <1>"),
        (space, "/mnt/old"),
        (strangers_space, "/hers"),
    ):
        RotatedBackup.objects.create(
            space=owner, folder=folder, name="backup-0001.age", at=timezone.now(), digest="0"
        )


def names_them(answer):
    said = answer.content.decode()
    assert "<code>/media/stick &lt;1&gt;</code>" in said
    assert "<code>/mnt/old</code>" in said
    assert "/hers" not in said
    return True


def test_the_folders_of_backups_by_themselves_are_named_before_and_after(
    client, room, backups, monkeypatch
):
    """Afterwards nobody could: the list of them is deleted too."""
    room.vault, _ = vault.create(
        room.folder, PASSPHRASE, _cost=Cost(1, 8192), _phrase=lambda: WORDS
    )
    monkeypatch.setattr("kith.web.keep.everything_views.ANSWER_SECONDS", 0.0)
    monkeypatch.setattr("kith.web.keep.everything_views.connection.close", lambda: None)
    assert names_them(client.get(AT))
    assert names_them(client.post(AT, {"word": "no", "current": PASSPHRASE}))
    last = client.post(AT, {"word": "delete", "current": PASSPHRASE})
    assert "Everything is deleted" in last.content.decode()
    assert names_them(last)
    assert not vault.exists(room.folder)


def test_without_such_backups_nothing_is_said_of_them(client):
    """No empty list."""
    assert "by itself lie" not in client.get(AT).content.decode()
