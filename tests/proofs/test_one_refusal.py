"""Every place of the site and of the door, every method: one refusal for whatever is not ours."""

import sys

import kithed
import pytest

import site_map
from kith.web.guard import PUBLIC_PAGES
from kith.web.headers import REFUSAL_BODY

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
FRAMED = {"Sec_Fetch_Dest": "iframe"}
FOREIGN = {
    "host": {"Host": "evil.example"},
    "host of the machine": {"Host": "127.0.0.1:{port}"},
    "no host": {"Host": None},
    "origin": {"Origin": "https://evil.example"},
    "origin of another port": {"Origin": "http://{host}:1"},
    "cross-site": {"Sec_Fetch_Site": "cross-site", **FRAMED},
    "same-site": {"Sec_Fetch_Site": "same-site", **FRAMED},
    "nothing said": {"Sec_Fetch_Site": None},
}
PLACES = [*site_map.everywhere(), "/nowhere", "/static/shell/kith.css"]
USUAL = ("GET", "POST")


def asked():
    """Give every place with what is usual, and every tenth, in turn, with each other method.

    `make prove` asks for all of it, and for much else.
    """
    for number, place in enumerate(PLACES):
        for turn, method in enumerate(METHODS):
            if method in USUAL or number % 10 == turn:
                yield place, method


@pytest.fixture(scope="module")
def kith(tmp_path_factory):
    folder = tmp_path_factory.mktemp("refusal") / "vault"
    command = [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser"]
    with kithed.started(command, folder) as started:
        yield started


@pytest.fixture(scope="module", params=["door", "room"])
def browser(kith, request):
    """A browser at the locked door, then one with the session of an open room."""
    browser = kith.browser
    if request.param == "room":
        browser = kithed.enter(kith)
        assert browser.ask("GET", "/today/").status == 200
    return browser


def refused(browser, method, place, lines):
    given = {
        name: value and value.format(host=browser.host, port=browser.port)
        for name, value in lines.items()
    }
    said = browser.ask(method, place, **given)
    lines = sorted((name, value) for name, value in said.head if name != "Date")
    return said.status, said.text, lines


def may_answer(method, place, what, browser):
    """Say whether a browser that says nothing may read this: the public pages and their styles."""
    public = place in PUBLIC_PAGES or place.startswith("/static/")
    first = place == "/" and not browser.cookies
    return what == "nothing said" and method in ("GET", "HEAD") and (public or first)


@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_not_ours_gets_the_same_bytes_everywhere(browser, what):
    """No place, no method, no state of the vault answers a stranger differently."""
    expected = refused(browser, "GET", "/today/", {"Host": "evil.example"})
    assert expected[:2] == (403, REFUSAL_BODY.decode())
    others = []
    for place, method in asked():
        if may_answer(method, place, what, browser):
            continue
        status, text, lines = refused(browser, method, place, FOREIGN[what])
        body = "" if method == "HEAD" else expected[1]
        if (status, text, lines) != (403, body, expected[2]):
            others.append((method, place, status))
    assert others == []


def test_our_own_page_is_answered_everywhere(browser):
    """The same requests with our own lines are worked on."""
    own = {"Sec_Fetch_Site": "same-origin"}
    statuses = {place: browser.ask("HEAD", place, **own).status for place in PLACES}
    assert [place for place, status in statuses.items() if status == 403 and place != "/open"] == []
