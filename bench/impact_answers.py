"""How often Impact's further answers are right, and how often they are said by chance, on simulated lives.

    python bench/impact_answers.py --what before --people 160 --seed 1

`change` (between two stretches, around an event), `during` (the last days of a record), `felt` (own ratings over time, and their
disagreement with the effect), `before` (reverse cause, in three stories), `chance` (everybody's
effect is zero). Lives are of 180 days with eight others; `--people` counts those others.
Everything here rests on simulation.
"""

import argparse
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np

from kith.impact import ImpactModel, Life, simulate
from kith.impact.cast import cast_of
from kith.impact.chance import chance
from kith.impact.diary import days_since_epoch
from kith.impact.during import during
from kith.impact.felt_course import disagreement, felt_courses, ratings_of
from kith.impact.simulated_days import TRUTH_POINTS, betas_of, meetings_of
from kith.impact.simulated_selection import Selection

DAYS, OTHERS = 180, 8
Row = dict[str, Any]
STORIES = {
    "nothing": None,
    "observed": Selection("observed", -0.3),
    "latent": Selection("latent", -0.3),
    "latent, nobody does anything": Selection("latent", -0.7),
}


def life(seed: int, **options: Any) -> Life:
    """One life of the size of this bench."""
    usual = {"days": DAYS, "people": OTHERS, "checkins_per_day": 5.0, "answered": 0.7}
    return simulate(seed=seed, **{**usual, **options})


def fitted(one: Life, seed: int) -> ImpactModel:
    """Fit it, its warnings aside."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ImpactModel(seed=seed).fit(one.diary())


def share(rows: Iterable[Any]) -> str:
    """Say a share with its standard error and count."""
    found = np.array(list(rows), dtype=float)
    if not len(found):
        return "  –"
    se = float(np.sqrt(max(found.mean() * (1 - found.mean()), 0.0) / len(found)))
    return f"{found.mean():.3f} ({se:.3f}, n {len(found)})"


def before(seed: int) -> list[Row]:
    """One life in each story: what is said of the mood before, and how far effects are off."""
    rows: list[Row] = []
    for story, selection in STORIES.items():
        effect_sd = 0.0 if "nobody" in story else 0.3
        one = life(seed, story=False, effect_sd=effect_sd, selection=selection)
        model = fitted(one, seed)
        rows += [
            {
                "story": story,
                "truth": selection.log_rate if selection else 0.0,
                "found": found,
                "error": effect.mean - one.truth[effect.person].effect,
                "covered": effect.low <= one.truth[effect.person].effect <= effect.high,
                "sd": float(model.diary_.y.std()),
            }
            for found, effect in zip(model.before(), model.effects(), strict=True)
            if found.observed is not None
        ]
    return rows


def say_before(rows: list[Row]) -> None:
    """Print a line a story."""
    for story in STORIES:
        part = [r for r in rows if r["story"] == story]
        found = [r["found"] for r in part]
        truth = float(np.exp(part[0]["truth"]))
        print(f"\n{story}: {len(part)} people with enough contacts, true factor {truth:.2f}")
        for code in ("lower_before", "higher_before", "cannot_tell"):
            print(f"  said {code}: {share(f.said == code for f in found)}")
        for name in ("observed", "latent"):
            ratios = [getattr(f, name) for f in found]
            log = np.mean([np.log(r.mean) for r in ratios])
            inside = share(r.low <= truth <= r.high for r in ratios)
            print(
                f"  {name}: mean factor {np.exp(log):.3f}, 90 % interval holds {truth:.2f}: {inside}"
            )
        told = [f.placebo for f in found if f.placebo is not None]
        print(f"  lead placebo excludes zero: {share(not p.low <= 0.0 <= p.high for p in told)}")
        error = np.array([r["error"] / r["sd"] for r in part])
        shift = np.array([f.shift / r["sd"] for f, r in zip(found, part, strict=True)])
        se = error.std() / np.sqrt(len(error))
        print(f"  effect off by {error.mean():+.3f} (se {se:.3f}) SD, foretold by `shift` "
              f"{part[0]['truth'] * shift.mean():+.3f}; covered {share(r['covered'] for r in part)}")  # fmt: skip
        needed = [f for f in found if f.needed is not None]
        flagged = share(bool(f.could_explain) for f in needed)
        weak = [part[0]["truth"] <= np.log(f.needed) <= 0.0 for f in needed]
        print(
            f"  intervals without zero: {len(needed)}; explained by no more than the truth: {share(weak)}, "
            f"said that it could explain them: {flagged}"
        )


def change(seed: int) -> list[Row]:
    """One life: the change around the middle, and between two months, of everybody."""
    one = life(seed, story=True, effect_sd=0.3)
    model = fitted(one, seed)
    diary = model.diary_
    betas = true_betas(seed, story=True, effect_sd=0.3)
    start = one.checkins[0].at
    middle, early, late = (start + timedelta(days=d) for d in (DAYS / 2, 30, 150))
    rows: list[Row] = []
    for row, beta in zip(cast_of(OTHERS), betas, strict=True):
        person = row["name"]
        if person not in diary.people:
            continue
        mean = float(np.mean(beta))
        factor = one.truth[person].effect / mean if mean else 0.0
        for what, told in (
            ("around", model.change_around(person, middle, days=90.0)),
            ("between", model.change(person, early, late)),
        ):
            parts = [part_of(beta, s.begin, s.end, start) for s in (told.first, told.second)]
            truth = factor * (parts[1] - parts[0])
            rows.append({"what": what, "told": told, "truth": truth, "sd": float(diary.y.std())})
    return rows


def true_betas(seed: int, **options: Any) -> Any:
    """Draw a life's true effects once more, as `simulate` does."""
    from kith.impact.simulated_days import moments

    rng, cast = np.random.default_rng(seed), cast_of(OTHERS)
    meetings_of(cast, DAYS, rng, rate=1.0, logged=True)
    moments(DAYS, 5.0, 0.7, rng)
    return betas_of(cast, DAYS, rng, options["effect_sd"], story=options["story"])


def part_of(beta: Any, begin: Any, end: Any, start: Any) -> float:
    """Mean of a true effect over part of the record."""
    midnight = np.floor(days_since_epoch(start))
    first, last = ((days_since_epoch(at) - midnight) / DAYS * TRUTH_POINTS for at in (begin, end))
    return float(beta[int(max(first, 0)) : max(int(last), int(first) + 1)].mean())


def say_change(rows: list[Row]) -> None:
    """Print coverage, and how often a P of a large change comes true."""
    for what in ("around", "between"):
        part = [r for r in rows if r["what"] == what]
        told = [r for r in part if r["told"].change is not None]
        codes = sorted({r["told"].refused or "" for r in part} - {""})
        refused = {code: sum(r["told"].refused == code for r in part) for code in codes}
        print(f"\n{what}: told of {len(told)} of {len(part)}, refused {refused}")
        inside = [(r["told"].change.low <= r["truth"] <= r["told"].change.high) for r in told]
        turned = [abs(r["truth"]) / r["sd"] > 0.3 for r in told]
        print(f"  90 % interval holds the truth: {share(inside)}; of those truly beyond 0.3 SD "
              f"{share(i for i, t in zip(inside, turned, strict=True) if t)}")  # fmt: skip
        for low, high in ((0.0, 0.1), (0.1, 0.5), (0.5, 0.8), (0.8, 1.01)):
            some = [r for r in told if low <= r["told"].change.p < high]
            large = share(abs(r["truth"]) / r["sd"] > 0.2 for r in some)
            print(f"  P(beyond 0.2 SD) of {low:.1f} to {min(high, 1.0):.1f}: truly beyond {large}")
        said = [r for r in told if r["told"].sure]
        wrong = share((r["told"].change.mean > 0) != (r["truth"] > 0) for r in said)
        small = share(abs(r["truth"]) / r["sd"] < 0.1 for r in said)
        print(f"  said to have changed: {len(said)}, wrong way {wrong}, truly below 0.1 SD {small}")


def lately(seed: int) -> list[Row]:
    """One life: everybody's effect over its last two, four and thirteen weeks."""
    one = life(seed, story=True, effect_sd=0.3)
    model = fitted(one, seed)
    diary, betas = model.diary_, true_betas(seed, story=True, effect_sd=0.3)
    start, end = one.checkins[0].at, one.checkins[-1].at
    rows: list[Row] = []
    for row, beta in zip(cast_of(OTHERS), betas, strict=True):
        person = row["name"]
        mean = float(np.mean(beta))
        if person not in diary.people or not mean:
            continue
        path, factor = model.joint(person), one.truth[person].effect / mean
        for days in (14, 28, 91):
            told = during(path, person, end - timedelta(days=days), end)
            truth = factor * part_of(beta, told.stretch.begin, told.stretch.end, start)
            rows.append({"days": days, "told": told, "truth": truth})
    return rows


def say_lately(rows: list[Row]) -> None:
    """Print coverage over some days, and how often a direction is told and wrong."""
    for days in (14, 28, 91):
        part = [r for r in rows if r["days"] == days]
        told = [r for r in part if r["told"].stretch.effect is not None]
        effects = [(r["told"].stretch.effect, r["truth"]) for r in told]
        said = [r for r in told if r["told"].verdict != "not enough yet"]
        wrong = [(r["told"].verdict == "nourishing") != (r["truth"] > 0) for r in said]
        print(f"\nlast {days} days: told of {len(told)} of {len(part)}; 90 % interval holds the truth: "
              f"{share(e.low <= truth <= e.high for e, truth in effects)}")  # fmt: skip
        print(f"  a direction said of {len(said)}, the wrong one {share(wrong)}")


def felt(seed: int) -> list[Row]:
    """One life whose ratings follow the effects, and the same with the drainer's turned round."""
    one = life(seed, story=True)
    model = fitted(one, seed)
    turned = [
        replace(c, felt=None if c.felt is None else -c.felt)
        if role_of(c.people[0]) == "drains"
        else c
        for c in one.contacts
    ]
    rows: list[Row] = []
    for what, contacts in (("agree", one.contacts), ("turned", turned)):
        courses = {c.person: c for c in felt_courses(ratings_of(contacts))}
        for effect in model.effects():
            course = courses.get(effect.person)
            if course is None or course.level is None:
                continue
            rows.append(
                {
                    "what": what,
                    "role": role_of(effect.person),
                    "n": course.n,
                    "said": disagreement(course, str(effect.verdict), effect.false_sign_rate),
                    "declared": str(effect.verdict) in {"nourishing", "draining"},
                }
            )
    return rows + levels(seed)


def levels(seed: int) -> list[Row]:
    """Ratings with a known level that drifts for some: do intervals hold it, from five on?"""
    from kith.impact.felt_course import Rating

    rng = np.random.default_rng([seed, 5])
    ratings, truths = [], {}
    for j in range(OTHERS):
        n = int(np.exp(rng.uniform(np.log(5), np.log(80))))
        at = np.sort(rng.uniform(0.0, DAYS, n))
        base, turn = rng.normal(0.0, 0.9), rng.normal(0.0, 1.2) * (rng.random() < 0.3)
        level = base + turn * (at / DAYS - 0.5)
        seen = np.clip(np.round(level + rng.normal(0.0, 1.1, n)), -3, 3)
        name = f"p{j}"
        ratings += [Rating(name, t, v) for t, v in zip(at, seen, strict=True)]
        # What is asked about is the rating to be expected, which the ends of the scale hold back.
        noise = rng.normal(0.0, 1.1, 2000)
        expected = np.clip(np.round(level[:, None] + noise), -3, 3).mean(axis=1)
        truths[name] = (expected.mean(), expected[-1], n)
    rows: list[Row] = []
    for c in felt_courses(ratings):
        mean, last, n = truths[c.person]
        rows.append({"what": "levels", "n": n, "mean": c.level.low <= mean <= c.level.high,
                     "last": c.lately.low <= last <= c.lately.high,
                     "off": (c.level.mean - mean) ** 2,
                     "plain": (np.mean([r.felt for r in ratings if r.person == c.person]) - mean) ** 2})  # fmt: skip
    return rows


def role_of(name: str) -> str:
    """Return the part that somebody has in the story."""
    return next(r["role"] for r in cast_of(OTHERS) if r["name"] == name)


def say_felt(rows: list[Row]) -> None:
    """Print how often feeling and effect are said to disagree, and what intervals hold."""
    for what in ("agree", "turned"):
        part = [r for r in rows if r["what"] == what]
        drains = [r for r in part if r["role"] == "drains"]
        others = [r for r in part if r["role"] != "drains"]
        print(f"\nratings {what}: said to disagree: who drains {share(bool(r['said']) for r in drains)}, "
              f"others {share(bool(r['said']) for r in others)}; "
              f"of others with a verdict {share(bool(r['said']) for r in others if r['declared'])}")  # fmt: skip
    part = [r for r in rows if r["what"] == "levels"]
    for low, high in ((5, 10), (10, 30), (30, 1000)):
        some = [r for r in part if low <= r["n"] < high]
        if some:
            error = [np.sqrt(np.mean([r[k] for r in some])) for k in ("off", "plain")]
            print(f"{low} to {high - 1} ratings: level {share(r['mean'] for r in some)}, "
                  f"lately {share(r['last'] for r in some)}, error {error[0]:.3f}, of the plain mean {error[1]:.3f}")  # fmt: skip


def nothing(seed: int) -> list[Row]:
    """One life in which nobody does anything: all that is said of anybody is false."""
    rows: list[Row] = []
    one = life(seed, story=False, effect_sd=0.0)
    courses = {c.person: c for c in felt_courses(ratings_of(one.contacts))}
    for outcome in ("mood", "energy"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = ImpactModel(seed=seed).fit(one.diary(outcome=outcome))
        for effect, found in zip(model.effects(), model.before(), strict=True):
            verdict = str(effect.verdict)
            moved = effect.change is not None and effect.change.p >= 0.8
            moved = moved and not effect.change.low <= 0.0 <= effect.change.high
            rows.append(
                {
                    "effect": verdict in {"nourishing", "draining"},
                    "rate": effect.false_sign_rate,
                    "change": moved,
                    "before": found.said in {"lower_before", "higher_before"},
                    "before_rate": found.false_sign_rate,
                    "disagree": bool(
                        disagreement(courses.get(effect.person), verdict, effect.false_sign_rate)
                    ),
                    "life": seed,
                }
            )
    return rows


def say_nothing(rows: list[Row]) -> None:
    """Print how much is said where there is nothing to say, and what the page would expect."""
    print(f"\nall effects zero: {len(rows)} people x outcomes")
    for what in ("effect", "change", "before", "disagree"):
        print(f"  {what} said: {share(r[what] for r in rows)}")
    effects = [r["rate"] for r in rows if r["effect"]]
    print(
        f"  wrong directions to expect among effects said: {chance(effects).wrong:.2f} of {len(effects)}"
    )
    lives = {r["life"] for r in rows}
    said = [any(r["effect"] for r in rows if r["life"] == one) for one in lives]
    print(f"  lives in which some effect is said: {share(said)}")


PARTS: dict[str, tuple[Callable[[int], list[Row]], Callable[[list[Row]], None]]] = {
    "before": (before, say_before),
    "change": (change, say_change),
    "during": (lately, say_lately),
    "felt": (felt, say_felt),
    "chance": (nothing, say_nothing),
}


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--what", choices=[*PARTS, "all"], default="all")
    parser.add_argument("--people", type=int, default=160)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for name, (made, said) in PARTS.items():
        if asked.what not in {name, "all"}:
            continue
        start = time.perf_counter()
        lives = max(1, round(asked.people / OTHERS))
        rows = [row for i in range(lives) for row in made(asked.seed * 10_000 + i)]
        print(f"\n## {name}: {lives} lives, seed {asked.seed}, {time.perf_counter() - start:.0f} s")
        said(rows)


if __name__ == "__main__":
    main()
