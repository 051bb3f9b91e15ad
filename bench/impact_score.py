"""Held-out scores of Impact and its peers side by side: same records, same check-ins, same company.

    python bench/impact_score.py                  every record that is here
    python bench/impact_score.py life             a simulated life of 180 days with eight others
    python bench/impact_score.py csd              the record of one person over 239 days
    python bench/impact_score.py fried            forty students over 14 days
    python bench/impact_score.py csd --first      inside the first 40 % only: to choose by, not to quote

The protocol is in docs/impact.md. The public records lie in $KITH_DATA, else in ../shared/data;
nothing is printed of them but scores. Peers in R are used as far as they are on this machine. With
--placebo Impact is also given the company of other check-ins, moved along the record; its gain is
over Impact without company and should be none. With --peers Impact itself is left out.
"""

import argparse
import os
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
from loops import reference
from score_r import peers

from kith import exchange
from kith.impact import Diary, simulate
from kith.impact.dose import FloatArray
from kith.impact.forecasts import Forecast, joined, upto
from kith.impact.regressions import (
    company_columns,
    difference_of_means,
    lag_column,
    least_squares,
)
from kith.impact.scoring import FEWEST, Model, Scores, block_error, score, standardised, yardsticks
from kith.records import CheckIn

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data")) / "impact"
SETS = {
    "csd": ("csd_kossakowski2017.csv", "csd.toml", (97, 225, 353, 481, 611)),
    "fried": ("fried2021_40people.csv", "fried.toml", (7, 17, 29)),
}


OURS = ("no_contact", "full")
LIFE_SEED, MOVES = 11, (97, 225, 353)


def people_of(name: str) -> list[list[CheckIn]]:
    """The check-ins with a mood of each person, items standardised on the first 40 %."""
    file, mapping, _ = SETS[name]
    settled = exchange.Mapping.load(ROOT / "examples" / mapping)
    reading = exchange.read(DATA / file, {"standardise": "first_40"}, settled, analyse=True)
    found: dict[str, list[CheckIn]] = {}
    for row in reading.rows():
        held = isinstance(row, exchange.Located) and isinstance(row.record, CheckIn)
        if held and "mood" in row.record.outcomes:
            found.setdefault(row.whose, []).append(row.record)
    return [sorted(found[one], key=lambda row: row.at) for one in sorted(found)]


def shifted(rows: list[CheckIn], by: int) -> list[CheckIn]:
    """The check-ins with the company of those `by` later, round the end of the record."""
    other = [rows[(i + by) % len(rows)] for i in range(len(rows))]
    return [
        replace(row, with_people=o.with_people, with_kinds=o.with_kinds)
        for row, o in zip(rows, other, strict=True)
    ]


def components(diary: Diary, refits: tuple[int, ...]) -> Forecast:
    """statsmodels' UnobservedComponents: level, AR(1), noise, fixed effects of company.

    Fitted by maximum likelihood at each refit, then filtered with these parameters up to the next.
    Where it cannot be fitted the AR(1) stands in.
    """
    company = company_columns(diary, refits[0])
    last_mood = least_squares(diary.y, lag_column(diary), refits[0], skip=1)
    parts = []
    for first, last in zip(refits, (*refits[1:], diary.n_checkins), strict=True):
        if last == first:
            continue
        try:
            parts.append(_filtered(diary.y, company, first, last))
        except (ValueError, np.linalg.LinAlgError):
            part = slice(first - refits[0], last - refits[0])
            parts.append(Forecast(last_mood.log_density[part], last_mood.place[part]))
    return joined(parts)


def _filtered(y: FloatArray, company: FloatArray, first: int, last: int) -> Forecast:
    from scipy.stats import norm
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    seen = company[:, company[:first].any(axis=0)]

    def model(n: int) -> UnobservedComponents:
        exog = seen[:n] if seen.shape[1] else None
        return UnobservedComponents(y[:n], level="llevel", autoregressive=1, exog=exog)

    learnt = model(first).fit(disp=False, maxiter=200, cov_type="none")
    run = model(last).filter(learnt.params, cov_type="none")
    mean = run.forecasts[0, first:last]
    sd = np.sqrt(run.forecasts_error_cov[0, 0, first:last])
    told = Forecast(norm(mean, sd).logpdf(y[first:last]), norm(mean, sd).cdf(y[first:last]))
    if not np.isfinite(told.log_density).all():
        raise ValueError("no forecast")
    return told


def timed(models: dict[str, Model]) -> tuple[dict[str, Model], dict[str, float]]:
    """The same models, and the seconds of the processor that each took, R's included."""
    seconds = dict.fromkeys(models, 0.0)

    def of(name: str) -> Model:
        def model(diary: Diary, refits: tuple[int, ...]) -> Forecast:
            before = sum(os.times()[:4])
            told = models[name](diary, refits)
            seconds[name] += sum(os.times()[:4]) - before
            return told

        return model

    return {name: of(name) for name in models}, seconds


def show(scores: Scores, seconds: dict[str, float]) -> None:
    """Print one line a model; seconds are of the processor."""
    print(f"{'':24}{'score':>9}{'over AR(1)':>11}{'se':>8}{'in 90 %':>9}{'seconds':>9}")
    for name in scores.forecasts:
        gain, error = scores.gain(name, "ar1")
        print(
            f"{name:24}{scores.mean(name):9.4f}{gain:+11.4f}{error or 0:8.4f}"
            f"{scores.coverage(name):9.3f}{seconds[name]:9.2f}"
        )


def diaries_of(name: str, *, by: int = 0, first: bool = False) -> list[Diary]:
    """The diaries of a set, their company moved along by so many check-ins."""
    if name == "life":
        life = simulate(
            seed=LIFE_SEED, checkins_per_day=3.5, logged=False, effect_sd=0.25, story=False
        )
        people = [list(life.checkins)]
    else:
        people = people_of(name)
    whole = [Diary.from_records(shifted(rows, by)) for rows in people]
    return [upto(d, d.n_checkins * 2 // 5) for d in whole] if first else whole


def models_of(diaries: list[Diary], args: argparse.Namespace) -> dict[str, Model]:
    """Everything that is set side by side, plainest first."""
    own = yardsticks(args.seed)
    ours = {name: own.pop(name) for name in OURS}
    usable = [standardised(d) for d in diaries if d.n_checkins >= FEWEST]
    in_r, lacking = peers(usable)
    for name, what in lacking.items():
        print(f"{name}: left out, since {what} is not on this machine")
    return {
        "mean": own.pop("mean"),
        "difference_of_means": lambda d, at: difference_of_means(d, at[0]),
        **own,
        "ar1_student": lambda d, at: least_squares(d.y, lag_column(d), at[0], skip=1, student=True),
        "unobserved_components": components,
        **in_r,
        **({} if args.peers else ours),
    }


def one_set(name: str, args: argparse.Namespace) -> None:
    """Score and print one set."""
    diaries = diaries_of(name, first=args.first)
    models, seconds = timed(models_of(diaries, args))
    longest = max(diaries, key=lambda diary: diary.n_checkins)
    yardsticks(args.seed)["full"](longest, (20,))  # compiled before anything is timed
    scores = score(diaries, models=models, seed=args.seed)
    print(f"\n{name}: {scores.n} check-ins of {scores.people} people, seed {args.seed}")
    show(scores, seconds)
    if args.peers:
        return
    for one, other in (("full", "no_contact"), ("full", "lag_contact_ols")):
        gain, error = scores.gain(one, other)
        print(f"{one} over {other}: {gain:+.4f} (se {error or 0:.4f})")
    if args.placebo:
        moves = SETS[name][2] if name in SETS else MOVES
        placebo(scores, {by: diaries_of(name, by=by, first=args.first) for by in moves}, args)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", nargs="?", choices=["life", *SETS])
    parser.add_argument("--first", action="store_true", help="inside the first 40 %% only")
    parser.add_argument("--placebo", action="store_true", help="company of other check-ins, too")
    parser.add_argument("--peers", action="store_true", help="everybody but Impact")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    print("reference: numpy product {:.3f} s, Python loop {:.3f} s".format(*reference()))
    for name in [args.set] if args.set else ["life", *SETS]:
        if name in SETS and not (DATA / SETS[name][0]).is_file():
            print(f"{name}: skipped, the record is not here; KITH_DATA says where it lies")
        else:
            one_set(name, args)


def placebo(scores: Scores, moved: dict[int, list[Diary]], args: argparse.Namespace) -> None:
    """Print what company from elsewhere in the record adds: nothing, if all is well."""
    full = {"full": yardsticks(args.seed)["full"]}
    without = scores.forecasts["no_contact"].log_density
    gains = []
    for by, diaries in moved.items():
        gains.append(score(diaries, models=full).forecasts["full"].log_density - without)
        error = block_error(gains[-1], scores.block) or 0
        print(f"placebo, company moved by {by}: {gains[-1].mean():+.4f} (se {error:.4f})")
    print(f"placebo, all: {np.mean(gains):+.4f}")


if __name__ == "__main__":
    main()
