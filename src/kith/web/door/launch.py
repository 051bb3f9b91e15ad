"""The token in the first printed address: right once, for thirty seconds."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from kith.web.clock import seconds_now

LIVES_SECONDS = 30


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

    def spend(self, token: str | None) -> bool:
        """Say whether this is the token, in time and for the first time."""
        if token is None or self.spent or self.clock() >= self.until:
            return False
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return False
        self.spent = True
        return True
