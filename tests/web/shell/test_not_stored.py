"""What a page says when the disk or the file does not take what was sent."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest

from kith.vault import cipher
from kith.web.door import place

Driver = cipher.driver()
TOLD = {
    "SQLITE_FULL": (507, "There is no room left on the disk"),
    "SQLITE_IOERR": (507, "The disk did not take this"),
    "SQLITE_READONLY": (507, "Kith may not write in its own folder now"),
    "SQLITE_BUSY": (503, "Another window or command was writing"),
    "SQLITE_NOMEM": (503, "There was too little free memory"),
    "SQLITE_CORRUPT": (500, "A part of the file vault.db is damaged"),
}


def failing(name: str) -> DatabaseError:
    """Return the error of the site's database as the driver's own error makes it."""
    cause = Driver.OperationalError("the driver's words")
    cause.sqlite_errorname = name
    error = OperationalError("the driver's words")
    error.__cause__ = cause
    return error


@pytest.fixture
def refused(client: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Send a form to a page whose saving ends in the given error."""
    from kith.web.today.views import today

    def send(error: Exception, **form: str) -> Any:
        def fails(*_: object) -> None:
            raise error

        monkeypatch.setattr(today, "save_check_in", fails)
        sent = {"valence": "0.5", "arousal": "0", "mood_set": "1", **form}
        client.raise_request_exception = False
        return client.post("/today/", sent)

    return send


@pytest.mark.parametrize("name", TOLD)
def test_each_trouble_has_its_own_true_sentence(refused: Any, name: str) -> None:
    """What happened, what is safe, what to do; and what was typed stays on the page."""
    answer = refused(failing(name), note='two lines & "marks"\nof mine')
    page = answer.content.decode()
    status, sentence = TOLD[name]
    assert (answer.status_code, sentence in page) == (status, True)
    safe = "Kith left the file as it is." if name == "SQLITE_CORRUPT" else "Nothing you saved was"
    assert safe in page
    assert "You could" in page
    assert "the driver" not in page
    assert 'value="two lines &amp; &quot;marks&quot;\nof mine"' in page
    assert "csrfmiddlewaretoken" not in page.split("<main")[1].split('name="valence"')[1]


@pytest.mark.parametrize("what", ["function", "aggregate"])
def test_a_function_that_finds_no_memory_is_told_as_what_it_is(refused: Any, what: str) -> None:
    """The driver gives it no code: `Error creating function` is all it says."""
    error = OperationalError("words")
    error.__cause__ = Driver.OperationalError(f"Error creating {what}")
    answer = refused(error)
    assert (answer.status_code, TOLD["SQLITE_NOMEM"][1] in answer.content.decode()) == (503, True)


def test_writing_anew_that_fails_takes_nothing_back(
    client: Any, room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs once the deletion is on the disk: whatever fails then, the answer is that it is deleted."""
    from kith import vault
    from kith.web.shell import scrubbing

    def fails(*_: object) -> None:
        raise Driver.OperationalError("Error creating aggregate")

    monkeypatch.setattr(vault, "scrub", fails)
    monkeypatch.setattr(scrubbing.connection, "close", lambda: None)
    scrubbing._scrub()
    assert scrubbing.not_yet()


def test_a_mistake_of_kith_is_not_blamed_on_the_disk(refused: Any) -> None:
    """A query that is wrong has nothing to do with room or rights."""
    answer = refused(failing("SQLITE_ERROR"))
    assert answer.status_code == 500
    assert "it is Kith&#x27;s mistake" in answer.content.decode()


def test_a_passphrase_is_never_held_on_a_page(
    client: Any, room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that asks for it shows the sentence and keeps nothing of what was typed."""
    from kith.web.shell import phrase

    def fails(*_: object, **__: object) -> None:
        raise failing("SQLITE_FULL")

    monkeypatch.setattr(phrase, "mark", fails)
    answer = client.post("/settings/phrase/", {"current": "canary words of mine", "which": "0"})
    assert answer.status_code == 507
    assert "canary" not in answer.content.decode()
    assert "Send it once more" not in answer.content.decode()


def test_what_was_not_saved_is_not_said_to_be(client: Any, monkeypatch: Any) -> None:
    """The view was done and said so; then the disk was full as all of it was to be kept."""
    from kith.web.shell import notices, whole

    notices.notify(HttpRequest(), "A sentence of before.")

    @contextmanager
    def full() -> Iterator[None]:
        yield
        raise failing("SQLITE_FULL")

    client.raise_request_exception = False
    sent = {"valence": "0.5", "arousal": "0", "mood_set": "1", "note": "a walk"}
    with monkeypatch.context() as patch:
        patch.setattr(whole, "transaction", SimpleNamespace(atomic=full))
        page = client.post("/today/", sent).content.decode()
    assert "There is no room left on the disk" in page
    assert "Saved." not in page
    assert "Undo" not in page
    assert "A sentence of before." in page
    assert "Saved." not in client.get("/today/").content.decode()
    client.post("/today/", sent)
    assert "Saved." in client.get("/today/").content.decode()


@pytest.fixture
def full_disk(room: Any, client: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ana's browser, while no file beside the vault can be written."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    place.keep_country(room.folder, "DE")
    monkeypatch.setattr(os, "fsync", full)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("page", ["/settings/", "/welcome/exit/"])
def test_a_country_that_cannot_be_kept_is_told_and_nothing_is_half_saved(
    full_disk: Any, space: Any, room: Any, page: str
) -> None:
    """It lies beside the vault, where the database's own sentences do not reach."""
    title = space.title
    sent = {"country": "GB", "initial-country": "DE", "title": "Other", "idle_minutes": "7"}
    answer = full_disk.post(page, sent)
    assert answer.status_code == 507
    told = answer.content.decode()
    assert "There is no room left on the disk, so this was not saved." in told
    assert 'value="GB"' in told  # it can be sent once more
    space.refresh_from_db()
    assert (space.title, space.seen_exit) == (title, False)
    assert [path.name for path in room.folder.iterdir()] == [place.FILE]
    known = place.read(room.folder)
    assert known is not None
    assert known.country == "DE"
