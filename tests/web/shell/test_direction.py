"""A name or a note that turns text around turns nothing that Kith says beside it."""

import pytest

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("sign", TURNING)
def test_a_name_that_turns_text_around_is_shown_in_order(client, person, sign):
    """It stays as it came in the vault; the page shows it without the sign."""
    ana = person(f"Ana{sign}gnp")
    answer = client.get(f"/people/{ana.pk}/")
    page = answer.content.decode()
    assert "Anagnp" in page
    assert sign not in page
    assert int(answer.headers["Content-Length"]) == len(answer.content)  # else a browser shows none
    ana.refresh_from_db()
    assert sign in ana.name


def test_words_from_the_right_and_joined_letters_stay(client, person):
    """Arabic, a mark of one letter's direction, an emoji of four."""
    said = "مرحبا\u200f 👩‍👩‍👧 Zoë"
    ana = person(said)
    assert said in client.get(f"/people/{ana.pk}/").content.decode()


def test_a_saved_picture_is_in_order_too(client, person):
    """The map as a file."""
    person("Ana\u202egnp")
    assert "\u202e".encode() not in client.get("/people/save/svg/").content
