"""Which strings of a TOML file are text that a person reads, and the file in another language.

One rule for all of them, in `shown.toml`: a string is text when a name of the rule ends the way to
it (`title`, `country.name`), or when it lies in a table or list of such a name. The place by which
a translation is found is the file and that name: `practices/library/compass:title`.
"""

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kith.tongues.catalogues import said
from kith.tongues.speaking import OWN, spoken

KITH = Path(__file__).resolve().parent.parent
RULES = Path(__file__).with_name("shown.toml")
EVERYTHING = "*"
_FILLED = re.compile(r"\{[^{}]*\}|\$\w+|%\(\w+\)\w")
_LETTER = re.compile(r"[^\W\d_]")


class Rule(NamedTuple):
    """Which strings of some files are text, and in which catalogue they are translated."""

    files: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    domain: str
    area: str
    counted: bool = False

    @property
    def everything(self) -> bool:
        """Tell whether every string of the file is text."""
        return self.keys == ((EVERYTHING,),)

    def meant(self, way: tuple[str, ...]) -> str:
        """Return the name in this rule that ends the way to a value, or nothing."""
        if self.everything:
            return way[0]
        last = way[-1]
        return next((".".join(k) for k in self.keys if k[-1] == last and way[-len(k) :] == k), "")


class Shown(NamedTuple):
    """One text of a file: the place it is found by, and both forms where it counts something."""

    context: str
    text: str
    many: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in order; the first that names a file holds."""
    rows = _read(RULES)["rule"]
    return tuple(
        Rule(
            tuple(row["files"]),
            tuple(tuple(key.split(".")) for key in row["keys"]),
            row.get("domain", "texts"),
            row["area"],
            row.get("counted", False),
        )
        for row in rows
    )


def name_of(path: Path) -> str:
    """Return how a file of Kith is called in a place: its path in the package, without its ending."""
    inside = path.resolve()
    return inside.relative_to(KITH).with_suffix("").as_posix() if KITH in inside.parents else ""


@cache
def rule_for(name: str) -> Rule | None:
    """Return the rule for a file of this name; None where nothing in it is text."""
    return next(
        (rule for rule in rules() if any(fnmatchcase(name, one) for one in rule.files)), None
    )


def table(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds, its texts in the language that is spoken now."""
    return translated(name_of(path), _read(path))


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # here, so that the door starts without it

    return tomllib.loads(path.read_text(encoding="utf-8"))


def translated(name: str, raw: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of what a file of this name holds, its texts in the language spoken now."""
    if spoken() == OWN or (rule := rule_for(name)) is None:
        return raw

    def told(one: Shown) -> str:
        return said(one.context, one.text, rule.domain)

    copy: dict[str, Any] = _walk(raw, (), "", _Walk(name, rule, told))
    return copy


def shown(name: str, raw: dict[str, Any]) -> Iterator[Shown]:
    """Give every text of a file of this name, in the order of the file."""
    rule = rule_for(name)
    if rule is None:
        return
    found: list[Shown] = []

    def noted(one: Shown) -> str:
        found.append(one)
        return one.text

    _walk(raw, (), "", _Walk(name, rule, noted))
    yield from found


class _Walk(NamedTuple):
    """What holds for a whole file while it is gone through."""

    name: str
    rule: Rule
    told: Callable[[Shown], str]


def _walk(value: Any, way: tuple[str, ...], key: str, walk: "_Walk") -> Any:
    if isinstance(value, dict):
        if key and walk.rule.counted and value.keys() == {"one", "other"}:
            walk.told(Shown(f"{walk.name}:{key}", value["one"], value["other"]))
            return value
        copy = {}
        for inner, held in value.items():
            further = (*way, inner)
            copy[inner] = _walk(held, further, key or walk.rule.meant(further), walk)
        return copy
    if isinstance(value, list):
        return [_walk(held, way, key, walk) for held in value]
    if key and isinstance(value, str) and worded(value):
        return walk.told(Shown(f"{walk.name}:{key}", value))
    return value


def worded(text: str) -> bool:
    """Tell whether a text has words of its own, beside what is filled in."""
    return _LETTER.search(_FILLED.sub("", text)) is not None
