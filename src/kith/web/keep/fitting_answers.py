"""Are answers of an export some that a vault keeps? Nothing wrong is ever scored."""

from kith import measures
from kith.exchange import life

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
