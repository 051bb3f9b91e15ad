"""`ImpactModel`: fit a diary, then ask what each person does to the outcome."""

import inspect
import warnings
from collections.abc import Callable, Mapping
from typing import Any, Literal, Self

import numpy as np

from kith.impact.between import AROUND_DAYS, Between, Moment, Span, around, between
from kith.impact.design import Design, build_design, hats
from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.during import During, during
from kith.impact.evidence import estimands_of
from kith.impact.given import as_diary
from kith.impact.joint import JointPath, joint_path
from kith.impact.likelihood import log_likelihood
from kith.impact.notes import notes_about
from kith.impact.paths import Posterior, posterior
from kith.impact.picture import Picture
from kith.impact.prior import (
    LASTING_WEIGHTS,
    OWN_SCALES,
    S_P,
    TAU_C,
    Hyperprior,
    as_parameters,
    as_theta,
)
from kith.impact.recorded import moments_at
from kith.impact.selection import BeforeContact, before_contacts
from kith.impact.summary import Draws, Summary, summarise
from kith.impact.values import Effect, Estimand, Path

Progress = Callable[[float], None]
PARAMETERS = ("hyperprior", "estimand", "draws", "paths", "pairs", "grid", "seed")


class ImpactModel:
    """How people affect an outcome: a linear Gaussian state-space model in continuous time.

    The model, its priors and what it cannot say are in docs/impact.md.

    Parameters
    ----------
    hyperprior : replaces (median, log sd) of hyperparameters by name, see `prior.DEFAULTS`
    estimand : "auto" (for each person as their contacts allow), "after_4h" or "while_together"
    draws : importance draws over the hyperparameters of the course of mood and of traces
    paths : rounds of the sampler for which joint paths are drawn
    pairs : antithetic pairs of joint paths for each of them
    grid : points over the record at which effects are followed; a multiple of four
    seed : of all draws

    Attributes
    ----------
    diary_ : the diary that was fitted
    parameters_ : medians of the hyperparameters' posterior (SDs of the outcome, days)
    drawn_ : joint draws of hyperparameters, scales and effects, in SDs of the outcome
    ess_, khat_ : effective sample size of the draws over hyperparameters, and their tail shape
    notes_ : codes of what a reader of the effects should know, see `notes`
    """

    def __init__(
        self,
        *,
        hyperprior: Mapping[str, tuple[float, float]] | None = None,
        estimand: Literal["auto", "after_4h", "while_together"] = "auto",
        draws: int = 64,
        paths: int = 200,
        pairs: int = 2,
        grid: int = 60,
        seed: int = 0,
    ) -> None:
        self.hyperprior = hyperprior
        self.estimand = estimand
        self.draws = draws
        self.paths = paths
        self.pairs = pairs
        self.grid = grid
        self.seed = seed

    def __repr__(self) -> str:
        """Return the call that makes this model, without what is as by default."""
        usual = inspect.signature(type(self)).parameters
        changed = {n: v for n, v in self.get_params().items() if v != usual[n].default}
        return f"ImpactModel({', '.join(f'{n}={v!r}' for n, v in changed.items())})"

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the constructor's parameters by name."""
        del deep
        return {name: getattr(self, name) for name in PARAMETERS}

    def set_params(self, **changed: Any) -> Self:
        """Replace some of the constructor's parameters."""
        unknown = set(changed) - set(PARAMETERS)
        if unknown:
            raise ValueError(f"not parameters of ImpactModel: {sorted(unknown)}")
        for name, value in changed.items():
            setattr(self, name, value)
        return self

    def fit(self, diary: Any, contacts: Any = None, *, progress: Progress | None = None) -> Self:
        """Learn everybody's effect; `progress` is told the finished share, from 0 to 1.

        `diary` is a `Diary`, or a table of check-ins with, if there are any, a table of contacts
        beside it, as `Diary.from_table` reads them when no option is given.

        Raises
        ------
        DiaryError
            What `Diary.from_table` raises, "too_few_checkins" (below three), "constant_outcome" or "outcome_beyond_precision".
        """
        diary = self.diary_ = as_diary(diary, contacts)
        tell = _rising(progress)
        rng = np.random.default_rng(self.seed)
        prior = Hyperprior.of(self.hyperprior or {})
        shares = _shares(self.grid)
        design = build_design(diary)
        found = posterior(
            design,
            prior,
            rng,
            draws=self.draws,
            rounds=self.paths,
            pairs=self.pairs,
            progress=tell,
        )
        self.summary_: Summary = summarise(
            diary,
            design.units,
            _effect_draws(found, hats(shares, design.shares), design, rng),
            moments_at(diary.time, shares),
            estimands=self._estimands(diary),
            scale=design.scale,
        )
        self.drawn_ = found
        self.parameters_ = as_parameters(np.median(found.theta, axis=0))
        self.ess_ = found.weights.ess
        self.khat_ = found.weights.khat
        self.notes_, raised = notes_about(
            diary, approximate=found.approximate, not_told=self.summary_.not_told()
        )
        for warning in raised:
            warnings.warn(warning, stacklevel=2)
        tell(1.0)
        return self

    def effects(self) -> tuple[Effect, ...]:
        """Everybody's effect with its verdict, alphabetical by person."""
        return self._fitted().effects()

    def path(self, person: str) -> Path:
        """One person's effect over the record, for a contact of that person's median dose."""
        return self._fitted().path(person)

    def over_time(self, person: str) -> FloatArray:
        """(S, G) joint draws of one person's effect at `grid` even parts of the record, in the outcome's unit.

        Raises
        ------
        KeyError
            When nobody of that name is in the diary.
        """
        summary = self._fitted()
        return summary.drawn(person) * summary.scale

    def joint(self, person: str) -> JointPath:
        """Return one person's effect as joint draws at the nodes, from which changes can be told later."""
        return joint_path(self.diary_, self._fitted(), person)

    def change(self, person: str, first: Span, second: Span) -> Between:
        """Say how one person's effect changed from one stretch of time to another.

        Each is a date or moment, which stands for four weeks of record around it, or a pair of
        them. What cannot be told has a code in `refused`. See `kith.impact.between`.

        Raises
        ------
        KeyError
            When nobody of that name is in the diary.
        ValueError
            When a stretch ends before it begins, or the second begins before the first.
        """
        return between(self.joint(person), person, first, second)

    def change_around(self, person: str, event: Moment, days: float = AROUND_DAYS) -> Between:
        """Say how one person's effect changed from the days of record before an event to those after."""
        return around(self.joint(person), person, event, days)

    def during(self, person: str, first: Moment, last: Moment) -> During:
        """Say what one person's effect was over some days of the record.

        Raises
        ------
        KeyError
            When nobody of that name is in the diary.
        ValueError
            When the days end before they begin.
        """
        better = self.diary_.higher_is_better
        return during(self.joint(person), person, first, last, higher_is_better=better)

    def before(self) -> tuple[BeforeContact, ...]:
        """Say what comes before contacts with everybody, alphabetical: reverse cause.

        It is worked out from the fit and leaves it as it is; see `kith.impact.selection`.
        """
        return before_contacts(self.diary_, self._fitted(), self.parameters_)

    def table(self) -> dict[str, list[Any]]:
        """Return the effects as columns, so that `pandas.DataFrame(model.table())` works."""
        from kith.impact.report import effects_as_columns

        return effects_as_columns(self.effects())

    def plot(self, person: str | None = None) -> Picture:
        """Draw everybody's effect, or one person's effect over the record.

        The picture is its SVG as text, and shows itself in a notebook.
        """
        from kith.impact.picture import forest_of, path_of

        if person is None:
            return forest_of(self.effects(), self._fitted().outcome)
        path = self.path(person)
        verdict = next(e.verdict for e in self.effects() if e.person == person)
        return path_of(path, verdict)

    def log_likelihood(self, diary: Diary, parameters: Mapping[str, float]) -> float:
        """Log density of the diary's outcome, in its own unit, at named hyperparameters."""
        design = build_design(diary)
        standardised = log_likelihood(design, as_theta(parameters))
        return standardised - diary.n_checkins * float(np.log(design.scale))

    def _fitted(self) -> Summary:
        if not hasattr(self, "summary_"):
            raise AttributeError("this ImpactModel is not fitted yet; call fit(diary) first")
        return self.summary_

    def _estimands(self, diary: Diary) -> tuple[Estimand, ...]:
        if self.estimand == "auto":
            return estimands_of(diary)
        return (self.estimand,) * len(diary.people)


def _effect_draws(
    found: Posterior, grid: FloatArray, design: Design, rng: np.random.Generator
) -> Draws:
    """Draws of all effects over the grid, and of how far people who share a unit lie from it.

    `grid` (G, B) makes effects at the grid points of those at the nodes.
    """
    size = design.size[design.units.of_person]
    drawn = (len(found.theta), len(size))
    own = size * rng.choice(OWN_SCALES, size=drawn, p=LASTING_WEIGHTS)
    s_p = np.exp(found.theta[:, S_P])
    return Draws(
        nodes=found.nodes,
        hats=grid,
        tau_c=np.exp(found.theta[:, TAU_C]),
        apart=s_p[:, None] * own * rng.standard_normal(drawn),
        told=found.told,
        before=found.before,
    )


def _rising(progress: Progress | None) -> Progress:
    """Progress that never falls back, told to whoever listens."""
    furthest = 0.0

    def tell(share: float) -> None:
        nonlocal furthest
        furthest = max(furthest, share)
        if progress is not None:
            progress(furthest)

    return tell


def _shares(points: int) -> FloatArray:
    """Midpoints of equal parts of the time that the record covers, as shares of it."""
    if points < 4 or points % 4:
        raise ValueError("grid must be a multiple of four, at least four")
    return (np.arange(points) + 0.5) / points
