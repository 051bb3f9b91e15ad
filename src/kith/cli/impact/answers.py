"""What `kith impact` says beyond effects: changes between two dates, reverse cause, feeling, chance."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kith.impact import BeforeContact, Between, Effect, Ratio, chance, disagreement
from kith.impact.report import before_as_json, between_as_json, felt_as_json
from kith.plots.ink import written
from kith.wording import sentence

if TYPE_CHECKING:
    from kith.cli.impact.told import Told

LEAST_SAID = 0.1  # of wrong directions to expect, below which no number is given
DECLARED = {"nourishing", "draining"}
CHANGE_HEADS = ("who", "first", "second", "change", "interval", "large", "why_not")
BEFORE_HEADS = ("who", "begun", "observed", "latent", "placebo", "needed")


def answers_as_json(told: "Told") -> dict[str, Any]:
    """Return the further answers under their keys; `between` only where dates were given."""
    rates = said_rates(told)
    expected = chance(rates)
    said: dict[str, Any] = {
        "before": [before_as_json(one) for one in told.before],
        "felt": [felt_as_json(one) for one in told.courses.values()],
        "chance": {"said": expected.said, "wrong": expected.wrong},
    }
    if told.changes:
        said["between"] = [between_as_json(one) for one in told.changes]
    return said


def said_rates(told: "Told") -> list[float]:
    """Return the false sign rates of everything that is said of anybody, by every outcome."""
    beside = [rate for one in told.beside for rate in said_rates(one)]
    effects = [e.false_sign_rate for e in told.effects if e.verdict in DECLARED]
    before = [b.false_sign_rate for b in told.before if b.sure]
    changes = [b.false_sign_rate for b in told.changes if b.sure]
    return [rate for rate in (*effects, *before, *changes, *beside) if rate is not None]


def answer_lines(told: "Told") -> Iterator[str]:
    """Return the sentences of the further answers, those of one kind together."""
    yield from before_lines(told)
    yield from disagreement_lines(told)
    yield from chance_lines(told)


def before_lines(told: "Told") -> Iterator[str]:
    """Return what comes before contacts with people, and what could explain an effect away."""
    effects = {effect.person: effect for effect in told.effects}
    for found in told.before:
        yield from _before(told, found, effects[found.person])


def disagreement_lines(told: "Told") -> Iterator[str]:
    """Return of whom feeling and effect go apart."""
    for effect in told.effects:
        course = told.courses.get(effect.person)
        code = disagreement(course, str(effect.verdict), effect.false_sign_rate)
        if code is not None:
            yield _of("disagree", code, told, effect.person)


def chance_lines(told: "Told") -> Iterator[str]:
    """Return how many of the things that are said may be wrong, where anything is."""
    expected = chance(said_rates(told))
    if expected.said:
        many = "hardly" if expected.wrong < LEAST_SAID else "expected"
        yield sentence(
            "impact", "chance", many, n=expected.said, wrong=written(expected.wrong, ".1f")
        )


def before_rows(told: "Told") -> list[list[str]]:
    """Return the table of what comes before contacts, its heads first; empty where none is told."""
    known = [one for one in told.before if one.observed is not None]
    if not known:
        return []
    heads = [sentence("impact", "column", head) for head in BEFORE_HEADS]
    return [heads, *(_before_row(told, one) for one in known)]


def _before_row(told: "Told", found: BeforeContact) -> list[str]:
    from kith.cli.impact.told import shown

    placebo = "–"
    if found.placebo is not None:
        mean, low, high = (told.number(value) for value in found.placebo)
        placebo = f"{mean} ({low} … {high})"
    needed = "–" if found.needed is None else _factor(found.needed)
    factors = [_ratio(found.observed), _ratio(found.latent)]
    return [shown(found.person), str(found.starts), *factors, placebo, needed]


def _ratio(found: Ratio | None) -> str:
    if found is None:
        return "–"
    mean, low, high = (_factor(value) for value in found)
    return f"{mean} ({low} … {high})"


def change_rows(told: "Told") -> list[list[str]]:
    """Return the table of changes between two dates, its heads first; empty without dates."""
    if not told.changes:
        return []
    heads = [sentence("impact", "column", head) for head in CHANGE_HEADS]
    rows = [heads, *(_change(told, one) for one in told.changes)]
    return rows if any(row[-1] for row in rows[1:]) else [row[:-1] for row in rows]


def _change(told: "Told", found: Between) -> list[str]:
    from kith.cli.impact.told import shown

    counts = [sentence("impact", "count", "contacts", n=s.contacts) for s in _stretches(found)]
    if found.change is None:
        why = sentence("impact", "refused", str(found.refused))
        return [shown(found.person), *counts, "–", "–", "–", why]
    means = [told.number(s.effect.mean) for s in _stretches(found) if s.effect is not None]
    sides = [f"{mean} ({n})" for mean, n in zip(means, counts, strict=True)]
    low, high = told.number(found.change.low), told.number(found.change.high)
    large = written(found.change.p, ".2f")
    return [
        shown(found.person),
        *sides,
        told.number(found.change.mean),
        f"{low} … {high}",
        large,
        "",
    ]


def _stretches(found: Between) -> tuple[Any, Any]:
    return found.first, found.second


def _before(told: "Told", found: BeforeContact, effect: Effect) -> Iterator[str]:
    if found.observed is not None and found.sure:
        # Of the way it goes: low mood brings 1.4 times as many, not 0.7 times for each one higher.
        turned = found.said == "lower_before"
        ends = [1.0 / value for value in found.observed] if turned else list(found.observed)
        mean, *bounds = ends
        numbers = {
            "factor": _factor(mean),
            "low": _factor(min(bounds)),
            "high": _factor(max(bounds)),
        }
        yield _of("before", found.said, told, found.person, **numbers)
    if found.needed is not None and found.latent is not None and effect.verdict in DECLARED:
        latent = dict(zip(("seen", "low", "high"), map(_factor, found.latent), strict=True))
        yield _of(
            "before",
            "could_explain" if found.could_explain else "needed",
            told,
            found.person,
            needed=_factor(found.needed),
            **latent,
        )


def _factor(value: float) -> str:
    return written(value, ".2f" if value < 10.0 else ".0f")


def _of(section: str, code: str, told: "Told", person: str, **values: str) -> str:
    from kith.cli.impact.told import shown

    said = {"person": shown(person), "outcome": told.outcome()}
    return sentence("impact", section, code, **said, **values)
