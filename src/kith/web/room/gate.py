"""What stands before the Django site: session, idle lock, Exit, lock, and the pages for anybody."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from kith import tongues, vault
from kith.web.door import pages, public
from kith.web.door.answer import (
    FORM_LIMIT,
    Answer,
    Asked,
    cookie_named,
    fields_of,
    nothing,
    page,
    see_other,
    to_lock_page,
)
from kith.web.door.launch import Launch
from kith.web.door.report import report
from kith.web.guard import READING, Lines
from kith.web.headers import CLEAR, has_body, with_shared
from kith.web.room import again
from kith.web.room.running import COOKIE, Room
from kith.web.room.server import TOO_LARGE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOME = "/today/"
PLAN = "/plan/"
TOO_MANY = "429 Too Many Requests"
TOO_LARGE_STATUS = "413 Content Too Large"
UNPROCESSABLE = "422 Unprocessable Content"


@dataclass
class Gate:
    """What the gate knows: the room, the one launch token, the tries of browsers without session."""

    room: Room
    launch: Launch | None = None
    trying: threading.Lock = field(default_factory=threading.Lock, repr=False)


def gated(site: "WSGIApplication", room: Room, launch: Launch | None = None) -> "WSGIApplication":
    """Return the site behind its gate; the guard has let the request pass before."""
    gate = Gate(room, launch)

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        language = tongues.wanted(room.language, environ.get("HTTP_ACCEPT_LANGUAGE"))
        framed = pages.framed(room.title, sample=room.mode == "sample")
        with tongues.speaking(language), framed:
            if not again.is_form(environ):
                return answered(environ, start_response)
            try:
                return again.led_on(answered, room, environ, start_response)
            except Exception as error:  # noqa: BLE001 (memory may be short; a person gets a page)
                report(error)
                return _give(_broken(), asked_of(environ), start_response)

    def answered(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        asked = asked_of(environ)
        if environ.get("HTTP_" + TOO_LARGE):
            return _give(page(pages.too_large_page(), TOO_LARGE_STATUS), asked, start_response)
        try:
            answer = own_answer(gate, asked)
        except Exception as error:  # noqa: BLE001 (a person gets a page, not a traceback)
            report(error)
            answer = _broken()
        if answer is not None:
            return _give(answer, asked, start_response)
        return again.plain(partial(_ask_site, site))(environ, start_response)

    return application


def asked_of(environ: "WSGIEnvironment") -> Asked:
    """Return a request as the pages for anybody understand it; small forms are read."""
    method = environ["REQUEST_METHOD"]
    dest = environ.get("HTTP_SEC_FETCH_DEST")
    target = str(environ.get("REQUEST_URI", environ["PATH_INFO"]))
    mode = environ.get("HTTP_SEC_FETCH_MODE")
    lines = Lines(
        method=method,
        target=target,
        mode=() if mode is None else (mode,),
        dest=() if dest is None else (dest,),
    )
    form: dict[str, str] = {}
    if method not in READING and lines.path in _OWN_FORMS:
        length = min(int(environ.get("CONTENT_LENGTH") or 0), FORM_LIMIT)
        form = fields_of(environ["wsgi.input"].read(length).decode("ascii", "replace"))
    cookie = cookie_named(COOKIE, environ.get("HTTP_COOKIE"))
    return Asked(lines, form, cookie, environ.get("HTTP_IF_NONE_MATCH"))


def own_answer(gate: Gate, asked: Asked) -> Answer | None:
    """Return an answer given here, or None for the site to give."""
    room, reading = gate.room, asked.lines.method in READING
    known = _is_known(gate, asked)
    shared = public.answer(
        asked,
        room.folder,
        home=HOME if known else "/",
        keeps=room.mode != "sample",
        plan=PLAN if known else "",
    )
    if shared is not None:
        return shared
    route = (_READ if reading else _POSTED).get(asked.lines.path)
    if route is not None and not (room.locked and route in _KEYED):
        return route(gate, asked)
    if room.locked:  # the door answers the next connection
        found = again.find(room, asked)
        waits = room.gone and asked.lines.path == "/"  # leading there would go round and round
        return found or (_moment() if waits else to_lock_page(asked))
    if not known:
        return page(_stranger_page(room)) if asked.lines.path == "/" else to_lock_page(asked)
    if room.is_idle():
        room.lock("idle")
        return to_lock_page(asked)
    return again.find(room, asked)


def _moment() -> Answer:
    return page(pages.moment_page(), "200 OK", ("Refresh", "1"))


def _is_known(gate: Gate, asked: Asked) -> bool:
    """Say whether this is the session's browser; nobody is, once the room is locked."""
    return not gate.room.locked and gate.room.session.matches(asked.cookie)


def _stranger_page(room: Room) -> str:
    """Return what a browser without the session sees: a sample life has no passphrase to ask."""
    return pages.elsewhere_page() if room.mode == "sample" else _lock_page(room)


def _lock_page(room: Room, problem: str = "", **values: str) -> str:
    return pages.lock_page(problem, plan=public.plan_outside(room.folder), **values)


def _still(gate: Gate, asked: Asked) -> Answer:
    """Tell a page that looks by itself whether its room is still open; never a sign of life.

    A page of the compartment asks whether that is still open, too.
    """
    if gate.room.is_idle():
        gate.room.lock("idle")
    if asked.query("inside") and gate.room.compartment() is None:
        return nothing(public.NO_LONGER_OPEN)
    return nothing(public.STILL_OPEN if _is_known(gate, asked) else public.NO_LONGER_OPEN)


def _exit(gate: Gate, _: Asked) -> Answer:
    """Lock first, then send the browser away; also for a browser without the session."""
    gate.room.lock("exit")
    return public.leaving(gate.room.exit_site)


def _lock(gate: Gate, _: Asked) -> Answer:
    gate.room.lock("asked")
    return see_other("/", CLEAR, *public.FORGET_COOKIES)


def _choose_language(gate: Gate, asked: Asked) -> Answer:
    """Speak another language from now on; a sample life changes nothing outside itself."""
    language, back = public.chosen_language(asked)
    if language is not None:
        gate.room.language = language
        if gate.room.mode != "sample":
            return public.language_kept(gate.room.folder, language, back)
    return see_other(back)


def _launched(gate: Gate, asked: Asked) -> Answer:
    """Exchange the launch token of a start by script for the session, and drop it from view."""
    if gate.launch is None or not gate.launch.spend(asked.query("t")):
        return public.spent()
    return see_other("/", public.session_cookie(gate.room.session.token))


def _unlock_again(gate: Gate, asked: Asked) -> Answer:
    """Let a browser without the session in by the passphrase; the old session ends."""
    if gate.room.mode == "sample":
        return to_lock_page(asked)
    if not gate.trying.acquire(blocking=False):
        return page(_lock_page(gate.room, "busy"), TOO_MANY)
    try:
        return _tried(gate, asked.form.get("passphrase", ""))
    finally:
        gate.trying.release()


def _tried(gate: Gate, passphrase: str) -> Answer:
    left = gate.room.patience.seconds_left()
    if left:
        return page(_lock_page(gate.room, "wait", seconds=str(left)), TOO_MANY)
    try:
        vault.unlock(gate.room.folder, passphrase)
    except vault.VaultError as error:
        gate.room.patience.failed()
        return page(_lock_page(gate.room, error.code), UNPROCESSABLE)
    gate.room.patience.succeeded()
    return see_other("/", public.session_cookie(gate.room.session.renew()))


Route = Callable[[Gate, Asked], Answer]
_READ: dict[str, Route] = {"/open": _launched, public.STILL: _still}
_POSTED: dict[str, Route] = {
    "/exit": _exit,
    "/lock": _lock,
    "/unlock": _unlock_again,
    public.LANGUAGE: _choose_language,
}
_KEYED = (_launched, _unlock_again)  # these open something: not while the room is ending
_OWN_FORMS = frozenset({"/unlock", "/help/", public.LANGUAGE})


def _broken() -> Answer:
    return page(pages.broken_page(), "500 Internal Server Error")


def _give(answer: Answer, asked: Asked, start_response: "StartResponse") -> Iterable[bytes]:
    start_response(answer.status, list(answer.headers))
    return [answer.body] if has_body(asked.lines.method) else [b""]


def _ask_site(
    site: "WSGIApplication", environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    """Let Django answer, with the shared headers on whatever it says."""
    if environ.get("HTTP_ORIGIN") == "null":
        # What a browser writes for forms on no-referrer pages; the guard knew it as our own.
        del environ["HTTP_ORIGIN"]

    def start(
        status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], object]:
        return start_response(status, with_shared(headers), exc_info)  # type: ignore[arg-type]

    try:
        return site(environ, start)
    except Exception as error:  # noqa: BLE001 (a person gets a page, not a traceback)
        report(error)
        broken = _broken()
        start_response(broken.status, list(broken.headers))
        return [broken.body]
