"""Break a running Kith on purpose, in every one of its processes: what a proof has to find out.

`sitecustomize` reads this where KITH_TEST_BROKEN names what to break.
"""

import os
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any


def any_host() -> None:
    """Answer to whatever name and site asks."""
    from kith.web import guard

    guard.may_pass = lambda asked, *_, **__: asked.method in guard.METHODS  # type: ignore[assignment]


def any_site() -> None:
    """Look at the host only."""
    from kith.web import guard

    guard.may_pass = lambda asked, here, **_: asked.host == (here.authority,)  # type: ignore[assignment]


def told_state() -> None:
    """Let the room refuse in other words than the door."""
    if "kith.web.room" in sys.orig_argv:
        from kith.web import headers

        headers.REFUSAL_BODY = headers.REFUSAL_BODY.replace(b"only", b"ONLY")


def fail_when_asked() -> None:
    """Not a fault of Kith's: let a view, a template, the database or the gate fail and quote words.

    A request says where in a line of its own.
    """
    from kith.web.room import gate

    asking = gate._ask_site
    own = gate.own_answer
    state = threading.local()

    def own_answer(room: Any, asked: Any) -> Any:
        if getattr(state, "where", "") == "gate":
            raise ValueError(f"quoted: {state.words}")
        return own(room, asked)

    def ask(site: Any, environ: Any, start: Any) -> Any:
        _let_django_fail(state)
        return asking(site, environ, start)

    def asked_of(environ: Any, before: Any = gate.asked_of) -> Any:
        state.where, state.words = environ.get("HTTP_X_TEST_FAIL", ""), ""
        if state.where:  # what was sent, so that the error can quote it
            body = environ["wsgi.input"].read()
            environ["wsgi.input"] = BytesIO(body)
            state.words = body.decode("utf-8", "replace")
        return before(environ)

    gate._ask_site, gate.own_answer, gate.asked_of = ask, own_answer, asked_of


def _let_django_fail(state: Any) -> None:
    if getattr(_let_django_fail, "done", False):
        return
    from django.db.backends.utils import CursorWrapper
    from django.db.utils import OperationalError
    from django.template.base import VariableNode

    from kith.web.shell.whole import OneTransaction

    _let_django_fail.done = True  # type: ignore[attr-defined]
    execute, render, view = CursorWrapper.execute, VariableNode.render, OneTransaction.process_view

    def fail(where: str, error: type[Exception]) -> None:
        if getattr(state, "where", "") == where:
            state.where = ""
            raise error(f"quoted: {state.words}")

    def failing_execute(self: Any, sql: Any, params: Any = None) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            fail("database", OperationalError)
        return execute(self, sql, params)

    def failing_render(self: Any, context: Any) -> Any:
        fail("template", RuntimeError)
        return render(self, context)

    def failing_view(self: Any, *args: Any) -> Any:
        fail("view", ValueError)
        return view(self, *args)

    CursorWrapper.execute = failing_execute
    VariableNode.render = failing_render
    OneTransaction.process_view = failing_view


def quick_lock() -> None:
    """Not a fault of Kith's: a passphrase costs nothing, for who opens a vault hundreds of times."""
    if "kith.web.room" in sys.orig_argv:
        from kith.vault import opening
        from kith.vault.derive import Cost

        opening.calibrate = lambda: Cost(1, 8192)
        opening.RECOVERY = Cost(1, 8192)


def idle_when_asked() -> None:
    """Not a fault of Kith's: nobody has been there for long as soon as a file says so."""
    from kith.web.room.running import Room

    waited, said = Room.is_idle, Path(os.environ["KITH_TEST_IDLE"])
    Room.is_idle = lambda self: waited(self) or said.exists()


def _in_scripts(change: Callable[[bytes], bytes]) -> None:
    from kith.web.door import static

    found = static.answer

    def answer(asked: Any, *rest: Any) -> Any:
        given = found(asked, *rest)
        if not asked.lines.path.endswith(".js"):
            return given
        body = change(given.body)
        lines = [(k, str(len(body)) if k == "Content-Length" else v) for k, v in given.headers]
        return replace(given, body=body, headers=tuple(lines))

    static.answer = answer


def no_cover() -> None:
    """Leave a page as it stands when the person leaves it or Kith is locked elsewhere."""

    def change(body: bytes) -> bytes:
        body = body.replace(b'"none", "important"', b'"block"').replace(b'"left"', b'"x"')
        body = body.replace(b"location.reload()", b"name")
        return body.replace(b'window.location.replace(inside ?? "/");', b"")

    _in_scripts(change)


def asks_for_news() -> None:
    """Ask another machine with every page (an address that is kept for examples)."""
    from kith.web.room import gate

    before = gate.asked_of

    def asked_of(environ: Any) -> Any:
        with suppress(OSError), socket.socket() as line:
            line.setblocking(False)
            line.connect(("192.0.2.1", 80))
        return before(environ)

    gate.asked_of = asked_of


def told_errors() -> None:
    """Print what an error says, not only its kind."""
    from kith.web.door import report

    before = report.report

    def told(error: BaseException) -> None:
        print(f"kith: {error!r}", file=sys.stderr, flush=True)

    report.report = told
    for module in [*sys.modules.values()]:  # those that took it by name already
        if getattr(module, "report", None) is before:
            module.report = told  # type: ignore[attr-defined]


def words_in_addresses() -> None:
    """Send the words of a form on in an address."""
    from kith.web.room import gate

    asking = gate._ask_site

    def ask(site: Any, environ: Any, start: Any) -> Any:
        body = environ["wsgi.input"].read() if environ["REQUEST_METHOD"] == "POST" else b""
        environ["wsgi.input"] = BytesIO(body)

        def begin(status: str, lines: Any, error: Any = None) -> Any:
            said = body.decode("ascii", "replace").replace("\r", "").replace("\n", "")
            return start(status, [(k, v + "?" + said if k == "Location" else v) for k, v in lines])

        return asking(site, environ, begin)

    gate._ask_site = ask


def kept_forms() -> None:
    """Answer forms with pages, as if no browser kept what they sent."""
    from kith.web.room import again

    again.is_form = lambda _: False
    _in_scripts(lambda body: b"" if b"form[data-working]" in body else body)


BREAKS = {
    "any host": any_host,
    "any site": any_site,
    "told state": told_state,
    "fail when asked": fail_when_asked,
    "told errors": told_errors,
    "words in addresses": words_in_addresses,
    "asks for news": asks_for_news,
    "quick lock": quick_lock,
    "idle when asked": idle_when_asked,
    "no cover": no_cover,
    "kept forms": kept_forms,
}

for name in os.environ["KITH_TEST_BROKEN"].split(","):
    BREAKS[name]()
