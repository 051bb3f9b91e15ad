"""`kith impact`: what each person does to an outcome, from any tidy diary, without a vault."""

import argparse
import json
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kith.cli.impact.answers import answers_as_json
from kith.cli.impact.ending import CANNOT_WRITE, WRONG_USE, ended, progress, say, unanswered
from kith.cli.impact.options import add_reading
from kith.cli.impact.reading import Material, NotUsableError, UnansweredError, read
from kith.exchange import ExchangeError
from kith.impact import (
    Diary,
    DiaryError,
    ImpactModel,
    ImpactWarning,
    as_json,
    felt_courses,
    ratings_of,
    rests_on,
)
from kith.impact.explained import rests_on_as_json
from kith.machine.writing import write_atomically
from kith.tongues import gettext as _
from kith.tongues import gettext_noop
from kith.wording import sentence

if TYPE_CHECKING:
    from kith.cli.impact.told import Told

EPILOG = gettext_noop(
    "Exit codes: 0 went well, 1 nothing can be worked out from this record, 2 wrong use, "
    "3 a question must be answered first, 4 not a file that Kith reads, 5 refused for safety, "
    "6 a result could not be written, 130 stopped. With --json what went wrong is JSON too."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_reading(parser)
    add = parser.add_argument
    add("--lower-is-better", action="store_true", help=_("less of the outcome is better"))
    add(
        "--also",
        action="append",
        default=[],
        metavar="COLUMN",
        help=_("another outcome beside it; chance is counted over all of them"),
    )
    add(
        "--also-lower",
        action="append",
        default=[],
        metavar="COLUMN",
        help=_("the same, where less of it is better"),
    )
    add(
        "--explain",
        metavar="PERSON",
        help=_(
            "also list the contacts that one answer rests on; best -, which asks or reads a line: a name "
            "in a command can be seen by other programs"
        ),
    )
    add(
        "--between",
        nargs=2,
        type=_date,
        metavar="DATE",
        help=_("also say how effects changed from one date to a later one (YYYY-MM-DD)"),
    )
    add("--html", type=Path, metavar="FILE", help=_("also write one page that needs nothing else"))
    add("--png", type=Path, metavar="FILE", help=_("also write the picture of all effects"))
    parser.epilog = f"{_(EPILOG)} {parser.epilog or ''}"


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a date is written as 2026-03-31")) from None


def run(args: argparse.Namespace) -> int:
    """Read, fit, print, write."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if args.between is not None and args.between[1] <= args.between[0]:
        text = sentence("impact", "problem", "dates_in_order")
        return say(text, "dates_in_order", WRONG_USE, as_json=args.json)
    try:
        _places_to_write(args)
        _outcomes_once(args)
        material = read(args)
        told = _fitted_all(args, material)
    except UnansweredError as error:
        return unanswered(error.found, as_json=args.json)
    except (ExchangeError, NotUsableError, DiaryError) as error:
        return ended(error, outcome=args.outcome, as_json=args.json)
    if args.explain is not None and args.explain not in told.diary.people:
        text = sentence("impact", "problem", "nobody_so_called")
        return say(text, "nobody_so_called", WRONG_USE, as_json=args.json)
    _say(args, told)
    return _write(args, told)


def _outcomes_once(args: argparse.Namespace) -> None:
    """Refuse an outcome that is asked for twice: it would be counted twice."""
    wanted = [args.outcome, *args.also, *args.also_lower]
    if len({*wanted}) < len(wanted):
        raise NotUsableError("same_outcome_twice", WRONG_USE)


def _fitted_all(args: argparse.Namespace, material: Material) -> "Told":
    """Fit the outcome, and those beside it."""
    told = _fitted(args, material, args.outcome, higher_is_better=not args.lower_is_better)
    beside = [
        *(_fitted(args, material, name, higher_is_better=True) for name in args.also),
        *(_fitted(args, material, name, higher_is_better=False) for name in args.also_lower),
    ]
    return replace(told, beside=beside)


def _fitted(
    args: argparse.Namespace, material: Material, outcome: str, *, higher_is_better: bool
) -> "Told":
    from kith.cli.impact.told import Told

    model = ImpactModel(seed=args.seed)
    beside = outcome != args.outcome  # which a covariate may be, too
    covariates = [name for name in args.covariate if not (beside and name == outcome)]
    try:
        diary = Diary.from_records(
            material.checkins,
            material.contacts,
            outcome=outcome,
            higher_is_better=higher_is_better,
            covariates=covariates,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ImpactWarning)  # they are said as notes
            model.fit(diary, progress=progress(sentence("impact", "said", "first_time")))
    except DiaryError as error:
        raise DiaryError(error.code, column=error.column or outcome) from error
    effects = model.effects()
    paths = {effect.person: model.path(effect.person) for effect in effects}
    changes = [model.change(e.person, *args.between) for e in effects] if args.between else []
    courses = felt_courses(ratings_of(material.contacts))
    return Told(
        diary,
        effects,
        paths,
        model.notes_,
        material,
        before=model.before(),
        changes=changes,
        courses={course.person: course for course in courses},
    )


def _say(args: argparse.Namespace, told: "Told") -> None:
    if args.json:
        said = as_json(told.effects, told.diary, told.notes) | answers_as_json(told)
        if told.beside:
            said["also"] = [
                as_json(one.effects, one.diary, one.notes) | answers_as_json(one)
                for one in told.beside
            ]
        if args.explain is not None:
            contacts = rests_on_as_json(rests_on(told.diary, args.explain))
            said["explained"] = {"person": args.explain, "contacts": contacts}
        print(json.dumps(said, ensure_ascii=False))
        return
    from kith.cli.impact.table import explained_lines, lines

    more = [] if args.explain is None else ["", *explained_lines(told, args.explain)]
    print("\n".join([*lines(told), *more]))


def _write(args: argparse.Namespace, told: "Told") -> int:
    """Write the page and the picture, each whole or not at all."""
    from kith.cli.impact.pictures import picture, whole_page
    from kith.plots import png

    wanted: Sequence[tuple[Path | None, Callable[[], bytes]]] = (
        (args.html, lambda: whole_page(told).encode()),
        (args.png, lambda: png(picture(told))),
    )
    for path, made in wanted:
        if path is None:
            continue
        try:
            write_atomically(path, made())
        except OSError:
            text = sentence("impact", "problem", "cannot_write")
            return say(text, "cannot_write", CANNOT_WRITE, as_json=args.json)
        print(sentence("impact", "said", "written", file=path.name), file=sys.stderr)
    return 0


def _places_to_write(args: argparse.Namespace) -> None:
    """Refuse, before any work, results that would go over each other or over the diary."""
    results = [path.resolve() for path in (args.html, args.png) if path is not None]
    sources = [p.resolve() for p in (args.checkins, args.contacts, args.map) if p is not None]
    if len({*results}) < len(results) or {*results} & {*sources}:
        raise NotUsableError("same_file_twice", WRONG_USE)
    if any(not path.parent.is_dir() or path.is_dir() for path in results):
        raise NotUsableError("cannot_write", CANNOT_WRITE)
