"""The passphrase in the settings, and the lock that is never out of sight."""

import re
from pathlib import Path
from typing import Any

import pytest

import kith
from kith import vault
from kith.vault.derive import Cost
from kith.web.door import pages

NOW = "a long enough passphrase"
NEW = "another long passphrase"
PLACES = (
    *("/today/", "/today/quick/", "/people/", "/people/list/", "/people/add/", "/impact/"),
    *(
        "/plan/",
        "/plan/print/",
        "/today/help-first/",
        "/today/deleted/",
        "/plan/open-copy/",
        "/keep/",
        "/keep/import/",
        "/keep/export/",
    ),
    *("/search/", "/settings/", "/settings/passphrase/", "/settings/phrase/"),
)


@pytest.fixture
def own(room: Any) -> vault.Vault:
    """The room's folder holds a real vault."""
    made, _ = vault.create(room.folder, NOW, _cost=Cost(1, 8192))
    room.vault = made
    return made


def opens(room: Any, passphrase: str) -> bool:
    try:
        return bool(vault.unlock(room.folder, passphrase))
    except vault.WrongPassphrase:
        return False


def test_a_new_passphrase_takes_the_present_one(client: Any, room: Any, own: vault.Vault) -> None:
    """From then on the new one opens it, the old one does not, and the page says so."""
    told = client.post("/settings/passphrase/", {"current": NOW, "new": NEW}, follow=True)
    assert b"Your new passphrase holds from now on." in told.content
    assert opens(room, NEW)
    assert not opens(room, NOW)


@pytest.mark.parametrize(
    "sent",
    [
        {"new": NEW},
        {"current": "", "new": NEW},
        {"current": "not the passphrase", "new": NEW},
        {"current": NOW, "new": "short"},
        {"current": NOW, "new": "passwordpassword"},
    ],
)
def test_without_the_present_passphrase_nothing_changes(
    client: Any, room: Any, own: vault.Vault, sent: dict[str, str]
) -> None:
    """Nor with a new one that is too short or tried first; nothing that was typed comes back."""
    told = client.post("/settings/passphrase/", sent)
    assert told.status_code == 200
    assert b'role="alert"' in told.content
    assert NEW.encode() not in told.content
    assert opens(room, NOW)


def test_a_passphrase_that_opens_something_is_masked_and_may_be_pasted(client: Any) -> None:
    """No page and no script stops pasting or a password manager."""
    for page in (pages.lock_page(), client.get("/settings/passphrase/").content.decode()):
        asked = re.findall(r'<input[^>]*name="(?:passphrase|current)"[^>]*>', page)
        assert asked
        assert all('type="password"' in one and "readonly" not in one for one in asked)
    source = Path(kith.__file__).parent
    shown = [*source.rglob("*.js"), *source.rglob("*.html")]
    assert not [p.name for p in shown if re.search(r"\bonpaste|\"paste\"|'paste'", p.read_text())]


@pytest.mark.parametrize("path", PLACES)
def test_every_page_of_a_life_can_be_locked_from(client: Any, path: str) -> None:
    """One form, on each page, without script."""
    told = client.get(path)
    if told.status_code == 200:
        assert b'<form method="post" action="/lock"' in told.content
    else:
        assert told.status_code == 302, path
