"""The lines that every answer of door and room carries, whatever it answers."""

import io
from typing import Any

import pytest

from kith.web.door import answer
from kith.web.door.public import FORM_COOKIE
from kith.web.headers import ALWAYS, CONTENT_SECURITY_POLICY, NO_STORE, REFUSAL
from kith.web.room import gate


def policy() -> dict[str, str]:
    """Return the parts of the content policy by name."""
    parts = (part.strip().partition(" ") for part in CONTENT_SECURITY_POLICY.split(";"))
    return {name: value for name, _, value in parts}


def test_the_policy_allows_our_own_files_and_nothing_else():
    """No inline code, no plug-in, no frame, no base, no other machine."""
    nobody = ("default-src", "object-src", "base-uri", "frame-ancestors", "worker-src")
    ours = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")
    assert policy() == dict.fromkeys(nobody, "'none'") | dict.fromkeys(ours, "'self'")


def test_every_answer_says_how_it_may_be_used():
    """Not guessed, not framed, not opened by others, not told to others, not stored."""
    said = dict(ALWAYS)
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in said["Content-Security-Policy"]
    assert said["Referrer-Policy"] == "no-referrer"
    assert said["Cross-Origin-Opener-Policy"] == "same-origin"
    assert said["Cross-Origin-Resource-Policy"] == "same-origin"
    assert dict([NO_STORE])["Cache-Control"] == "no-store"
    assert not [name for name in said if name.lower().startswith("access-control")]


def asked_of_gate(room: Any, path: str, headers: list[tuple[str, str]]) -> dict[str, str]:
    """Ask the gate for a page that the site answers with these headers."""
    seen: dict[str, str] = {}

    def site(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", headers)
        return [b"words"]

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "HTTP_COOKIE": f"{gate.COOKIE}={room.session.token}",
        "wsgi.input": io.BytesIO(),
    }
    list(gate.gated(site, room)(environ, lambda status, sent, exc=None: seen.update(sent)))
    return seen


@pytest.mark.parametrize("path", ["/today/", "/people/save/svg/", "/help/", "/away/", "/nothing"])
def test_the_gate_puts_them_on_whatever_the_site_answers(room, path):
    """Also where the site forgot; what it said itself stays."""
    seen = asked_of_gate(room, path, [("Content-Type", "text/html; charset=utf-8")])
    for name, value in ALWAYS:
        assert name == "Content-Security-Policy" or seen[name] == value
    assert "frame-ancestors 'none'" in seen["Content-Security-Policy"]
    assert seen["Cache-Control"] == "no-store"
    assert "charset=utf-8" in seen["Content-Type"]


def test_the_door_and_the_refusal_carry_them_too():
    """A page, a way on, an empty answer and the refusal."""
    for one in (answer.page("x"), answer.see_other("/"), answer.nothing("204 No Content")):
        assert {*ALWAYS, NO_STORE} <= set(one.headers)
    assert {*ALWAYS, NO_STORE} <= set(REFUSAL)
    assert ("Content-Type", "text/html; charset=utf-8") in answer.page("x").headers


def test_every_kind_of_page_says_its_character_set(client):
    """Pages, words as text and drawings: a browser never has to guess."""
    for path in ("/today/", "/people/", "/settings/", "/impact/", "/people/save/svg/"):
        told = client.get(path)
        kind = told.headers.get("Content-Type", "")
        if told.content and kind.startswith(("text/", "image/svg")):
            assert "charset=utf-8" in kind.lower(), path


def test_the_cookie_of_forms_is_not_for_scripts_and_not_for_other_sites(client):
    """As the session's is: out of reach of a script, sent by Kith's own pages, gone with the window."""
    sent = client.get("/settings/").cookies[FORM_COOKIE]
    assert (sent["httponly"], sent["samesite"]) == (True, "Strict")
    assert (sent["max-age"], sent["expires"], sent["domain"], sent["path"]) == ("", "", "", "/")
