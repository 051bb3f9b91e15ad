"""Are answers of an export some that a vault keeps? Nothing wrong is ever scored."""

from kith import measures
from kith.exchange import life

KEPT = "trend"  # answers of questionnaires that only lead to help are kept nowhere


def fits(row: life.Row) -> bool:
    """Say whether answers belong to a questionnaire that is here, with options that it has."""
    try:
        found = measures.score(row["measure"], row["answers"])
    except (measures.MeasureError, measures.AnswerError):
        return False
    return bool(row["answers"]) and measures.measure(found.id).use == KEPT
