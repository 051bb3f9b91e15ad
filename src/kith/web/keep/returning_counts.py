"""What is counted of the dated rows of a life that comes back."""

from collections import Counter

from kith.exchange import life


def add(counts: Counter[str], table: str, new: list[life.Row]) -> None:
    """Count the rows that came in: writings, check-ins with and without a mood, contacts."""
    counts["writings"] += sum(bool(row.get("note") or row.get("text")) for row in new)
    if table == "check_ins":
        moods = sum(life.has_mood(row) for row in new)
        counts["checkins"] += moods
        counts["without_mood"] += len(new) - moods
    elif table == "contacts":
        counts["contacts"] += len(new)
