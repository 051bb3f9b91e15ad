"""Read and check the files of questionnaires. A file that does not hold together is refused whole."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kith.measures.branching import Branch
from kith.measures.errors import MeasureError
from kith.measures.spec import (
    Item,
    Licence,
    Measure,
    Option,
    Part,
    Reliable,
    Rule,
    Saying,
    Scoring,
)
from kith.tongues import each_tongue, table

FOLDER = Path(__file__).with_name("instruments")
GRADES = frozenset({"A", "A-", "B", "C"})
REDISTRIBUTION = frozenset({"yes", "nc", "nd", "ask"})
KINDS = frozenset({"sum", "mean", "each", "parts", "none"})
USES = frozenset({"trend", "safety"})
TIES = frozenset({"", "anyone", "partner"})
_CODE = re.compile(r"[a-z][a-z0-9_]{0,23}")


def ids() -> tuple[str, ...]:
    """Return the names of the questionnaires that are here, in their order on a page."""
    return tuple(_all())


def measure(name: str) -> Measure:
    """Return a questionnaire; raise `MeasureError` where there is none of that name."""
    found = _all().get(name)
    if found is None:
        raise MeasureError("unknown", name)
    return found


def load(path: Path) -> Measure:
    """Read one file and check it; raise `MeasureError` with the place that is wrong."""
    try:
        raw = table(path)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise MeasureError("not_toml", path.name) from None
    return made(raw)


def made(raw: Mapping[str, Any]) -> Measure:
    """Make a questionnaire of what a file holds, and check it."""
    try:
        found = _measure(raw)
    except KeyError as error:
        raise MeasureError("missing", str(error.args[0])) from None
    except (TypeError, AttributeError):
        raise MeasureError("wrong", "form") from None
    _check(found)
    return found


@each_tongue
def _all() -> dict[str, Measure]:
    read = sorted((load(path) for path in FOLDER.glob("*.toml")), key=lambda one: one.order)
    return {one.id: one for one in read}


def _measure(raw: Mapping[str, Any]) -> Measure:
    options = _options(raw["asked"].get("options", ()))
    plain = (
        "id",
        "name",
        "full_name",
        "about",
        "language",
        "use",
        "order",
        "minutes",
        "recall_days",
    )
    later = ("loinc", "loinc_total", "without_self_harm", "note", "tie")
    return Measure(
        **{name: raw[name] for name in plain},
        **{name: raw.get(name, "") for name in later},
        repeat_days=raw.get("repeat_days", 0),
        higher_means=raw["higher_means"],
        stem=raw["asked"].get("stem", ""),
        licence=_licence(raw["licence"]),
        items=tuple(_item(row, options) for row in raw.get("item", ())),
        scoring=_scoring(raw["score"]),
        follow_up=_item(raw["follow_up"], options) if "follow_up" in raw else None,
        rules=tuple(
            Rule(row["code"], tuple(row["items"]), row.get("at_least"), row.get("missing", False))
            for row in raw.get("branch", ())
        ),
        sayings=tuple(Saying(row["at_least"], row["text"]) for row in raw.get("saying", ())),
        reliable=Reliable(**raw["change"]) if "change" in raw else None,
    )


def _options(rows: Any) -> tuple[Option, ...]:
    return tuple(Option(**row) for row in rows)


def _item(row: Mapping[str, Any], options: tuple[Option, ...]) -> Item:
    own = {**row, "options": _options(row["options"]) if "options" in row else options}
    return Item(**own)


def _licence(row: Mapping[str, Any]) -> Licence:
    return Licence(**{**row, "sources": tuple(row["sources"])})


def _scoring(row: Mapping[str, Any]) -> Scoring:
    parts = tuple(
        Part(part["code"], part["about"], tuple(part["items"]), part["least"])
        for part in row.get("part", ())
    )
    return Scoring(row["kind"], row["low"], row["high"], row.get("most_missing", 0), parts)


def _check(one: Measure) -> None:
    """Hold every promise of the file against the rest of it."""
    licence, codes = one.licence, [item.code for item in one.items]
    known = {*one.by_code}
    faults = {
        "id": not _CODE.fullmatch(one.id),
        "use": one.use not in USES,
        "tie": one.tie not in TIES or bool(one.tie and (one.use == "safety" or one.rules)),
        "licence.grade": licence.grade not in GRADES,
        "licence.redistribution": licence.redistribution not in REDISTRIBUTION,
        "licence.accessed": not isinstance(licence.accessed, date),
        "licence.licence_evidence_url": not licence.licence_evidence_url.startswith("https://"),
        "licence": not all((licence.licence, licence.citation, licence.modifications)),
        "item": licence.redistribution == "ask" and (bool(one.items) or bool(one.stem)),
        "item.missing": licence.redistribution != "ask" and not one.items,
        "licence.sources": bool(one.items) and len(set(licence.sources)) < 2,
        "item.code": len(set(codes)) < len(codes) or not all(map(_CODE.fullmatch, known)),
        "item.options": any(not _options_hold(item) for item in one.by_code.values()),
        "score.kind": one.scoring.kind not in KINDS,
        "score.range": bool(one.items) and not _range_holds(one),
        "score.part": any(not {*part.items} <= {*codes} for part in one.scoring.parts)
        or (one.scoring.kind == "parts" and not one.scoring.parts),
        "branch.code": any(rule.code not in {*Branch} for rule in one.rules),
        "branch.items": any(not rule.items or not {*rule.items} <= known for rule in one.rules),
        "branch": any((rule.at_least is None) != rule.missing for rule in one.rules),
        "change": one.reliable is not None
        and (one.use == "safety" or one.scoring.kind == "parts" or one.reliable.threshold <= 0),
        "recall_days": one.recall_days < 0,
        "repeat_days": one.repeat_days and one.repeat_days < one.recall_days,
    }
    for where, wrong in faults.items():
        if wrong:
            raise MeasureError("wrong", f"{one.id} {where}")


def _options_hold(item: Item) -> bool:
    values = [option.value for option in item.options]
    said = [option.says for option in item.options]
    return len(values) > 1 and len({*values}) == len(values) == len({*said}) and all(said)


def _range_holds(one: Measure) -> bool:
    """Say whether the lowest and the highest answers give the ends that the file names."""
    ends = [[f(option.value for option in i.options) for i in one.items] for f in (min, max)]
    low, high = ends
    said = (one.scoring.low, one.scoring.high)
    match one.scoring.kind:
        case "sum":
            return (sum(low), sum(high)) == said
        case "mean" | "each" | "parts":
            return (min(low), max(high)) == said
        case _:
            return said == (0, 0)
