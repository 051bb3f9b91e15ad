"""The token in the first printed address: right once, for thirty seconds.

Whoever spends it gets a cookie, and only with that cookie is a new vault made: no other user or
program of this machine can claim a fresh folder with a passphrase of its own. An existing vault
asks for its passphrase, so its lock page stays open to a bookmark. See
docs/decisions/0057-who-may-make-a-vault.md.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from kith.web.clock import seconds_now

LIVES_SECONDS = 30


@dataclass(frozen=True)
class Starter:
    """What the launch token is exchanged for; it holds as long as the door stands."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def matches(self, cookie: str | None) -> bool:
        """Say whether a cookie is this one, in constant time."""
        return cookie is not None and hmac.compare_digest(cookie.encode(), self.token.encode())


@dataclass
class Launch:
    """One launch token; `spend` says yes at most once."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    clock: Callable[[], float] = field(default=seconds_now, repr=False)
    until: float = 0.0
    spent: bool = False

    def __post_init__(self) -> None:
        """Count from now."""
        self.until = self.clock() + LIVES_SECONDS

    @classmethod
    def taken_up(cls, token: str, until: float, spent: bool) -> "Launch":
        """Return the token that the door's image before this one had; its time goes on."""
        launch = cls(token)
        launch.until, launch.spent = until, spent
        return launch

    def spend(self, token: str | None) -> bool:
        """Say whether this is the token, in time and for the first time."""
        if token is None or self.spent or self.clock() >= self.until:
            return False
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return False
        self.spent = True
        return True
