"""No word of a person leaves the encrypted file: not into a file, an output, a process's name."""

import json
import secrets
import subprocess
import sys

import kithed
import pytest
import walks
from searching import found_in, seen_by_others

from kith import vault
from kith.web.door import opencopy
from kith.web.plan import steps

WORDS = "the wren sings at dawn"  # short: it fits into every field


@pytest.fixture
def kith(tmp_path, monkeypatch):
    """A Kith whose home, temporary files and vault all lie in one folder."""
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setitem(kithed.ENVIRONMENT, name, str(tmp_path / name))
    command = [sys.executable, "-m", "kith", "--vault", str(tmp_path / "vault"), "--no-browser"]
    with kithed.started(command, tmp_path / "vault") as started:
        yield started


def test_what_is_typed_stands_nowhere_in_the_clear(kith, tmp_path):
    """Typed on every form, in the middle of the session and after it: no file, process, output."""
    browser = kith.browser
    walks.create(browser)
    posted = walks.type_everywhere(browser, WORDS)
    posted += walks.type_everywhere(browser, WORDS)  # now there are people and check-ins to edit
    walks.bring_in(browser)
    draft = {"page": "/today/", "fields": {"note": [WORDS]}}
    kept = browser.ask(
        "POST",
        "/draft",
        json.dumps(draft).encode(),
        Content_Type="application/json",
        X_CSRFToken=walks.token_of(browser),
    )
    assert kept.status == 204
    for place in (
        *("/today/", "/people/add/", "/people/1/edit/", "/search/", "/keep/import/"),
        "/plan/part/signs/",
    ):
        assert place in posted
    token = walks.token_of(browser)
    hits = browser.ask("POST", "/search/", {"words": WORDS, "csrfmiddlewaretoken": token}).text
    assert hits.count(WORDS) > 5  # it was kept, so there was something to find
    assert set(found_in(tmp_path, '"host"')) == {"place.json"}  # and the search finds what is there
    assert found_in(tmp_path, WORDS) == ["place.json"]  # the name for the tab, meant to be seen
    assert _but_the_title(kith.folder) == "{}"
    assert seen_by_others(WORDS) == []
    assert seen_by_others(kithed.PASSPHRASE) == []
    browser.ask("POST", "/exit")
    assert kithed.until(lambda: not kith.rooms())
    assert found_in(tmp_path, WORDS) == ["place.json"]
    assert _but_the_title(kith.folder) == "{}"
    assert found_in(tmp_path, kithed.PASSPHRASE) == []
    kith.process.terminate()
    out, errors = kith.process.communicate(timeout=20)
    assert WORDS.encode() not in out + errors
    assert kithed.PASSPHRASE.encode() not in out + errors


def _but_the_title(folder):
    """What `place.json` holds of the words beside the name that the lock page shows."""
    held = json.loads((folder / "place.json").read_text())
    assert held.pop("title") == WORDS
    return json.dumps({name: value for name, value in held.items() if WORDS in str(value)})


def test_the_open_copy_is_the_one_exception_and_holds_the_chosen_steps_only(kith, tmp_path):
    """Every part has words of its own: only those of the ticked ones lie in the clear, in one file."""
    browser = kith.browser
    walks.create(browser)
    words = {part.code: f"the {part.code} wren sings" for part in steps.parts() if part.ideas}
    for code, text in words.items():
        walks.post(browser, f"/plan/part/{code}/", text=text, barrier=WORDS, fix=WORDS)
    assert [found_in(tmp_path, text) for text in words.values()] == [[]] * len(words)
    walks.post(browser, "/plan/open-copy/", parts="services", known="on")
    assert [code for code in words if found_in(tmp_path, words[code])] == ["services"]
    assert found_in(tmp_path, words["services"]) == [opencopy.FILE]
    assert found_in(tmp_path, WORDS) == []
    browser.ask("POST", "/exit")
    assert kithed.until(lambda: not kith.rooms())
    locked = kithed.Browser(browser.host, browser.port)
    shown = locked.ask("GET", opencopy.ADDRESS).text
    assert [code for code in words if words[code] in shown] == ["services"]
    assert locked.ask("GET", opencopy.ADDRESS, Sec_Fetch_Site="cross-site").status == 403
    for address in ("/", "/help/"):
        said = locked.ask("GET", address).text
        assert opencopy.ADDRESS in said
        assert [code for code in words if words[code] in said] == []
    browser.ask("POST", "/unlock", {"passphrase": kithed.PASSPHRASE})
    walks.post(browser, "/plan/open-copy/take-away/")
    assert [code for code in words if found_in(tmp_path, words[code])] == []
    assert opencopy.ADDRESS not in locked.ask("GET", "/help/").text


def test_a_second_process_without_the_passphrase_gets_nothing(kith, tmp_path):
    """With the files of an open vault: no random key, nothing of the envelope, no plain library."""
    browser = kith.browser
    walks.create(browser)
    walks.type_everywhere(browser, WORDS)
    folder = tmp_path / "vault"
    guesses = [secrets.token_hex(32) for _ in range(20)] + _all_hex(folder / "vault.json")
    script = """
import sqlite3, sys
from sqlcipher3 import dbapi2
for key in sys.stdin.read().split():
    for module in (sqlite3, dbapi2):
        link = module.connect(sys.argv[1])
        try:
            link.execute(f"PRAGMA key = \\"x'{key}'\\"")
            print(link.execute("SELECT count(*) FROM sqlite_master").fetchall())
        except module.DatabaseError:
            print("refused")
"""
    told = subprocess.run(
        [sys.executable, "-c", script, str(folder / "vault.db")],
        input="\n".join(guesses),
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(guesses) > 20
    assert set(told.stdout.split("\n")) == {"refused", ""}
    for passphrase in ("", "a long canary passphrasf", "A Long Canary Passphrase"):
        with pytest.raises(vault.WrongPassphrase):
            vault.unlock(folder, passphrase)
    told = subprocess.run(
        [sys.executable, "-m", "kith", "status", "--vault", str(folder)],
        capture_output=True,
        text=True,
        env=kithed.ENVIRONMENT,
        check=False,
    )
    assert WORDS not in told.stdout + told.stderr


def _all_hex(envelope):
    """Return whatever stands in the envelope, cut to the length of a key, as hexadecimal."""
    import base64
    import re

    found = []
    for text in re.findall(r'"([A-Za-z0-9+/=_-]{16,})"', envelope.read_text()):
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=False)
        found += [raw[at : at + 32].hex() for at in range(max(1, len(raw) - 31))]
    return [one for one in found if len(one) == 64]
