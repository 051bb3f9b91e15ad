"""Codes of what a reader of effects should know, and the warnings that go with some of them.

nobody                        nobody was met, so there is nothing to tell
too_few_checkins              fewer than FEW check-ins
not_identified                company, or somebody's, cannot be told from its absence
hardly_alone                  nobody is ever alone, or hardly ever; people are told apart all the same
few_contacts_pooled           people met too rarely share what is learnt about their kind
company_partly_unknown        some check-ins do not say who was there
empty_company_unknown         empty cells of `with` were taken as unknown, and nobody is alone
contacts_outside_record       some contacts lie outside the check-ins and were left out
covariate_dropped             a covariate never varies, or is almost never there
hyperparameters_approximate   the draws over hyperparameters are too few in effect
"""

from kith.impact.design import share_units, usable_covariate
from kith.impact.diary import Diary
from kith.impact.errors import (
    ApproximateHyperparameters,
    ImpactWarning,
    NotIdentified,
    TooFewCheckIns,
)
from kith.impact.evidence import hardly_alone, hardly_in_company

FEW = 20


def notes_about(
    diary: Diary, *, approximate: bool, not_told: bool
) -> tuple[tuple[str, ...], tuple[ImpactWarning, ...]]:
    """Codes about a fitted diary, and the warnings to raise.

    `not_told` says that somebody met often enough cannot be told from being without them.
    """
    warned: list[ImpactWarning] = []
    if diary.n_checkins < FEW:
        warned.append(TooFewCheckIns("fewer check-ins than a rhythm can be learnt from"))
    unknown = not_told or hardly_in_company(diary)
    if diary.people and unknown:
        warned.append(NotIdentified("company cannot be told from its absence for all people here"))
    if approximate:
        warned.append(
            ApproximateHyperparameters("the draws over hyperparameters are too few in effect")
        )
    plain = {
        "nobody": not diary.people,
        "hardly_alone": bool(diary.people) and not unknown and hardly_alone(diary),
        "few_contacts_pooled": bool(share_units(diary).pooled.any()),
        "company_partly_unknown": bool(diary.company_unknown.any()),
        "covariate_dropped": not all(usable_covariate(c) for c in diary.covariates.T),
    }
    codes = [*diary.notes, *(warning.code for warning in warned)]
    codes += [code for code, holds in plain.items() if holds]
    return tuple(codes), tuple(warned)
