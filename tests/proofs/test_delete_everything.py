"""A real Kith that is asked to delete everything, from its page."""

import sys

import kithed
import walks

from kith import vault

AT = "/keep/delete-everything/"
OPEN = [sys.executable, "-m", "kith", "--no-browser", "--vault"]
WORDS = "the wren sings at dusk"


def asked(browser, word, passphrase):
    """Send the form as the page sends it."""
    token = walks.token_of(browser)
    form = {"csrfmiddlewaretoken": token, "word": word, "current": passphrase}
    return browser.ask("POST", AT, form)


def test_everything_goes_with_the_word_and_the_passphrase(tmp_path):
    """Somebody first: the log is cut at once. Then all: a wrong word or passphrase changes nothing;
    with both right the folder is empty and Kith starts anew."""
    folder = tmp_path / "life"
    with kithed.started([*OPEN, str(folder)], folder) as kith:
        browser = kith.browser
        walks.create(browser)
        walks.post(browser, "/plan/part/signs/", text=WORDS)
        walks.post(browser, "/people/add/", name="Rosalind", circle="2")
        walks.post(browser, "/people/1/more/", do="1", what="delete", when="now", sure="1")
        assert "Nothing of it can be read" in browser.ask("GET", "/people/").text
        assert (folder / "vault.db-wal").stat().st_size == 0
        (folder / "vault.db.before-3").write_bytes(b"x")
        (folder / "letter.txt").write_text("mine")
        for word, passphrase in (("no", kithed.PASSPHRASE), ("delete", "not the passphrase!")):
            said = asked(browser, word, passphrase)
            assert "Nothing was" in said.text
            assert WORDS in browser.ask("GET", "/plan/").text
        said = asked(browser, " Delete", kithed.PASSPHRASE)
        assert "Everything is deleted" in said.text
        assert "still.js" not in said.text  # which would leave this page as soon as the room ends
        assert WORDS not in said.text
        assert not vault.exists(folder)
        assert kithed.until(lambda: not kith.rooms())
        left = {path.name for path in folder.iterdir()} - {"kith.sock", "place.json"}
        assert left == {"letter.txt"}
        again = kithed.Browser(browser.host, browser.port)
        assert "passphrase" in again.ask("GET", "/").text
    assert vault.leftovers(folder) == ()
