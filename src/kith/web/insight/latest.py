"""What the last stored answer says of each person, for the pages of other apps."""

from typing import Any

from kith.web.insight import fitting, words
from kith.web.insight.felt import felt_by_person
from kith.web.insight.outcomes import MOOD
from kith.web.insight.told import answer_of
from kith.web.shell.models import Space


def latest_effects(space: Space) -> dict[int, dict[str, Any]]:
    """Return, by primary key of the person, the effect on mood in points of 10.

    Each has `mean`, `low`, `high`, `contacts`, `verdict`, `tone` (heal, drain or unknown), `label`
    (the verdict in words), `sentence`, `more_contacts` and `as_of`; `felt` is the mean of the
    felt ratings from five contacts on, else None. Nothing is worked out here.
    """
    fit = fitting.latest_fit(space, MOOD)
    if fit is None:
        return {}
    answer, felt = answer_of(fit, MOOD), felt_by_person(space)
    return {
        effect.pk: {
            "mean": effect.mean,
            "low": effect.low,
            "high": effect.high,
            "contacts": effect.measured,
            "verdict": effect.verdict,
            "tone": effect.tone,
            "label": words.label(effect.verdict),
            "sentence": words.sentence(effect, MOOD),
            "more_contacts": effect.more_contacts,
            "felt": felt[effect.pk].mean if effect.pk in felt else None,
            "as_of": answer.worked_out,
        }
        for effect in answer.effects
    }
