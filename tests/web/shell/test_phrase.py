"""The recovery phrase on the page: shown until kept, made anew, offered and never pressed on anybody."""

import re
from typing import Any

import pytest

from kith import vault
from kith.vault.derive import Cost
from kith.web.room import running

PASSPHRASE = "a long enough passphrase"
OLD = "abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac goal reflected salvage"
ASKED = "Nothing here says that you have kept your recovery phrase"
WAITS = "Your recovery phrase waits to be kept."


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def own(room: running.Room) -> vault.Vault:
    """The room's folder holds a real vault, with its old words."""
    made, _ = vault.create(room.folder, PASSPHRASE, _cost=Cost(1, 8192), _phrase=lambda: OLD)
    room.vault = made
    return made


@pytest.fixture
def settled(space: Any) -> Any:
    """Ana has been here for a while and has her words on paper."""
    space.seen_exit = space.phrase_kept = True
    space.save()
    return space


def make(client: Any, room: running.Room, current: str = PASSPHRASE) -> Any:
    sent = {"current": current, "which": str(room.phrase_number)}
    return client.post("/settings/phrase/", sent)


def shown(client: Any) -> str:
    """Return the twelve words as the page shows them."""
    words = re.findall(r"<li>([^<]*)</li>", text(client.get("/welcome/")).split("</ol>")[0])
    assert len(words) == 12
    return " ".join(words)


def opens(room: running.Room, phrase: str) -> bool:
    try:
        return bool(vault.unlock_with_phrase(room.folder, phrase))
    except vault.WrongPhrase:
        return False


def test_a_new_phrase_is_made_shown_and_kept(
    client: Any, room: Any, own: vault.Vault, settled: Any
) -> None:
    """Settings, passphrase, twelve words, "I have kept them": the old words are out."""
    assert "/settings/phrase/" in text(client.get("/settings/"))
    assert "Old backups" in text(client.get("/settings/phrase/"))
    assert make(client, room)["Location"] == "/welcome/"
    words = shown(client)
    assert (opens(room, words), opens(room, OLD)) == (True, False)
    page = text(client.get("/welcome/"))
    assert "Backups you made before still need them." in page
    settled.refresh_from_db()
    assert not settled.phrase_kept
    assert client.post("/welcome/", {"which": "1"})["Location"] == "/settings/"
    settled.refresh_from_db()
    assert settled.phrase_kept
    assert room.recovery_phrase is None
    assert client.get("/welcome/")["Location"] == "/settings/"
    assert vault.unlock(room.folder, PASSPHRASE).key() == own.key()


def test_the_words_stand_on_their_own_page_and_nowhere_else(
    client: Any, room: Any, own: vault.Vault, settled: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not in an address, a title, a field, a notice, a log, a draft, nor on any other page."""
    answer = make(client, room)
    words = shown(client)
    page = text(client.get("/welcome/"))
    assert page.count(words.split()[3]) >= 1
    title = re.search(r"<title>(.*?)</title>", page)
    assert title is not None
    assert title[1] == settled.title
    fields = re.findall(r"<(?:input|textarea|option)\b[^>]*>", page)
    heads = f"{answer.headers} {client.get('/welcome/').headers} {fields}"
    rest = [text(client.get(at)) for at in ("/today/", "/keep/", "/settings/", "/settings/phrase/")]
    for where in (heads, *rest, repr(room), *capfd.readouterr()):
        assert not re.search(rf"\b{words.split()[0]}\b.{{0,40}}\b{words.split()[1]}\b", where)
    assert words not in heads
    assert settled.drafts.count() == 0


def test_nobody_makes_new_words_without_the_passphrase(
    client: Any, room: Any, own: vault.Vault, settled: Any
) -> None:
    """Wrong tries count with all others, change nothing, and the words stay as kept as they were."""
    for _ in range(3):
        assert "That is not the passphrase you use now." in text(
            make(client, room, "wrong wrong wrong")
        )
    assert "several wrong tries" in text(make(client, room))
    settled.refresh_from_db()
    assert settled.phrase_kept
    assert opens(room, OLD)
    assert room.recovery_phrase is None


def test_a_write_that_fails_says_so_and_leaves_the_words_kept(
    client: Any, room: Any, own: vault.Vault, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old words hold, and Kith does not begin to ask about them."""
    from kith.machine import writing

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write_all", full)
    assert "There is no room left on the disk." in text(make(client, room))
    monkeypatch.undo()
    settled.refresh_from_db()
    assert settled.phrase_kept
    assert (opens(room, OLD), room.recovery_phrase) == (True, None)


def test_a_kill_before_the_words_are_shown_leaves_the_offer_standing(
    client: Any, room: Any, own: vault.Vault, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that nobody saw are never taken for kept: the note comes before the new words."""

    def killed(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(vault, "new_phrase", killed)
    with pytest.raises(KeyboardInterrupt):
        make(client, room)
    settled.refresh_from_db()
    assert not settled.phrase_kept
    assert ASKED in text(client.get("/today/"))


def test_a_second_click_makes_no_second_phrase(
    client: Any, room: Any, own: vault.Vault, settled: Any
) -> None:
    """The form of the first click is spent; the words that were shown still hold."""
    form = {"current": PASSPHRASE, "which": "0"}
    client.post("/settings/phrase/", form)
    words = shown(client)
    assert client.post("/settings/phrase/", form)["Location"] == "/welcome/"
    assert (shown(client), opens(room, words)) == (words, True)


def test_an_older_page_cannot_say_that_newer_words_are_kept(
    client: Any, room: Any, own: vault.Vault, settled: Any
) -> None:
    """Two tabs: the yes belongs to the words that stood beside it."""
    make(client, room)
    make(client, room)
    answer = client.post("/welcome/", {"which": "1"})
    assert "There are newer words. Only these open Kith." in text(answer)
    settled.refresh_from_db()
    assert not settled.phrase_kept
    assert opens(room, room.recovery_phrase)


def test_the_first_words_lead_on_into_kith(client: Any, room: Any, space: Any) -> None:
    """On the first day the same page leads to how leaving works."""
    room.recovery_phrase = OLD
    assert client.get("/")["Location"] == "/welcome/"
    assert "Backups you made before" not in text(client.get("/welcome/"))
    assert client.post("/welcome/", {"which": "0"})["Location"] == "/welcome/exit/"
    space.refresh_from_db()
    assert space.phrase_kept
    assert client.get("/welcome/")["Location"] == "/welcome/doors/"


def test_the_words_can_be_saved_under_a_name_that_says_nothing(client: Any, room: Any) -> None:
    """A small text file, numbered, that opens Kith as it stands; nothing once they are kept."""
    from kith.vault.words import normal_phrase

    room.recovery_phrase = OLD
    saved = client.post("/welcome/save/")
    assert saved["Content-Disposition"] == 'attachment; filename="words.txt"'
    assert saved["Content-Type"] == "text/plain; charset=utf-8"
    assert normal_phrase(text(saved)) == normal_phrase(OLD)
    assert "kith" not in text(saved).lower()
    assert client.get("/welcome/save/").status_code == 405
    room.forget_recovery_phrase()
    assert client.post("/welcome/save/")["Location"] == "/settings/"


@pytest.mark.parametrize("at", ["/today/", "/today/quick/", "/keep/", "/settings/"])
def test_the_offer_stands_until_the_words_are_kept(
    client: Any, room: Any, space: Any, at: str
) -> None:
    """Unknown: make new ones or say you have them. Waiting: see them. Kept: nothing."""
    page = text(client.get(at))
    assert ASKED in page
    assert "/settings/phrase/mine/" in page
    room.recovery_phrase = OLD
    page = text(client.get(at))
    assert WAITS in page
    assert 'href="/welcome/"' in page
    assert ASKED not in page
    room.recovery_phrase = None
    client.post("/settings/phrase/mine/")
    page = text(client.get(at))
    assert WAITS not in page
    assert ASKED not in page


def test_a_backup_is_warned_of_but_never_refused(
    client: Any, room: Any, own: vault.Vault, space: Any
) -> None:
    """The sentence stands before the button, and the button works."""
    page = text(client.get("/keep/"))
    assert page.index("Without your recovery phrase nobody") < page.index("Save a backup")
    space.phrase_kept = True
    space.save()
    assert "Without your recovery phrase nobody" not in text(client.get("/keep/"))


def test_words_that_wait_are_not_waved_through(client: Any, room: Any, space: Any) -> None:
    """An older page says "I have mine" while newer words wait: they are shown first."""
    room.recovery_phrase = OLD
    assert client.post("/settings/phrase/mine/")["Location"] == "/welcome/"
    space.refresh_from_db()
    assert not space.phrase_kept


def test_a_sample_life_has_no_phrase(client: Any, room: Any) -> None:
    """It is not offered, and asking for it is answered in a sentence."""
    room.mode = "sample"
    for at in ("/today/", "/keep/", "/settings/"):
        assert ASKED not in text(client.get(at))
    assert "/settings/phrase/" not in text(client.get("/settings/"))
    assert "A sample life has no recovery phrase." in text(client.get("/settings/phrase/"))
    make(client, room)
    assert room.recovery_phrase is None
