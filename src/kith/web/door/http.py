"""One connection, one request, one answer. The guard speaks before anything is read or done."""

import socket
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from kith import tongues
from kith.web.door import pages, place, routes
from kith.web.door.answer import (
    FORM_LIMIT,
    Answer,
    Asked,
    cookie_named,
    fields_of,
    nothing,
    page,
)
from kith.web.door.public import COOKIE, STARTER
from kith.web.door.report import report
from kith.web.door.waiting import REQUEST_SECONDS
from kith.web.guard import READING, Lines, may_pass
from kith.web.headers import REFUSAL_BODY, has_body, refusal_head

if TYPE_CHECKING:
    from kith.web.door.state import Door

PAUSE_SECONDS = 2.0
DRAIN_LIMIT = 256 * 1024
DRAIN_SECONDS = 2.0


def converse(door: "Door", line: socket.socket, who: object) -> None:
    """Answer one connection; afterwards, when a secret was read, ask for a new process image."""
    handler = Handler.__new__(Handler)
    with suppress(OSError):
        handler.__init__(line, who, door)  # type: ignore[misc]
    door.waiting.heard(line)
    _close(line)
    if handler.counted:
        door.count(-1)
    if handler.told:
        door.ring("hand over")


def _close(line: socket.socket) -> None:
    """Close so that the answer arrives even when the request was not read to its end."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_WR)
        line.settimeout(0.5)
        until = time.monotonic() + DRAIN_SECONDS
        for _ in range(DRAIN_LIMIT // 4096):
            if not line.recv(4096) or time.monotonic() > until:
                break
    line.close()


class Handler(BaseHTTPRequestHandler):
    """Reads one request and writes the answer of `routes`."""

    timeout = REQUEST_SECONDS
    protocol_version = "HTTP/1.1"
    server: "Door"  # type: ignore[assignment]
    counted = False
    told = False

    def handle(self) -> None:
        """Read, judge, answer, once."""
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline.strip() or self.server.paused.is_set():
            return  # a connection that was opened and not used
        self.server.count(+1)
        self.counted = True
        if not self._is_ours():
            self._refuse()
            return
        answer = self._answer_or_broken()
        if self.told:
            # The browser's next connection is to reach the room, or the door's next image.
            self.server.ring("pause")
            self.server.paused.wait(PAUSE_SECONDS)
        self._write(answer)

    def _is_ours(self) -> bool:
        """Read the head; say whether it is whole, of one meaning, and from Kith's own page."""
        if not self.parse_request() or self._is_bent():
            return False
        here = self.server.address
        return may_pass(self._lines(), here, lock_page=not self.server.is_open)

    def _is_bent(self) -> bool:
        """Say whether two programs could read this request differently: where it ends, or its path."""
        lengths = self.headers.get_all("Content-Length") or ()
        asked = self.requestline.split()[1]  # `path` has lost a doubled slash
        return "Transfer-Encoding" in self.headers or len(lengths) > 1 or asked.startswith("//")

    def _refuse(self) -> None:
        body = REFUSAL_BODY if has_body(self.command or "GET") else b""
        self.wfile.write(refusal_head(self.date_time_string()) + body)

    def _answer_or_broken(self) -> Answer:
        known = place.read(self.server.config.folder)
        language = tongues.wanted(
            known.language if known else None, self.headers.get("Accept-Language")
        )
        with tongues.speaking(language), pages.framed(known.title if known else None):
            return self._answer_or_sorry()

    def _answer_or_sorry(self) -> Answer:
        try:
            return self._answer()
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 (a page of ours failed; the door stays)
            report(error)
            return page(pages.broken_page(), "500 Internal Server Error")

    def _lines(self) -> Lines:
        return Lines(
            method=self.command,
            target=self.path,
            host=self._all("Host"),
            origin=self._all("Origin"),
            site=self._all("Sec-Fetch-Site"),
            mode=self._all("Sec-Fetch-Mode"),
            dest=self._all("Sec-Fetch-Dest"),
        )

    def _all(self, name: str) -> tuple[str, ...]:
        return tuple(self.headers.get_all(name) or ())

    def _answer(self) -> Answer:
        lines = self._lines()
        form: dict[str, str] = {}
        if lines.method not in READING:
            length = self.headers.get("Content-Length", "0")
            if not length.isascii() or not length.isdigit() or int(length) > FORM_LIMIT:
                return nothing("413 Content Too Large")
            self.told = lines.path in routes.TELLING
            sent = self.rfile.read(int(length))
            if len(sent) < int(length):  # half a form could hold half a passphrase
                raise ConnectionError
            form = fields_of(sent.decode("ascii", "replace"))
        self.server.waiting.heard(self.connection)
        cookies, etag = self.headers.get("Cookie"), self.headers.get("If-None-Match")
        own, starter = cookie_named(COOKIE, cookies), cookie_named(STARTER, cookies)
        return routes.answer(self.server, Asked(lines, form, own, etag, starter))

    def _write(self, answer: Answer) -> None:
        lines = [
            f"HTTP/1.1 {answer.status}",
            *(f"{name}: {value}" for name, value in answer.headers),
        ]
        lines += ["Connection: close", f"Date: {self.date_time_string()}"]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        body = answer.body if has_body(getattr(self, "command", None) or "GET") else b""
        self.wfile.write(head + body)

    def handle_expect_100(self) -> bool:
        """Say nothing before the guard has spoken."""
        return True

    def send_error(self, *_: Any, **__: Any) -> None:
        """Leave a malformed request to the one refusal."""

    def log_message(self, *_: Any) -> None:
        """Keep no record of who asked for what."""
