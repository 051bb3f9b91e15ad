"""Who may make a vault where there is none: the browser that Kith itself opened."""

from kithed import PASSPHRASE, create, running, unlock

FORM = {"passphrase": PASSPHRASE, "kept": "yes"}


def test_another_program_cannot_claim_a_fresh_vault(tmp_path):
    """It forges every line that a browser writes, and gets a page that makes nothing."""
    with running(tmp_path / "vault") as kith:
        stranger = kith.browser
        for cookie in (None, "kith-start=", "kith-start=guessed", "kith-start=a; kith-start=b"):
            refused = stranger.ask("POST", "/create", FORM, Cookie=cookie)
            assert refused.status == 403
            assert "Nothing was changed" in refused.text
            assert PASSPHRASE not in refused.text
        assert not (kith.folder / "vault.json").exists()
        assert 'action="/create"' not in stranger.ask("GET", "/").text


def test_the_launch_token_is_exchanged_for_a_cookie_and_that_makes_the_vault(tmp_path):
    """Once; HttpOnly, SameSite=Strict; and the address is gone from the browser's bar."""
    with running(tmp_path / "vault") as kith:
        browser = kith.browser
        told = browser.ask("GET", browser.launch)
        assert (told.status, told.headers["Location"]) == (303, "/")
        cookie = told.headers["Set-Cookie"]
        assert cookie.startswith("kith-start=")
        assert cookie.endswith("; HttpOnly; SameSite=Strict; Path=/")
        assert 'action="/create"' in browser.ask("GET", "/").text
        assert "Set-Cookie" not in kith.browser.ask("GET", browser.launch).headers
        assert create(browser).status == 303


def test_the_cookie_outlasts_looking_around(tmp_path):
    """The door has renewed itself meanwhile; the person starts fresh in the same browser."""
    with running(tmp_path / "vault") as kith:
        browser = kith.browser
        browser.ask("GET", browser.launch)
        assert browser.ask("POST", "/look").status == 303
        assert browser.ask("POST", "/exit").status == 200
        assert 'action="/create"' in browser.ask("GET", "/").text
        assert create(browser).status == 303


def test_a_vault_that_exists_opens_from_a_bookmark(tmp_path):
    """Its lock page needs no launch address: the passphrase guards it."""
    with running(tmp_path / "vault") as kith:
        assert create(kith.browser).status == 303
        kith.browser.ask("POST", "/lock")
        bookmark = kith.browser
        assert 'action="/unlock"' in bookmark.ask("GET", "/").text
        assert unlock(bookmark).status == 303
