"""What is handed to translators comes back whole, or says what is wrong with it."""

import json

import make_messages
import pytest
import translate_parts


@pytest.fixture
def nothing_translated(tmp_path, monkeypatch):
    """Catalogues of their own, with nothing in them yet."""
    monkeypatch.setattr(make_messages, "LOCALE", tmp_path / "locale")
    return tmp_path


@pytest.mark.long
def test_parts_hold_every_text_once_and_come_back_whole(nothing_translated):
    """The English as its own translation goes through, and leaves nothing to translate."""
    parts = list(translate_parts.parts("es"))
    rows = [row for part in parts for row in part]
    assert [row["id"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(len(part) <= translate_parts.MOST for part in parts)
    pairs = []
    for number, part in enumerate(parts, 1):
        asked = nothing_translated / f"part{number:02d}.json"
        asked.write_text(json.dumps(part), encoding="utf-8")
        answers = asked.with_suffix(".es.json")
        said = [
            {"id": row["id"], "es": [row["text"], row["plural"]] if row["plural"] else row["text"]}
            for row in part
        ]
        answers.write_text(json.dumps(said), encoding="utf-8")
        pairs.append((asked, answers))
    taken, refused = translate_parts.take("es", pairs)
    assert not refused
    assert taken == sum(map(len, make_messages.gathered().values()))
    assert not list(translate_parts.parts("es"))


@pytest.mark.long
def test_what_would_break_a_page_is_refused_and_the_rest_is_taken(nothing_translated):
    """A blank, a lost placeholder, a missing and an unknown number: each by its name."""
    row = {"domain": "door", "context": "web/door/pages/pieces:remember", "plural": None}
    asked = nothing_translated / "part01.json"
    rows = [
        {**row, "id": 1, "text": "Show $name first"},
        {**row, "id": 2, "context": "web/door/pages/lock", "text": "Open"},
        {**row, "id": 3, "context": "web/door/pages/lock", "text": "Passphrase"},
        {**row, "id": 4, "context": "web/door/pages/lock", "text": "I forgot my passphrase"},
    ]
    said = [
        {"id": 1, "es": "Mostrar primero"},
        {"id": 2, "es": "Abrir"},
        {"id": 3, "es": " "},
        {"id": 9, "es": "Nadie"},
    ]
    asked.write_text(json.dumps(rows), encoding="utf-8")
    answers = asked.with_suffix(".es.json")
    answers.write_text(json.dumps(said), encoding="utf-8")
    taken, refused = translate_parts.take("es", [(asked, answers)])
    assert taken == 1
    assert len(refused) == 4
    kept = {one.text: one.said for one in make_messages.translated("es")["door"]}
    assert kept["Open"] == ("Abrir",)
    assert kept["Passphrase"] == ()
