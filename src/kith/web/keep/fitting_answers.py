"""Are answers of an export some that a vault keeps? Nothing wrong is ever scored."""

from datetime import datetime

from kith import measures
from kith.exchange import life
from kith.exchange.items import Heard

KEPT = "trend"  # answers of questionnaires that only lead to help are kept nowhere


def fits(row: life.Row, *, tie: bool = False) -> bool:
    """Say whether answers belong to a questionnaire that is here, with options that it has.

    `tie` says that they come with whom they are about: no others may be answers about a tie.
    """
    try:
        found = measures.score(row["measure"], row["answers"])
    except (measures.MeasureError, measures.AnswerError):
        return False
    one = measures.measure(found.id)
    return bool(row["answers"]) and one.use == KEPT and bool(one.tie) == tie


def heard_of(row: life.Row) -> Heard | None:
    """Return what answers call for that only lead to help; None for all others."""
    name = row["measure"]
    if name not in measures.ids() or measures.measure(name).use == KEPT:
        return None
    called = () if row["deleted_at"] else measures.recognised(name, row["answers"])
    return Heard(datetime.fromisoformat(row["at"]), called)
