"""Do the coins of an experiment in a file make sense? What does not is kept as text."""

from kith.exchange import life
from kith.web.experiments.days import DONE, NOT_DONE, NOT_SAID, days_of


def fits(row: life.Row) -> bool:
    """Say whether an experiment has paired coins, a first day, and answers of its own days."""
    days = days_of(row["coins"])
    known = {str(i) for i in range(len(days))}
    said = set(row["did"].values())
    return bool(
        days
        and row["first_day"]
        and known >= set(row["did"])
        and said <= {DONE, NOT_DONE, NOT_SAID}
    )
