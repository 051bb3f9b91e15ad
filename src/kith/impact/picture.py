"""Pictures of a fit for a notebook, drawn by `kith.plots`, which is looked up when asked for.

Engines return numbers and import no drawing: the drawing is found at run time, as pandas finds
its plotting backends, and its words come from words.toml.
"""

import importlib
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from kith.impact.values import Effect, Path, Verdict

TONES = {Verdict.NOURISHING: "heal", Verdict.DRAINING: "drain"}


class Picture(str):
    """An SVG as text that shows itself as a picture in a notebook; `str()` gives the plain text."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        """Return its size; the text itself is long."""
        return f"<Picture: SVG of {len(self):,} letters; str() gives it>"


@cache
def _words() -> dict[str, dict[str, str]]:
    text = resources.files("kith.impact").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def forest_of(effects: Sequence[Effect], outcome: str) -> Picture:
    """Draw everybody's effect as SVG."""
    plots, said = importlib.import_module("kith.plots"), _words()["forest"]
    if len({effect.estimand for effect in effects}) > 1:
        effects = [replace(effect, kind=_kind_and_time(effect)) for effect in effects]

    def row(effect: Effect) -> str:
        return said["row"].format(
            person=effect.person,
            mean=effect.mean,
            low=effect.low,
            high=effect.high,
            verdict=effect.verdict,
        )

    words = plots.ForestWords(
        title=said["title"].format(outcome=outcome),
        description=said["description"],
        no_change=said["no_change"],
        lower=said["lower"],
        higher=said["higher"],
        row=row,
    )
    return Picture(plots.forest(effects, words=words))


def _kind_and_time(effect: Effect) -> str:
    """Return what stands beside a name where effects are not all about the same stretch of time."""
    return " · ".join(filter(None, (effect.kind, _words()["about"][effect.estimand])))


def path_of(path: Path, verdict: Verdict) -> Picture:
    """Draw one person's effect over the record as SVG."""
    plots, said = importlib.import_module("kith.plots"), _words()["path"]

    def date(at: Any, grain: str) -> str:
        return str(at.strftime(_words()["date"][grain]))

    words = plots.PathWords(
        title=said["title"].format(person=path.person),
        description=said["description"],
        line=said["line"],
        no_effect=said["no_effect"],
        date=date,
    )
    return Picture(plots.path(path, words=words, tone=TONES.get(verdict, "unknown")))
