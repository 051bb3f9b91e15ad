"""How far back words that come in with a file say anything about today."""

from datetime import timedelta

RECENT = timedelta(days=14)
