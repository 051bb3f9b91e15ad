"""Too many connections at once: those that ask are answered, those that only wait are let go.

Waitress stops accepting at a number of connections, and Help now with it. So a connection has ten
seconds for the head of its request, and of too many that wait the one that said least goes first.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer

from kith.web.door.waiting import MOST, REQUEST_SECONDS

MOST_CONNECTIONS = 200  # waiting and being answered


class Watched(HTTPChannel):  # type: ignore[misc]
    """A connection that knows since when the head of its request is not whole."""

    head_since: float | None = None  # when the head began that is not whole yet

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.head_since = self.creation_time

    def received(self, data: bytes) -> bool:
        """Read on, and note whether a head has begun or come to its end."""
        taken: bool = super().received(data)
        if self.request is None or self.request.headers_finished:
            self.head_since = None
        elif self.head_since is None:
            self.head_since = self.last_activity
        return taken


def thin_out(server: TcpWSGIServer) -> None:
    """Let a server go of what only waits: at each connection that comes, and every second."""
    server.maintenance = partial(_let_go, server, server.maintenance)
    server.handle_accept = partial(_accept, server, server.handle_accept)


def _accept(server: TcpWSGIServer, accept: Callable[[], None]) -> None:
    """Take a connection, and with too many waiting ones let go of who said least, for longest."""
    accept()
    waiting = [one for one in list(server.active_channels.values()) if not one.requests]
    for channel in sorted(waiting, key=_claim)[:-MOST]:
        channel.will_close = True


def _claim(channel: Any) -> tuple[int, float]:
    """Order waiting connections: half a head, nothing asked, the rest; each by its last word."""
    if channel.head_since is not None:
        return 0, channel.head_since
    return (1 if channel.request is None else 2), channel.last_activity


def _let_go(server: TcpWSGIServer, others: Callable[[float], None], now: float) -> None:
    """Let go of every connection that did not finish the head of its request in time."""
    others(now)
    for channel in list(server.active_channels.values()):
        begun = channel.head_since
        if begun is not None and now - begun >= REQUEST_SECONDS:
            channel.will_close = True
