"""`kith measure`: score answers to a questionnaire, or list the questionnaires; needs no vault."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kith import measures
from kith.measures import Branch, Measure, Score
from kith.tongues import figures
from kith.tongues import gettext as _

MOST = 1 << 16  # bytes of answers
HELD_BACK = frozenset({Branch.CRISIS_FIRST})


class _NotAnswersError(Exception):
    """What was given cannot be read as answers; it says why, never what stood there.

    `found` are the answers in it that a parser came upon all the same, each with its code.
    """

    def __init__(self, said: str, found: Sequence[tuple[str, Any]] = ()) -> None:
        super().__init__(said)
        self.found = found


class _TwiceError(ValueError):
    """One question with two answers; nobody can know which of them holds."""

    def __init__(self, found: Sequence[tuple[str, Any]]) -> None:
        super().__init__()
        self.found = found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two actions and their options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    score = actions.add_parser(
        "score",
        help=_("score answers; what an answer calls for is said before any number"),
        description=(
            _(
                "Reads answers as JSON: a list in the order of the questions, or an object from their "
                "codes to numbers; null is a question left out. Where an answer is about death or "
                "self-harm, help comes first, and with a strong answer the total is said only with "
                "--total. A number is no verdict, and no number means that somebody is out of danger."
            )
        ),
        epilog=parser.epilog,
        allow_abbrev=False,
    )
    score.add_argument("id", metavar="ID", help=_("a questionnaire, as kith measure list names it"))
    score.add_argument(
        "--answers", required=True, metavar="FILE", help=_("a file, or - for a pipe")
    )
    score.add_argument(
        "--total", action="store_true", help=_("say the total also after help first")
    )
    score.add_argument("--json", action="store_true", help=_("print JSON"))
    listed = actions.add_parser(
        "list",
        help=_("list the questionnaires with their questions and licences"),
        description=_(
            "Lists the questionnaires. With --json: questions, options and licences, too."
        ),
        epilog=parser.epilog,
        allow_abbrev=False,
    )
    listed.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.epilog = _("Exit codes: 0 went well, 2 wrong use.") + f" {parser.epilog or ''}"


def run(args: argparse.Namespace) -> int:
    """Do the action; 0 went well, 2 wrong use."""
    if args.action == "list":
        return _list(as_json=args.json)
    try:
        found = measures.score(args.id, _read(args.answers))
    except measures.MeasureError:
        print(
            _("kith measure: there is no such questionnaire. Try: kith measure list"),
            file=sys.stderr,
        )
        return 2
    except measures.AnswerError as error:
        told = _("kith measure: these answers do not fit{place}. Nothing was scored.")
        place = _(" (at {item})").format(item=error.item) if error.item else ""
        return _refused(told.format(place=place), error.branches)
    except _NotAnswersError as error:
        return _refused(str(error), _of_each(args.id, error.found))
    one = measures.measure(args.id)
    print(
        _as_json(one, found, asked=args.total)
        if args.json
        else _as_text(one, found, asked=args.total)
    )
    return 0


def _refused(told: str, called_for: tuple[Branch, ...]) -> int:
    """Say that answers are refused, with help first where one of them seems to call for it.

    Where nothing was made out and a question that matters is not answered by what could be read,
    help is named after the sentence: what stood there may have been an answer to it.
    """
    from kith.cli import HELP_NOW

    if {*called_for} - {Branch.SOFTEN}:
        print("\n".join(_help_first(called_for)))
        print(told, file=sys.stderr)
    else:
        print("\n".join([told, *([_(HELP_NOW)] if called_for else [])]), file=sys.stderr)
    return 2


def _of_each(name: str, found: Sequence[tuple[str, Any]]) -> tuple[Branch, ...]:
    """Return what answers call for, each looked at by itself, the most urgent first."""
    try:
        met = {*measures.recognised(name, {})}
        for code, value in found:
            met |= {*measures.recognised(name, {code: value})}
    except measures.MeasureError:
        return ()
    return tuple(code for code in Branch if code in met)


def _read(place: str) -> Any:
    try:
        data = sys.stdin.buffer.read(MOST + 1) if place == "-" else _of_file(Path(place))
    except OSError:
        raise _NotAnswersError(
            _("kith measure: that file could not be read. Nothing was scored. Check its name.")
        ) from None
    try:
        if len(data) <= MOST:
            return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except _TwiceError as error:
        raise _NotAnswersError(
            _(
                "kith measure: a question is answered twice. Nothing was scored. You could take one out."
            ),
            error.found,
        ) from None
    except (ValueError, RecursionError):
        pass
    raise _NotAnswersError(
        _("kith measure: these are not answers in JSON. Nothing was scored. Try: [0, 1, 2]")
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; of two answers to one question none is dropped in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError(pairs)
    return found


def _of_file(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MOST + 1)


def _help_first(called_for: tuple[Branch, ...]) -> list[str]:
    """Return what stands before any number."""
    from kith.cli import HELP_NOW

    if not called_for:
        return []
    rows = [_(HELP_NOW), _("Numbers of your country: kith safety helplines --country XX")]
    if called_for[0] in measures.URGENT:
        return [_("You do not have to be alone with this."), *rows]
    if called_for[0] == Branch.SOFTEN:
        return [_("A question that matters was left open. That is fine."), *rows]
    return [_("There are people who know about this."), *rows]


def _held_back(found: Score, *, asked: bool) -> bool:
    return not asked and bool(HELD_BACK & {*found.branches})


def _as_json(one: Measure, found: Score, *, asked: bool) -> str:
    held = _held_back(found, asked=asked)
    said = {
        "schema": 1,
        "help_now": _help_first(found.branches),
        "branches": [str(code) for code in found.branches],
        "id": one.id,
        "total_held_back": held,
        "total": None if held else found.total,
        "low": found.low,
        "high": found.high,
        "answered": found.answered,
        "missing": list(found.missing),
        "prorated": found.prorated,
        "parts": {} if held else dict(found.parts),
    }
    return json.dumps(said)


def _as_text(one: Measure, found: Score, *, asked: bool) -> str:
    rows = _help_first(found.branches)
    if one.use == "safety":
        return "\n".join(
            [*rows, _("{name} leads to help only; no total is made.").format(name=one.name)]
        )
    if _held_back(found, asked=asked):
        return "\n".join([*rows, _("The total is there when you want it: add --total.")])
    if found.total is not None:
        told = _("{name}: {total}, from {low:g} to {high:g}. Higher means {means}.")
        rows.append(
            told.format(
                name=one.name,
                total=figures(str(found.total)),
                low=found.low,
                high=found.high,
                means=one.higher_means,
            )
        )
    elif one.scoring.kind == "parts":
        said = _(
            "{name}: each part is a mean by itself, from {low:g} to {high:g}; there is no total."
        )
        rows.append(said.format(name=one.name, low=found.low, high=found.high))
    elif one.scoring.kind != "each":
        rows.append(_("{name}: too much was left open for a total.").format(name=one.name))
    rows += [_part(one, code, value) for code, value in found.parts.items()]
    if found.prorated:
        rows.append(_("A question was left open; the total makes up for it."))
    return "\n".join(rows)


def _part(one: Measure, code: str, value: float | None) -> str:
    about = next((part.about for part in one.scoring.parts if part.code == code), "")
    about = about or one.by_code[code].asks
    return f"  {'—' if value is None else figures(str(value))}  {about}"


def _list(*, as_json: bool) -> int:
    every = [measures.measure(name) for name in measures.ids()]
    if as_json:
        print(json.dumps({"schema": 1, "measures": [_data(one) for one in every]}))
        return 0
    wide = max(len(one.id) for one in every)
    print("\n".join(f"{one.id:<{wide}}  {one.name}: {one.about}" for one in every))
    return 0


def _data(one: Measure) -> dict[str, Any]:
    licence = {name: getattr(one.licence, name) for name in one.licence.__slots__}
    return {
        "id": one.id,
        "name": one.name,
        "full_name": one.full_name,
        "use": one.use,
        "recall_days": one.recall_days,
        "tie": one.tie or None,
        "low": one.scoring.low,
        "high": one.scoring.high,
        "loinc": one.loinc or None,
        "stem": one.stem,
        "items": [
            {
                "code": item.code,
                "asks": item.asks,
                "options": {str(option.value): option.says for option in item.options},
            }
            for item in one.by_code.values()
        ],
        "licence": {**licence, "accessed": one.licence.accessed.isoformat()},
    }
