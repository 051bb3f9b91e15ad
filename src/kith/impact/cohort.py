"""Many people, each fitted alone: what one worker does with one person or one batch of them.

Every person's fit depends on that person's records and the seed and on nothing else, so it comes
out the same on any machine, in any batch, and again after a stop.
"""

import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kith.impact.diary import Diary
from kith.impact.errors import DiaryError, ImpactWarning
from kith.impact.model import ImpactModel
from kith.impact.report import effects_as_columns
from kith.records import CheckIn, Contact

FEWEST_A_TASK = 50
FITTED, LOST = "fitted", "worker_died"
Columns = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Wish:
    """How every person of a cohort is fitted."""

    outcome: str = "mood"
    covariates: tuple[str, ...] = ()
    higher_is_better: bool = True
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of a cohort: the id in the table, check-ins, contacts."""

    id: str
    checkins: Sequence[CheckIn]
    contacts: Sequence[Contact] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one person.

    `about` is one row by column: id, status ("fitted", "worker_died" or the code of a
    `DiaryError`), counts, seconds, and when fitted the hyperparameters, `ess`, `khat` and notes.
    `effects` are the columns of `ImpactModel.table`, empty when not fitted.
    """

    id: str
    about: dict[str, Any]
    effects: Columns


def fit_someone(one: Someone, wish: Wish) -> Answer:
    """Fit one person; what cannot be fitted becomes a status, not an error."""
    started = time.perf_counter()
    try:
        diary = Diary.from_records(
            one.checkins,
            one.contacts,
            outcome=wish.outcome,
            covariates=wish.covariates,
            higher_is_better=wish.higher_is_better,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ImpactWarning)  # they are in the notes
            model = ImpactModel(seed=wish.seed).fit(diary)
    except DiaryError as error:
        return unfitted(one, error.code)
    effects = model.table()
    hyper = {f"hyper_{name}": value for name, value in model.parameters_.items()}
    about = _about(one, FITTED) | {
        "checkins": diary.n_checkins,
        "people": len(diary.people),
        "seconds": time.perf_counter() - started,
        "ess": float(model.ess_),
        "khat": float(model.khat_),
        "notes": list(model.notes_),
        **hyper,
    }
    return Answer(one.id, about, effects)


def unfitted(one: Someone, status: str) -> Answer:
    """Return the answer for somebody who could not be fitted."""
    return Answer(one.id, _about(one, status), effects_as_columns(()))


def fit_batch(batch: Sequence[Someone], wish: Wish) -> list[Answer]:
    """Fit one person after the other."""
    return [fit_someone(one, wish) for one in batch]


def batches(people: Sequence[Someone], least: int = FEWEST_A_TASK) -> Iterator[Sequence[Someone]]:
    """Yield even batches of at least `least` people, or one batch where there are fewer."""
    many = max(1, len(people) // least)
    for k in range(many):
        yield people[len(people) * k // many : len(people) * (k + 1) // many]


def _about(one: Someone, status: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "status": status,
        "checkins": len(one.checkins),
        "people": 0,
        "seconds": 0.0,
        "ess": None,
        "khat": None,
        "notes": [],
    }
