"""A real Kith: a vault of version 1, new words, and the way back for whoever forgot the passphrase."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import kithed
import pytest

from kith import vault
from kith.vault import cipher
from kith.web.door import place
from kith.web.migrate import SCHEMA

VERSION_1 = Path(__file__).parents[1] / "fixtures" / "vault-1"
ITS_PHRASE = (
    "abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac goal reflected salvage"
)
OPEN = [sys.executable, "-m", "kith", "--no-browser", "--vault"]
ASKED = "Nothing here says that you have kept your recovery phrase"
CANARY = "Written with version 1."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault as version 1 left it: a check-in, somebody, a draft, and a country inside."""
    shutil.copytree(VERSION_1, tmp_path / "life")
    return tmp_path / "life"


@pytest.fixture
def kith(folder: Path) -> Iterator[kithed.Kith]:
    with kithed.started([*OPEN, str(folder)], folder) as running:
        yield running


def page(browser: kithed.Browser, at: str) -> str:
    return unescape(browser.ask("GET", at, Sec_Fetch_Site="same-origin").text)


def post(browser: kithed.Browser, at: str, **form: str) -> kithed.Said:
    shown = page(browser, "/settings/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    assert token is not None
    return browser.ask("POST", at, {"csrfmiddlewaretoken": token[1], **form})


def stored(folder: Path) -> tuple[int, list[tuple[object, ...]], list[str]]:
    """Return the version of a locked vault, its notes, and the columns of its space."""
    opened = vault.unlock(folder, kithed.PASSPHRASE)
    with cipher.opened(opened.database, opened.key()) as connection:
        notes = connection.execute("SELECT note FROM today_checkin").fetchall()
        columns = [row[1] for row in connection.execute("PRAGMA table_info(shell_space)")]
        return cipher.schema_version(connection), notes, columns


def test_a_vault_of_version_1_opens_with_all_it_held(folder: Path) -> None:
    """Notes, people, title and draft are there; its country moves to where Help now looks."""
    before = stored(folder)
    assert before[0] == 1
    assert "country" in before[2]
    old = (folder / "vault.db").read_bytes()
    with kithed.started([*OPEN, str(folder)], folder) as kith:
        browser = kith.browser
        assert kithed.unlock(browser).status == 303
        assert (folder / "vault.db.before-1").read_bytes() == old
        assert CANARY in page(browser, "/today/check-in/1/")
        assert "Robin" in page(browser, "/people/list/")
        assert post(browser, "/plan/part/signs/", text="A table of later.").status == 302
        assert "A table of later." in page(browser, "/plan/")
        today = page(browser, "/today/")
        assert "<title>Notes</title>" in today
        assert "half a sentence" in today
        assert ASKED in today
        assert '<option value="IE" selected>' in page(browser, "/settings/")
    known = place.read(folder)
    assert known is not None
    assert known.country == "IE"
    version, notes, columns = stored(folder)
    assert (version, notes) == (SCHEMA, before[1])
    assert "phrase_kept" in columns
    assert "country" not in columns


def test_a_country_chosen_later_goes_before_the_old_one(folder: Path) -> None:
    """What stands in `place.json` was chosen on a page since."""
    place.keep_country(folder, "GB")
    with kithed.started([*OPEN, str(folder)], folder) as kith:
        browser = kith.browser
        assert kithed.unlock(browser).status == 303
        assert '<option value="GB" selected>' in page(browser, "/settings/")


def test_a_migration_that_cannot_be_finished_leaves_version_1_as_it_was(folder: Path) -> None:
    """No room for the copy: the old file to the byte, and it opens when there is room again."""
    before = (folder / "vault.db").read_bytes()
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
        "from kith.cli import main; sys.exit(main(['import', '--list', '--passphrase-stdin',"
        f"'--vault', {str(folder)!r}]))"
    )
    given = {"input": kithed.PASSPHRASE + "\n", "capture_output": True, "text": True}
    said = subprocess.run(
        [sys.executable, "-c", script], check=False, env=kithed.ENVIRONMENT, **given
    )
    assert said.returncode == 4
    assert "What was saved before was not changed." in said.stderr
    assert (folder / "vault.db").read_bytes() == before
    assert not list(folder.glob(".work-*"))
    assert stored(folder)[0] == 1


def test_new_words_bring_back_whoever_forgot_the_passphrase(
    kith: kithed.Kith, folder: Path
) -> None:
    """Make, keep, lock, forget: the new words open, the old do not, and nothing asks any more."""
    browser = kith.browser
    kithed.unlock(browser)
    made = post(browser, "/settings/phrase/", current=kithed.PASSPHRASE, which="0")
    assert (made.status, made.headers["Location"]) == (302, "/welcome/")
    shown = page(browser, "/welcome/").split("</ol>")[0]
    words = " ".join(re.findall(r"<li>([^<]+)</li>", shown))
    assert len(words.split()) == 12
    browser.ask("POST", "/lock", {})  # without ever saying that they are kept
    form = {"phrase": ITS_PHRASE, "passphrase": "an entirely new passphrase", "kept": "yes"}
    assert "Those twelve words do not open it." in browser.ask("POST", "/recover", form).text
    assert browser.ask("POST", "/recover", form | {"phrase": words}).status == 303
    today = page(browser, "/today/")
    assert ASKED not in today  # whoever came in by the words has them
    assert CANARY in page(browser, "/today/check-in/1/")
    browser.ask("POST", "/lock", {})
    assert kithed.unlock(browser).status == 422
    assert kithed.unlock(browser, "an entirely new passphrase").status == 303
    assert words.split()[0].encode() + b" " + words.split()[1].encode() not in b"".join(
        path.read_bytes() for path in folder.iterdir() if path.is_file()
    )
