"""What answers call for before any score: codes, from the rules in each questionnaire's file."""

from collections.abc import Mapping
from enum import StrEnum

from kith.measures.spec import Measure, Rule


class Branch(StrEnum):
    """What has to come before a score, the most urgent first.

    `crisis_first`: the page with help comes first, the score only when it is asked for.
    `danger`: somebody else is the danger, and the lines for that come first.
    `crisis_soft`: one plain acknowledgement, help and the plan, and then the score.
    `care`: the care settings of a tie.
    `soften`: a question that matters was left open; it is no "no", so help is named quietly.
    """

    CRISIS_FIRST = "crisis_first"
    DANGER = "danger"
    CRISIS_SOFT = "crisis_soft"
    CARE = "care"
    SOFTEN = "soften"


URGENT = frozenset({Branch.CRISIS_FIRST, Branch.CRISIS_SOFT})


def called_for(one: Measure, answers: Mapping[str, int]) -> tuple[Branch, ...]:
    """Return the codes that checked answers call for, the most urgent first."""
    met = {Branch(rule.code) for rule in one.rules if _meets(rule, answers)}
    return tuple(code for code in Branch if code in met)


def _meets(rule: Rule, answers: Mapping[str, int]) -> bool:
    if rule.at_least is None:
        return any(code not in answers for code in rule.items)
    return any(answers.get(code, rule.at_least - 1) >= rule.at_least for code in rule.items)
