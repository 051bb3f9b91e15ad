"""`kith impact score`: how well Impact foretells check-ins that it has not seen, in any record."""

import argparse
import json
import sys
import time
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kith.cli.impact.ending import NOTHING_TO_FIT, ended, progress, unanswered
from kith.cli.impact.options import add_reading
from kith.cli.impact.reading import Material, NotUsableError, UnansweredError, read_everybody
from kith.exchange import ExchangeError
from kith.impact import Diary, DiaryError, ImpactWarning
from kith.tongues import figures, gettext_noop
from kith.tongues import gettext as _
from kith.wording import sentence

if TYPE_CHECKING:
    from kith.impact.scoring import Scores

SCHEMA = 1
PRINTED = ("mean", "ar1", "lag_contact_ols", "no_contact", "full")
EPILOG = gettext_noop(
    "The protocol is in docs/impact.md. Exit codes: 0 went well, 1 nothing can be scored in this "
    "record, 2 wrong use, 3 a question must be answered first, 4 not a file that Kith reads, "
    "5 refused for safety, 130 stopped. With --json what went wrong is JSON too."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_reading(parser)
    parser.epilog = f"{_(EPILOG)} {parser.epilog or ''}"


def run(args: argparse.Namespace) -> int:
    """Read, score, print."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        people = read_everybody(args, standardise="first_40")
        started = time.perf_counter()
        scores, left_out, notes = scored(args, people)
        seconds = time.perf_counter() - started
    except UnansweredError as error:
        return unanswered(error.found, as_json=args.json)
    except DiaryError as error:
        return ended(_worded(error, args.outcome), outcome=args.outcome, as_json=args.json)
    except (ExchangeError, NotUsableError) as error:
        return ended(error, outcome=args.outcome, as_json=args.json)
    told = as_json(scores, args.outcome, seconds, left_out, notes)
    print(json.dumps(told, ensure_ascii=False) if args.json else "\n".join(lines(told)))
    return 0


def _worded(error: DiaryError, outcome: str) -> DiaryError | NotUsableError:
    """Return the error under the name that says what scoring needs, where it needs more than a fit."""
    own = {"too_few_checkins": "too_few_to_score", "constant_outcome": "constant_at_first"}
    if error.code not in own:
        return error
    return NotUsableError(own[error.code], NOTHING_TO_FIT, column=error.column or outcome)


def scored(
    args: argparse.Namespace, people: Sequence[Material]
) -> tuple["Scores", dict[str, int], list[str]]:
    """Return the scores of the persons, how many could not be scored by why, and notes."""
    from kith.impact.scoring import score, yardsticks

    diaries, left_out, notes = _diaries(args, people)
    models = yardsticks(args.seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ImpactWarning)
        found = score(
            diaries,
            models={name: models[name] for name in PRINTED},
            progress=progress(sentence("impact", "said", "first_time")),
        )
    for code, n in found.left_out.items():
        left_out[code] = left_out.get(code, 0) + n
    if not any(diary.people for diary in diaries):
        notes.append("nobody")
    return found, left_out, notes


def _diaries(
    args: argparse.Namespace, people: Sequence[Material]
) -> tuple[list[Diary], dict[str, int], list[str]]:
    """Return a diary a person; of several, those without any outcome are counted and left out."""
    diaries: list[Diary] = []
    left_out: dict[str, int] = {}
    notes: list[str] = []
    first: DiaryError | None = None
    for material in people:
        try:
            diary = Diary.from_records(
                material.checkins,
                material.contacts,
                outcome=args.outcome,
                covariates=args.covariate,
            )
        except DiaryError as error:
            first = first or error
            left_out[error.code] = left_out.get(error.code, 0) + 1
            continue
        diaries.append(diary)
        notes += diary.notes
    if not diaries and first is not None:
        raise first
    return diaries, left_out, list(dict.fromkeys(notes))


def as_json(
    scores: "Scores", outcome: str, seconds: float, left_out: dict[str, int], notes: list[str]
) -> dict[str, Any]:
    """Return what `kith impact score --json` prints; scores are in nats a check-in."""
    gains = {name: scores.gain(name, "ar1") for name in PRINTED if name != "ar1"}
    return {
        "schema": SCHEMA,
        "n": scores.n,
        "n_people": scores.people,
        "outcome": outcome,
        "log_score": {name: scores.mean(name) for name in PRINTED},
        "vs_ar1": {name: {"mean": mean, "se": se} for name, (mean, se) in gains.items()},
        "se_vs_ar1": gains["full"][1],
        "vs_no_contact": dict(zip(("mean", "se"), scores.gain("full", "no_contact"), strict=True)),
        "coverage90": scores.coverage("full"),
        "seconds": seconds,
        "seconds_each": dict(scores.seconds),
        "left_out": left_out,
        "notes": notes,
    }


def lines(told: dict[str, Any]) -> list[str]:
    """Return the same as a table for the terminal, with the sentences that belong to it."""

    def said(code: str, **values: object) -> str:
        return sentence("impact", "score", code, **values)

    heads = [said("model"), said("log_score"), said("vs_ar1"), said("se")]
    rows = [heads, *([said(name), *_numbers(told, name)] for name in PRINTED)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    table = [
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:]))])  # noqa: B905 (one shorter)
        for row in rows
    ]
    people = sentence("impact", "count", "persons", n=told["n_people"])
    rests = said("rests_on", checkins=told["n"], people=people, outcome=told["outcome"])
    inside = said("coverage", share=f"{told['coverage90']:.0%}")
    outside = [said("left_out", n=sum(told["left_out"].values()))] if told["left_out"] else []
    notes = [sentence("impact", "note", code) for code in told["notes"]]
    return [rests, "", *table, "", inside, said("what"), *outside, *notes]


def _numbers(told: dict[str, Any], name: str) -> list[str]:
    gain = told["vs_ar1"].get(name, {"mean": 0.0, "se": None})
    error = gain["se"]
    return [
        figures(f"{told['log_score'][name]:.4f}"),
        figures(f"{gain['mean']:+.4f}"),
        "–" if error is None else figures(f"{error:.4f}"),
    ]
