"""Waitress on the inherited socket, made to refuse early and to write nothing to the disk.

The guard speaks when the head of a request is read, before its body is. Bodies and answers stay in
memory: waitress would put large ones into temporary files, in the clear.
"""

import re
import socket
import threading
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer, create_server
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import build_http_date

from kith.web.door.answer import FORM_LIMIT, cookie_named
from kith.web.guard import PUBLIC_PAGES, Address, Lines, may_pass
from kith.web.headers import REFUSAL_BODY, has_body, refusal_head
from kith.web.room import crowd
from kith.web.room.running import COOKIE, Room

MOST_BYTES = 110 * 1024 * 1024  # the largest file that Kith reads, and its form
TOO_LARGE = "KITH_TOO_LARGE"
NO_LIMIT = 1 << 50
THREADS = 4
_CODED = re.compile(rb"\r\ntransfer[-_]encoding", re.IGNORECASE)
AT_ONCE = frozenset({"/exit", "/lock", "/still", *PUBLIC_PAGES})  # never behind other work


def serve_on(listening: socket.socket, application: Any, room: Room) -> TcpWSGIServer:
    """Return a server that has not begun; `run()` serves until the process ends."""
    server: TcpWSGIServer = create_server(
        application,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        expose_tracebacks=False,
        clear_untrusted_proxy_headers=True,
        max_request_body_size=NO_LIMIT,
        inbuf_overflow=NO_LIMIT,
        outbuf_overflow=NO_LIMIT,
        channel_timeout=600,
        connection_limit=crowd.MOST_CONNECTIONS,
        cleanup_interval=1,
    )
    server.channel_class = _channel_for(room)
    crowd.thin_out(server)
    server.add_task = partial(_dispatch, server.add_task)
    return server


def _dispatch(to_pool: Callable[[Any], None], channel: Any) -> None:
    """Answer what may not wait at once, also when every thread reads a large file."""
    # A request that could not be read has no path.
    asked = getattr(channel.requests[0], "path", "") if channel.requests else ""
    channel.urgent = asked in AT_ONCE
    if channel.urgent:
        threading.Thread(target=channel.service, daemon=True).start()
    else:
        to_pool(channel)


class Nowhere:
    """Takes what a request brings and keeps nothing of it."""

    def __len__(self) -> int:
        return 0

    def append(self, data: bytes) -> None:
        """Forget it."""

    def getfile(self) -> BytesIO:
        """Return an empty file."""
        return BytesIO()

    def close(self) -> None:
        """Have nothing to close."""


def lines_of(request: HTTPRequestParser) -> Lines:
    """Return what the guard looks at; waitress joins a line sent twice with a comma."""

    def sent(name: str) -> tuple[str, ...]:
        return (request.headers[name],) if name in request.headers else ()

    return Lines(
        method=request.command,
        target=request.request_uri,
        host=sent("HOST"),
        origin=sent("ORIGIN"),
        site=sent("SEC_FETCH_SITE"),
        mode=sent("SEC_FETCH_MODE"),
        dest=sent("SEC_FETCH_DEST"),
    )


def _channel_for(room: Room) -> type[crowd.Watched]:
    here = Address(room.host, room.port)

    class Parser(HTTPRequestParser):  # type: ignore[misc]
        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(header_plus)
            # Where a body ends is said by its length and by nothing else.
            if _CODED.search(header_plus) or not may_pass(lines_of(self), here, lock_page=False):
                raise ParsingError("refused")
            known = room.session.matches(cookie_named(COOKIE, self.headers.get("COOKIE")))
            if self.content_length > FORM_LIMIT and not known:
                raise ParsingError("refused")
            self.headers.pop(TOO_LARGE, None)
            if self.content_length > MOST_BYTES:  # read it to its end, keep none of it, say so
                self.headers[TOO_LARGE] = "yes"
                self.body_rcv = FixedStreamReceiver(self.content_length, Nowhere())

    class Task(WSGITask):  # type: ignore[misc]
        def build_response_header(self) -> bytes:
            if room.locked:
                self.set_close_on_finish()
            head: bytes = super().build_response_header()
            return head

    class Refusal(ErrorTask):  # type: ignore[misc]
        def execute(self) -> None:
            self.set_close_on_finish()
            method = getattr(self.request, "command", "") or "GET"  # it may not have been read
            self.content_length = len(REFUSAL_BODY) if has_body(method) else 0
            self.write(REFUSAL_BODY[: self.content_length])

        def build_response_header(self) -> bytes:
            return refusal_head(build_http_date(self.start_time))

    class Channel(crowd.Watched):
        parser_class = Parser
        task_class = Task
        error_task_class = Refusal
        urgent = False  # whether the answer is waited for when the room ends

    return Channel
