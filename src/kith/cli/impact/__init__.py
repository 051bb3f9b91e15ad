"""`kith impact`: what each person does to an outcome, from any tidy diary, without a vault."""

import argparse
import json
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kith.cli.impact.reading import Material, NotUsableError, UnansweredError, read
from kith.cli.import_lines import questions
from kith.cli.printable import printable
from kith.exchange import ExchangeError, Inspection
from kith.impact import Diary, DiaryError, ImpactModel, ImpactWarning, as_json
from kith.wording import sentence

if TYPE_CHECKING:
    from kith.cli.impact.told import Told

NOTHING_TO_FIT, WRONG_USE, QUESTION, CANNOT_WRITE = 1, 2, 3, 6
EPILOG = (
    "Exit codes: 0 went well, 1 nothing can be worked out from this record, 2 wrong use, "
    "3 a question must be answered first, 4 not a file that Kith reads, 5 refused for safety, "
    "6 a result could not be written, 130 stopped. With --json what went wrong is JSON too."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add = parser.add_argument
    add(
        "checkins",
        type=Path,
        metavar="CHECKINS",
        help="a tidy diary, an export of Kith, or any table with --map",
    )
    add("--contacts", type=Path, metavar="FILE", help="a tidy table of contacts beside it")
    add("--map", type=Path, metavar="TOML", help="a mapping that says which column is what")
    add("--outcome", default="mood", metavar="COLUMN", help="the column to look at (default: mood)")
    add("--lower-is-better", action="store_true", help="less of the outcome is better")
    add("--covariate", action="append", default=[], metavar="COLUMN", help="a number to allow for")
    add("--tz", metavar="ZONE", help="the zone of times that name none, as Europe/Oslo")
    add("--id", metavar="PERSON", help="whose rows, where the column `id` holds several people")
    add("--answer", action="append", default=[], metavar="KEY=VALUE", help="answer a question")
    add("--seed", type=_seed, default=0, metavar="N", help="the seed of all draws (default: 0)")
    add("--json", action="store_true", help="print the numbers as JSON")
    add("--html", type=Path, metavar="FILE", help="also write one page that needs nothing else")
    add("--png", type=Path, metavar="FILE", help="also write the picture of all effects")
    parser.epilog = f"{EPILOG} {parser.epilog or ''}"


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise argparse.ArgumentTypeError("a seed is a whole number from 0 on")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Read, fit, print, write."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        _places_to_write(args)
        material = read(args)
        told = _fitted(args, material)
    except UnansweredError as error:
        return _unanswered(args, error.found)
    except ExchangeError as error:
        where = printable(error.where)
        return _ended(args, "files", "ended", error.code, error.exit_code, where=where)
    except NotUsableError as error:
        return _ended(args, "impact", "problem", error.code, error.exit_code, **error.values)
    except DiaryError as error:
        return _ended(args, "impact", "problem", error.code, NOTHING_TO_FIT, **_about(error, args))
    _say(args, told)
    return _write(args, told)


def _fitted(args: argparse.Namespace, material: Material) -> "Told":
    from kith.cli.impact.told import Told

    diary = Diary.from_records(
        material.checkins,
        material.contacts,
        outcome=args.outcome,
        higher_is_better=not args.lower_is_better,
        covariates=args.covariate,
    )
    model = ImpactModel(seed=args.seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ImpactWarning)  # they are said as notes
        model.fit(diary, progress=_progress())
    effects = model.effects()
    paths = {effect.person: model.path(effect.person) for effect in effects}
    return Told(diary, effects, paths, model.notes_, material)


def _progress() -> Callable[[float], None]:
    """Return what shows the finished share where somebody is looking."""
    if not sys.stderr.isatty():
        return lambda _: None
    working, wide = sentence("impact", "said", "working"), 78
    print(f"{sentence('impact', 'said', 'first_time')} …".ljust(wide), end="\r", file=sys.stderr)

    def show(done: float) -> None:
        line = f"{working} … {done:.0%}" if done < 1.0 else ""
        print(line.ljust(wide), end="\r", file=sys.stderr, flush=True)

    return show


def _say(args: argparse.Namespace, told: "Told") -> None:
    if args.json:
        print(json.dumps(as_json(told.effects, told.diary, told.notes), ensure_ascii=False))
        return
    from kith.cli.impact.table import lines

    print("\n".join(lines(told)))


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
            _whole(path, made())
        except OSError:
            return _ended(args, "impact", "problem", "cannot_write", CANNOT_WRITE)
        print(sentence("impact", "said", "written", file=path.name), file=sys.stderr)
    return 0


def _whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _places_to_write(args: argparse.Namespace) -> None:
    """Refuse, before any work, results that would go over each other or over the diary."""
    results = [path.resolve() for path in (args.html, args.png) if path is not None]
    sources = [p.resolve() for p in (args.checkins, args.contacts, args.map) if p is not None]
    if len({*results}) < len(results) or {*results} & {*sources}:
        raise NotUsableError("same_file_twice", WRONG_USE)
    if any(not path.parent.is_dir() or path.is_dir() for path in results):
        raise NotUsableError("cannot_write", CANNOT_WRITE)


def _about(error: DiaryError, args: argparse.Namespace) -> dict[str, object]:
    return {"column": error.column or args.outcome, "columns": "–"}


def _unanswered(args: argparse.Namespace, found: Inspection) -> int:
    """Say which questions are open, each with its answers, and return the exit code."""
    text = sentence("files", "ended", "questions_open")
    if args.json:
        asked = found.as_json()["questions"]
        told = {"error": "questions_open", "message": text, "questions": asked}
        print(json.dumps(told, ensure_ascii=False))
    print("\n".join([text, *questions(found)]), file=sys.stderr)
    return QUESTION


def _ended(
    args: argparse.Namespace,
    catalogue: str,
    section: str,
    code: str,
    exit_code: int,
    **values: object,
) -> int:
    text = sentence(catalogue, section, code, **values)
    if args.json and exit_code != CANNOT_WRITE:  # then the numbers may be there already
        print(json.dumps({"error": code, "message": text}, ensure_ascii=False))
    print(text, file=sys.stderr)
    return exit_code
