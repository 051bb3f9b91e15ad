"""A page that answers a form is kept in memory, and the browser led to it by number."""

from io import BytesIO
from pathlib import Path

import pytest

from kith.web.room import again, gate, running

NAVIGATED = {"HTTP_SEC_FETCH_MODE": "navigate", "HTTP_SEC_FETCH_DEST": "document"}
PAGE = ("Content-Type", "text/html")
REFUSED = ("422 Unprocessable Content", [PAGE, ("X-Own", "1")], b"mend this")
SEARCHED = ("200 OK", [PAGE], b"found")
SAVED = ("302 Found", [("Location", "/today/")], b"")
FILE = ("200 OK", [("Content-Disposition", 'attachment; filename="a"')], b"a file")
NO_GET = ("405 Method Not Allowed", [], b"")


class TinyVault:
    def key(self) -> bytes:
        return bytes(32)


class Asker:
    """A room with a site that answers what it is told to, and a browser with its session."""

    def __init__(self):
        self.room = running.Room(TinyVault(), Path(), "k-a.localhost", 8765, lambda _: None)
        self.answers = {}
        self.asked = []
        self.site = gate.gated(self.answer, self.room)

    def answer(self, environ, start_response):
        query = environ.get("QUERY_STRING", "")
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], query))
        status, headers, body = self.answers[environ["REQUEST_METHOD"]]
        start_response(status, headers)
        return [body]

    def ask(self, method, target, cookie=None, **lines):
        told = []
        path, _, query = target.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_URI": target,
            "HTTP_COOKIE": f"kith={cookie or self.room.session.token}",
            "wsgi.input": BytesIO(b""),
            **NAVIGATED,
            **lines,
        }
        body = b"".join(
            self.site(environ, lambda status, headers, *_: told.append((status, headers)))
        )
        ((status, headers),) = told
        return int(status[:3]), dict(headers), body


@pytest.fixture
def asker():
    made = Asker()
    made.answers = {"POST": REFUSED, "GET": ("200 OK", [PAGE], b"plain")}
    return made


def test_a_page_that_answers_a_form_is_shown_by_number(asker):
    """With its status and lines, as often as it is asked for; the site is asked once."""
    status, lines, body = asker.ask("POST", "/people/add/?for=2")
    assert (status, lines["Location"], body) == (303, "/people/add/?for=2&again=1", b"")
    assert lines["Cache-Control"] == "no-store"
    for _ in range(2):
        status, lines, body = asker.ask("GET", "/people/add/?for=2&again=1")
        assert (status, lines["X-Own"], body) == (422, "1", b"mend this")
        assert lines["Cache-Control"] == "no-store"
    assert asker.asked == [("POST", "/people/add/", "for=2")]


def test_a_form_on_such_a_page_goes_to_the_page_itself(asker):
    """The site never sees a number."""
    asker.ask("POST", "/search/")
    assert asker.ask("POST", "/search/?again=1")[1]["Location"] == "/search/?again=2"
    assert asker.asked[1] == ("POST", "/search/", "")


@pytest.mark.parametrize("number", ["2", "x", "", "²", "-1", "1&again=1"])
def test_an_unknown_number_is_the_plain_page(asker, number):
    """The site answers as if there had been none; where it takes forms only, Today comes."""
    asker.ask("POST", "/search/")
    assert asker.ask("GET", f"/search/?again={number}")[2] == b"plain"
    assert asker.asked[1] == ("GET", "/search/", "")
    asker.answers["GET"] = NO_GET
    status, lines, _ = asker.ask("GET", f"/search/?again={number}")
    assert (status, lines["Location"]) == (303, "/today/")


def test_a_number_counts_at_its_own_path_and_for_a_page_only(asker):
    """Not elsewhere, and not for what a script asks for."""
    asker.ask("POST", "/search/")
    assert asker.ask("GET", "/people/?again=1")[2] == b"plain"
    assert asker.ask("GET", "/search/?again=1", HTTP_SEC_FETCH_MODE="cors")[2] == b"plain"


@pytest.mark.parametrize("answer", [SAVED, FILE, ("204 No Content", [], b"")])
def test_what_shows_no_page_goes_as_it_is(asker, answer):
    """A redirect, a file that is saved, nothing at all."""
    asker.answers["POST"] = answer
    status, lines, body = asker.ask("POST", "/keep/")
    assert (str(status), body) == (answer[0][:3], answer[2])
    assert "again" not in lines.get("Location", "")
    assert not asker.room.session.answers.kept


def test_what_a_script_sends_is_answered_at_once(asker):
    """It keeps nothing of what it sent, and reads the answer itself."""
    assert asker.ask("POST", "/draft", HTTP_SEC_FETCH_MODE="cors")[2] == b"mend this"
    assert not asker.room.session.answers.kept


def test_a_stranger_is_led_to_nothing(asker):
    """Neither by a number of the session's, nor to an answer of its own."""
    asker.ask("POST", "/search/")
    status, lines, _ = asker.ask("GET", "/search/?again=1", "another")
    assert (status, lines["Location"]) == (303, "/")
    asker.ask("POST", "/search/", "another")
    assert len(asker.room.session.answers.kept) == 1


def test_a_few_are_kept_and_none_of_before_once_a_form_was_accepted(asker):
    """What was accepted may make untrue what stands in a page of before."""
    for _ in range(again.MOST + 2):
        asker.ask("POST", "/search/")
    assert list(asker.room.session.answers.kept) == [3, 4, 5, 6, 7]
    asker.ask("GET", "/search/?again=6")
    asker.answers["POST"] = SAVED
    asker.ask("POST", "/people/add/")
    assert asker.ask("GET", "/search/?again=6")[2] == b"plain"
    # A window that is still on its way may hold the one copy of what was typed.
    assert asker.ask("GET", "/search/?again=7")[2] == b"mend this"


def test_a_draft_is_newer_than_what_was_sent_before(asker):
    """What was typed since waits as a draft; the plain page brings it back."""
    asker.ask("POST", "/people/add/")
    asker.ask("POST", "/search/")
    asker.room.session.answers.forget_at("/people/add/")
    assert asker.ask("GET", "/people/add/?again=1")[2] == b"plain"
    assert asker.ask("GET", "/search/?again=2")[2] == b"mend this"


def test_none_is_left_after_a_lock_a_new_session_or_a_part_that_has_shut(asker):
    """Each of them takes what was shown off the screen."""
    asker.room.inside.enter(object())
    asker.ask("POST", "/plan/")
    assert asker.ask("GET", "/plan/?again=1")[2] == b"mend this"
    asker.room.inside.shut()
    assert asker.ask("GET", "/plan/?again=1")[2] == b"plain"
    asker.ask("POST", "/search/")
    asker.room.session.renew()
    assert asker.ask("GET", "/search/?again=2")[2] == b"plain"
    asker.ask("POST", "/search/")
    asker.room.locked = True
    status, lines, body = asker.ask("GET", "/search/?again=3")
    assert (status, lines["Location"], body) == (303, "/", b"")


def test_the_page_after_everything_was_deleted_is_shown_although_all_is_locked(asker):
    """It answers a form that held the passphrase."""
    gone = ("200 OK", [PAGE, ("Set-Cookie", "kith=; Max-Age=0")], b"deleted")
    asker.answers["POST"] = gone
    asker.room.locked = True
    assert asker.ask("POST", "/keep/everything/")[0] == 303  # to the lock page
    asker.room.locked = False
    answer = asker.answer

    def deleting(environ, start_response):
        asker.room.locked = True
        asker.room.session.answers.part()
        return answer(environ, start_response)

    asker.site = gate.gated(deleting, asker.room)
    _, lines, _ = asker.ask("POST", "/keep/everything/")
    assert "Set-Cookie" not in lines
    status, lines, body = asker.ask("GET", lines["Location"])
    assert (status, lines["Set-Cookie"], body) == (200, "kith=; Max-Age=0", b"deleted")


def test_cookies_are_set_on_the_way_and_an_error_is_kept_too(asker):
    """A cookie once, whatever is shown again; a page that failed is a page."""
    asker.answers["POST"] = ("200 OK", [PAGE, ("Set-Cookie", "kith-form=a")], b"found")
    assert asker.ask("POST", "/search/")[1]["Set-Cookie"] == "kith-form=a"
    assert "Set-Cookie" not in asker.ask("GET", "/search/?again=1")[1]
    asker.answers["POST"] = None
    assert asker.ask("POST", "/search/")[0] == 303
    assert asker.ask("GET", "/search/?again=2")[0] == 500


def test_being_shown_a_page_again_is_a_sign_of_life(asker):
    """As any page that a person goes to."""
    now = [100.0]
    asker.room.session.clock = lambda: now[0]
    asker.room.session.begun = 100.0
    asker.ask("POST", "/search/")
    asker.room.session.last_activity = now[0]
    now[0] += 60
    asker.ask("GET", "/search/?again=1")
    assert asker.room.session.idle_seconds() == 0
