"""The one listening socket, on 127.0.0.1, and a hold on the same port of ::1.

Browsers try ::1 first for a `.localhost` name. Another user of this machine who listened there
could ask for the passphrase in our name, so we keep that port ourselves and answer nothing on it.
"""

import errno
import socket
from contextlib import suppress
from dataclasses import dataclass

FIRST_PORT = 8765
PORTS_TRIED = 100
BACKLOG = 128
_EXCLUSIVE = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)


class PortTakenError(OSError):
    """Nobody can listen there: another program does, or the port is not for us."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A listening socket and the held port beside it."""

    main: socket.socket
    held: socket.socket | None

    @property
    def port(self) -> int:
        """Return the port number."""
        return int(self.main.getsockname()[1])

    def close(self) -> None:
        """Stop listening."""
        self.main.close()
        if self.held is not None:
            self.held.close()


def listen(port: int | None) -> Listening:
    """Listen on exactly this port, or on 8765 or the next free one when None is given."""
    tried = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if port is None else (port,)
    for number in tried:
        with suppress(PortTakenError):
            return _take(number)
    raise PortTakenError


def _take(port: int) -> Listening:
    main = _bound(socket.AF_INET, "127.0.0.1", port, again=True)
    try:
        held = _hold(main.getsockname()[1])
    except PortTakenError:
        main.close()
        raise
    main.listen(BACKLOG)
    return Listening(main, held)


def _hold(port: int) -> socket.socket | None:
    """Bind ::1 without listening; None where this machine has no ::1."""
    if not socket.has_ipv6:
        return None
    with suppress(_NoSuchAddressError):
        return _bound(socket.AF_INET6, "::1", port, again=False)
    return None


class _NoSuchAddressError(OSError):
    pass


def _bound(family: int, host: str, port: int, *, again: bool) -> socket.socket:
    try:
        made = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise _NoSuchAddressError from error
    try:
        if _EXCLUSIVE is not None:
            made.setsockopt(socket.SOL_SOCKET, _EXCLUSIVE, 1)
        elif again:  # a port that was in use a minute ago; never one in use now
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        made.close()
        if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise _NoSuchAddressError from error
        raise PortTakenError from error
    return made


def adopt(descriptor: int) -> socket.socket:
    """Return the socket behind an inherited descriptor, no longer inheritable."""
    adopted = socket.socket(fileno=descriptor)
    adopted.set_inheritable(False)
    return adopted
