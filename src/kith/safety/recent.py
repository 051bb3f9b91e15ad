"""How far back words that come in with a file say anything about today, and how far ahead."""

from datetime import datetime, timedelta

RECENT = timedelta(days=14)
# A day without a clock stands at noon, which may be to come; so may the clock of another machine.
AHEAD = timedelta(days=1)


def span(now: datetime) -> tuple[datetime, datetime]:
    """Return from when to when what came in with a file counts as said lately."""
    return now - RECENT, now + AHEAD
