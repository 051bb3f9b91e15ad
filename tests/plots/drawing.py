"""Shared set-up: effects and paths with known numbers, and an SVG taken apart."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

from kith.plots import ForestWords, PathWords

SVG = "{http://www.w3.org/2000/svg}"
START = datetime(2026, 2, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    person: str = "Amara"
    kind: str = "friend"
    mean: float = 0.8
    low: float = 0.4
    high: float = 1.2
    sd_units: float = 0.4
    verdict: str = "nourishing"


@dataclass(frozen=True)
class Course:
    times: tuple[datetime, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


AMARA = Told()
DAD = Told("Dad", "parent", -0.7, -1.2, -0.2, -0.35, "draining")
JONAS = Told("Jonas", "partner", 0.05, -0.3, 0.45, 0.025, "no clear effect")
LENA = Told("Lena", "friend", 0.2, -9.0, 9.4, 0.1, "not enough yet")
WORDS = ForestWords(
    title="Mood after contact",
    description="Four people.",
    no_change="no change",
    lower="{value} lower",
    higher="{value} higher",
    row=lambda effect: f"{effect.person} says {effect.mean}",
    felt="how it felt",
)
FORMATS = {"day": "%d %b", "month": "%b", "month_year": "%b %Y", "year": "%Y"}
PATH_WORDS = PathWords(
    title="Dad, from February to now",
    description="It moves toward nothing.",
    line="The effect of Dad",
    no_effect="no effect",
    date=lambda at, grain: at.strftime(FORMATS[grain]),
)


def course(days: float, points: int = 30, start: float = -1.0, end: float = -0.1) -> Course:
    times = tuple(START + timedelta(days=days * i / (points - 1)) for i in range(points))
    mean = tuple(start + (end - start) * i / (points - 1) for i in range(points))
    return Course(times, mean, tuple(m - 0.4 for m in mean), tuple(m + 0.35 for m in mean))


def named(effect: Told, name: str) -> Told:
    return replace(effect, person=name)


def tree(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 (drawn by us a line before)


def rows(svg: str) -> list[ET.Element]:
    return [g for g in tree(svg).iter(f"{SVG}g") if "kp-row" in g.get("class", "")]


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in tree(svg).iter(f"{SVG}text")]
