"""Held-out scores: how well each model foretells check-ins that it has not seen.

The protocol (docs/impact.md): a person's outcome is standardised on the first 40 % of their
check-ins; every later check-in is foretold from those before it; the score is the mean log density
of what came, in nats a check-in, over all check-ins of all persons. Hyperparameters are drawn anew
at 40 % and at every further tenth. Nothing is chosen after the first 40 %.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kith.impact.design import DIGITS_LEFT
from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.errors import DiaryError
from kith.impact.forecasts import Forecast, joined, own_forecast, without_company
from kith.impact.regressions import company_columns, lag_column, least_squares, rhythm_columns

FEWEST = 35  # check-ins of a person: 14 to learn from before the first forecast
BLOCK = 20
INSIDE = (0.05, 0.95)
Progress = Callable[[float], None]
Model = Callable[[Diary, tuple[int, ...]], Forecast]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Forecasts of every held-out check-in by each model, persons one after the other.

    `forecasts` holds a `Forecast` of n check-ins for each model, `block` (n,) numbers the blocks of
    BLOCK consecutive check-ins of one person, `seconds` is what each model took. `left_out` counts
    the persons that could not be scored by why.
    """

    forecasts: Mapping[str, Forecast]
    block: FloatArray
    seconds: Mapping[str, float]
    people: int
    left_out: Mapping[str, int]

    @property
    def n(self) -> int:
        """How many check-ins were foretold."""
        return len(self.block)

    def mean(self, model: str) -> float:
        """Mean log density of a model, in nats a check-in."""
        return float(np.mean(self.forecasts[model].log_density))

    def gain(self, model: str, over: str) -> tuple[float, float | None]:
        """Mean gain of one model over another, and its standard error over blocks.

        The error is None where there are fewer than two blocks.
        """
        more = self.forecasts[model].log_density - self.forecasts[over].log_density
        return float(more.mean()), block_error(more, self.block)

    def coverage(self, model: str) -> float:
        """Share of check-ins inside the central 90 % of what was foretold."""
        place = self.forecasts[model].place
        return float(np.mean((place >= INSIDE[0]) & (place <= INSIDE[1])))


def refits_of(n: int) -> tuple[int, ...]:
    """Return after how many of n check-ins hyperparameters are drawn: 40 %, 50 % … 90 %."""
    return tuple(tenth * n // 10 for tenth in range(4, 10))


def standardised(diary: Diary) -> Diary:
    """Return the diary with its outcome in standard deviations of the first 40 % around their mean.

    Raises
    ------
    DiaryError
        "too_few_checkins" below FEWEST, "constant_outcome" when the first 40 % never varies,
        "outcome_beyond_precision" when its differences are lost in the rounding.
    """
    if diary.n_checkins < FEWEST:
        raise DiaryError("too_few_checkins")
    early = diary.y[: refits_of(diary.n_checkins)[0]]
    if float(early.min()) == float(early.max()):
        raise DiaryError("constant_outcome")
    with np.errstate(over="ignore", invalid="ignore"):
        center, scale = float(early.mean()), float(early.std())
        y = (diary.y - center) / scale
    if not scale > DIGITS_LEFT * float(np.abs(early).max()) or not np.isfinite(y).all():
        raise DiaryError("outcome_beyond_precision")
    return replace(diary, y=y)


def block_error(values: FloatArray, block: FloatArray) -> float | None:
    """Return the standard error of a mean whose terms hang together within blocks."""
    _, of = np.unique(block, return_inverse=True)
    sums = np.bincount(of, weights=values - values.mean())
    if len(sums) < 2:
        return None
    return float(np.sqrt(np.sum(sums**2) * len(sums) / (len(sums) - 1)) / len(values))


def yardsticks(seed: int = 0) -> dict[str, Model]:
    """Return the models that `score` sets side by side, by name."""
    return {
        "mean": lambda d, at: least_squares(d.y, np.empty((d.n_checkins, 0)), at[0]),
        "ar1": lambda d, at: least_squares(d.y, lag_column(d), at[0], skip=1),
        "contact_ols": lambda d, at: least_squares(d.y, company_columns(d, at[0]), at[0]),
        "lag_contact_ols": lambda d, at: least_squares(d.y, _lag_company(d, at), at[0], skip=1),
        "lag_contact_rhythm_ols": lambda d, at: least_squares(
            d.y, np.column_stack([_lag_company(d, at), rhythm_columns(d)]), at[0], skip=1
        ),
        "no_contact": lambda d, at: own_forecast(without_company(d), at, seed=seed),
        "full": lambda d, at: own_forecast(d, at, seed=seed),
    }


def score(
    diaries: Sequence[Diary],
    *,
    models: Mapping[str, Model] | None = None,
    seed: int = 0,
    progress: Progress = lambda _: None,
) -> Scores:
    """Score models on diaries, one a person, persons pooled by check-in.

    `models` are functions of a diary (outcome standardised) and of the numbers of check-ins at which
    to refit, which give a `Forecast` of all check-ins from the first of these numbers on; without
    it, `yardsticks`. Persons who cannot be scored are left out and counted.

    Raises
    ------
    DiaryError
        Why the first of them cannot be scored, when none can, and "no_checkins" without a diary.
    """
    models = yardsticks(seed) if models is None else models
    usable, left_out = _usable(diaries)
    made: dict[str, list[Forecast]] = {name: [] for name in models}
    seconds = dict.fromkeys(models, 0.0)
    block: list[int] = []
    for k, diary in enumerate(usable):
        refits = refits_of(diary.n_checkins)
        for m, (name, model) in enumerate(models.items()):
            started = time.perf_counter()
            made[name].append(model(diary, refits))
            seconds[name] += time.perf_counter() - started
            progress((k + (m + 1) / len(models)) / len(usable))
        following = block[-1] + 1 if block else 0
        block += [following + i // BLOCK for i in range(diary.n_checkins - refits[0])]
    return Scores(
        forecasts={name: joined(parts) for name, parts in made.items()},
        block=np.array(block, dtype=float),
        seconds=seconds,
        people=len(usable),
        left_out=left_out,
    )


def _lag_company(diary: Diary, refits: tuple[int, ...]) -> FloatArray:
    return np.column_stack([lag_column(diary), company_columns(diary, refits[0])])


def _usable(diaries: Sequence[Diary]) -> tuple[list[Diary], dict[str, int]]:
    """Return the diaries that can be scored, standardised, and how many cannot by why."""
    usable, why = [], []
    for diary in diaries:
        try:
            usable.append(standardised(diary))
        except DiaryError as error:
            why.append(error)
    if not usable:
        raise why[0] if why else DiaryError("no_checkins")
    return usable, {code: sum(e.code == code for e in why) for code in {e.code for e in why}}
