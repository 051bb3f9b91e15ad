"""One refusal for everything that is not ours, the same bytes from door and room."""

import hostile
import pytest
from kithed import enter, raw, running

from kith.web.headers import REFUSAL_BODY

ROUTES = [
    *("/", "/today/", "/people/", "/impact/", "/unlock", "/create", "/recover", "/look", "/forgot"),
    *("/help/", "/away/", "/exit", "/lock", "/alive", "/open?t=x", "/static/shell/kith.css"),
    *(
        "/static/../place.json",
        "/nothing/here",
        "/favicon.ico",
        "/%2e%2e/",
        "/settings/passphrase/",
    ),
]


@pytest.fixture(scope="module")
def kith(tmp_path_factory):
    with running(tmp_path_factory.mktemp("refusals") / "vault") as started:
        yield started


@pytest.fixture(scope="module", params=["door", "room"])
def browser(kith, request):
    browser = kith.browser
    if request.param == "room":
        browser = enter(kith)
        assert browser.ask("GET", "/today/").status == 200
    elif kith.rooms():  # pytest may reorder; the door is only there while nothing is open
        browser.ask("POST", "/lock")
    return browser


def refusal(said):
    lines = [(name, "now" if name == "Date" else value) for name, value in said.head]
    return said.status, said.text, sorted(lines)


def the_refusal(browser):
    return refusal(browser.ask("GET", "/today/", Host="evil.example"))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_a_foreign_host_gets_the_same_refusal_everywhere(browser, method):
    """Whatever is asked of whatever route, a page elsewhere learns nothing."""
    text = "" if method == "HEAD" else REFUSAL_BODY.decode()
    expected = (403, text, the_refusal(browser)[2])
    said = {route: refusal(browser.ask(method, route, Host="evil.example:80")) for route in ROUTES}
    assert {route: one for route, one in said.items() if one != expected} == {}


@pytest.mark.parametrize(
    "lines",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "iframe"},
    ],
    ids=["origin", "fetch", "frame"],
)
def test_a_foreign_page_gets_it_too(browser, lines):
    """The same bytes for a wrong origin and for a fetch or a frame of another site."""
    given = {name.replace("-", "_"): value for name, value in lines.items()}
    expected = the_refusal(browser)
    said = {
        (method, route): refusal(browser.ask(method, route, **given))
        for method in ("GET", "POST")
        for route in ROUTES
    }
    assert {asked: one for asked, one in said.items() if one != expected} == {}


def test_door_and_room_say_the_same(kith, browser):
    """Nobody can tell from a refusal whether a vault is open."""
    status, text, lines = the_refusal(browser)
    assert (status, text) == (403, REFUSAL_BODY.decode())
    assert dict(lines)["Content-Length"] == str(len(REFUSAL_BODY))
    seen = kith.__dict__.setdefault("seen", lines)
    assert lines == seen


def test_two_hundred_hostile_hosts_are_refused(browser):
    """Sent as raw bytes, the way no client library would allow."""
    tried = 0
    for hosts in hostile.hosts(browser.host, browser.port):
        if [host.strip(" \t") for host in hosts] == [browser.authority]:
            continue  # blanks around a value do not belong to it (RFC 9110, 5.5)
        head = "".join(f"Host: {host}\r\n" for host in hosts)
        sent = f"GET / HTTP/1.1\r\n{head}Sec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n"
        got = raw(browser.port, sent.encode("utf-8", "surrogateescape"))
        assert got.startswith((b"HTTP/1.1 403 ", b"HTTP/1.0 403 ")), hosts
        assert got.endswith(REFUSAL_BODY), hosts
        tried += 1
    assert tried >= 200


@pytest.mark.parametrize(
    "sent",
    [
        b"GET http://evil.example/ HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: none\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: %s\r\nHost: %s\r\nSec-Fetch-Site: none\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET /\r\n\r\n",
        b"POST /unlock HTTP/1.1\r\nHost: evil\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        (
            b"POST /unlock HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n"
            b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"0\r\n\r\nGET /help/ HTTP/1.1\r\nHost: %s\r\n\r\n"
        ),
        b"GET / HTTP/1.1\r\nHost : %s\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: none\r\nSec-Fetch-Site: none\r\n\r\n",
    ],
)
def test_malformed_requests_get_nothing_else(browser, sent):
    """No request, however it is bent, gets a page."""
    got = raw(browser.port, sent.replace(b"%s", browser.authority.encode()))
    assert b" 200 " not in got
    assert b"canary" not in got
    assert got == b"" or REFUSAL_BODY in got


def test_our_own_page_still_gets_in(browser):
    """The same set-up with the right lines is answered."""
    assert browser.ask("GET", "/help/").status == 200
