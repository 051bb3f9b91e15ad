"""Answers to forms, kept in memory so that a browser never keeps the form.

A browser that shows a page as the answer to a form keeps what the form sent: in its files for
restoring windows, in the clear, also after a lock. So a page that answers a form is kept here, in
the room's one session, and the browser is led on to it by number, with GET. It shows the same
page with the same status, and a reload shows it again without sending anything twice.

An answer is forgotten when a later form was accepted (what stands in it may no longer be true),
when what was typed in it since is kept as a draft (the plain page brings that back), when the part behind the second passphrase shuts in which it was given, when too many come after
it, and with the session.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING

from kith.web.door.answer import Answer, Asked, cookie_named, see_other
from kith.web.door.public import COOKIE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from kith.web.room.running import Room

NAME = "again"
MOST = 5
HOME = "/today/"
NO_PAGE = ("204", "205", "304")  # the browser stays where it is


@dataclass(slots=True)
class Kept:
    """One answer, where it belongs, and the compartment that was open when it was given."""

    path: str
    answer: Answer
    inside: object | None
    shown: bool = False


@dataclass
class Answers:
    """The last few answers to forms of one session."""

    given: int = 0
    parting: bool = False  # the next page is the last one, and is shown although all is locked
    kept: dict[int, Kept] = field(default_factory=dict, repr=False)
    changing: Lock = field(default_factory=Lock, repr=False)

    def keep(self, path: str, answer: Answer, inside: object | None) -> int:
        """Keep an answer; return its number."""
        with self.changing:
            self.given += 1
            self.kept[self.given] = Kept(path, answer, inside)
            for number in [*self.kept][:-MOST]:
                del self.kept[number]
            return self.given

    def find(self, number: str, path: str, inside: object | None) -> Answer | None:
        """Return the answer of a number at its own path, None when there is none any more."""
        with self.changing:
            shut = [
                one
                for one, kept in self.kept.items()
                if kept.inside is not None and kept.inside is not inside
            ]
            for one in shut:
                del self.kept[one]
            kept = self.kept.get(int(number)) if number.isascii() and number.isdigit() else None
            if kept is None or kept.path != path:
                return None
            kept.shown = True
            return kept.answer

    def forget_at(self, path: str) -> None:
        """Keep none of one path: what was typed there since is kept as a draft."""
        with self.changing:
            for number in [one for one, kept in self.kept.items() if kept.path == path]:
                del self.kept[number]

    def forget_shown(self) -> None:
        """Keep only what a window is still on its way to: it may be the one copy of what was typed."""
        with self.changing:
            for number in [one for one, kept in self.kept.items() if kept.shown]:
                del self.kept[number]

    def forget(self) -> None:
        """Keep none of them."""
        with self.changing:
            self.kept.clear()

    def part(self) -> None:
        """Keep none of them, and let the last page be shown."""
        self.forget()
        self.parting = True


def is_form(environ: "WSGIEnvironment") -> bool:
    """Say whether a page sent a form and waits for the page that answers it, not a script."""
    sent: bool = environ["REQUEST_METHOD"] == "POST"
    return sent and environ.get("HTTP_SEC_FETCH_MODE") == "navigate"


def find(room: "Room", asked: Asked) -> Answer | None:
    """Return the kept answer that the session's browser was led to; after a lock the last page."""
    number = asked.query(NAME)
    if not room.session.matches(asked.cookie) or (room.locked and not room.session.answers.parting):
        return None
    if number is None or asked.lines.method != "GET" or asked.lines.mode != ("navigate",):
        return None
    found = room.session.answers.find(number, asked.lines.path, room.compartment())
    if found is not None:
        room.session.touch()
    return found


def led_on(
    site: "WSGIApplication",
    room: "Room",
    environ: "WSGIEnvironment",
    start_response: "StartResponse",
) -> "Iterable[bytes]":
    """Answer a form of a page: a page is kept and the browser led to it, the rest goes as it is."""
    answer = heard(site, environ)
    known = room.session.matches(cookie_named(COOKIE, environ.get("HTTP_COOKIE")))
    if known and (not room.locked or room.session.answers.parting):
        if _leads(answer):
            room.session.answers.forget_shown()  # it was accepted; a page of before may not be true
        elif _is_shown(answer):
            answer = _kept(room, target_of(environ), answer)
    start_response(answer.status, list(answer.headers))
    return [answer.body]


def plain(site: "WSGIApplication") -> "WSGIApplication":
    """Return the site as it answers without a number, and with Today where it only takes forms."""

    def application(
        environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> "Iterable[bytes]":
        target = target_of(environ)
        bare = _without_number(target)
        if bare == target:
            return site(environ, start_response)
        answer = heard(
            site, environ | {"REQUEST_URI": bare, "QUERY_STRING": bare.partition("?")[2]}
        )
        if environ["REQUEST_METHOD"] == "GET" and answer.status[:3] in ("404", "405"):
            answer = see_other(HOME)
        start_response(answer.status, list(answer.headers))
        return [answer.body]

    return application


def heard(site: "WSGIApplication", environ: "WSGIEnvironment") -> Answer:
    """Return the whole answer of a WSGI application."""
    told: list[tuple[str, list[tuple[str, str]]]] = []
    parts: list[bytes] = []

    def start(
        status: str, headers: list[tuple[str, str]], _: object = None
    ) -> Callable[[bytes], object]:
        told.append((status, headers))
        return parts.append

    given = site(environ, start)
    try:
        parts.extend(given)
    finally:
        if hasattr(given, "close"):
            given.close()
    status, headers = told[-1]
    return Answer(status, tuple(headers), b"".join(parts))


def target_of(environ: "WSGIEnvironment") -> str:
    """Return what was asked for, path and query."""
    return str(environ.get("REQUEST_URI", environ["PATH_INFO"]))


def _leads(answer: Answer) -> bool:
    return answer.status.startswith("3") and any(
        name.lower() == "location" for name, _ in answer.headers
    )


def _is_shown(answer: Answer) -> bool:
    """Say whether a browser shows this in the place of the page, rather than save or ignore it."""
    saved = any(
        name.lower() == "content-disposition" and value.lstrip().lower().startswith("attachment")
        for name, value in answer.headers
    )
    return not saved and not answer.status.startswith(NO_PAGE)


def _kept(room: "Room", target: str, answer: Answer) -> Answer:
    """Keep an answer and lead to it; cookies are set once, on the way."""
    once = () if room.session.answers.parting else ("set-cookie",)  # it takes the session away
    cookies = [header for header in answer.headers if header[0].lower() in once]
    rest = tuple(header for header in answer.headers if header not in cookies)
    path, _, query = _without_number(target).partition("?")
    inside = room.compartment()
    number = room.session.answers.keep(path, replace(answer, headers=rest), inside)
    asked = "&".join([*([query] if query else []), f"{NAME}={number}"])
    return see_other(f"{path}?{asked}", *cookies)


def _without_number(target: str) -> str:
    path, _, query = target.partition("?")
    rest = "&".join(one for one in query.split("&") if one.partition("=")[0] != NAME)
    return f"{path}?{rest}" if rest else path
