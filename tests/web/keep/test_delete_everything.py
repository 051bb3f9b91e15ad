"""Delete everything from the pages: the word, the passphrase, the same list, then nothing is left."""

from kith.remains.listing import listing

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
