"""Bring runs of practices and intentions back from an export; what makes no sense is kept as text."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kith.exchange import life
from kith.practices import Practice
from kith.practices.fitting import fitting
from kith.web.practise import library
from kith.web.practise.library import digest
from kith.web.practise.models import Answer, Definition, Intention, Run

if TYPE_CHECKING:
    from kith.web.keep.returning import Home

MODELS: dict[str, Any] = {"runs": Run, "intentions": Intention}
UIDS = ("runs", "intentions")


def answers_of(row: life.Row, practice: Practice | None) -> tuple[dict[str, Any], bool]:
    """Return the answers of a row that their fields can have, and whether those are all of them."""
    said = _parsed(row["values"])
    if not isinstance(said, dict):
        return {}, False
    step = (
        next((one for one in practice.steps if one.id == row["step"]), None) if practice else None
    )
    fit = fitting(step, said) if step else said
    return fit, len(fit) == len(said)


def looks_fit(row: life.Row) -> bool:
    """Say whether each time somebody looked back has a time and an answer."""
    looks = _parsed(row["looks"])
    return isinstance(looks, list) and all(
        isinstance(one, dict) and isinstance(one.get("said"), str) for one in looks
    )


def not_now_of(row: life.Row) -> dict[str, str] | None:
    """Return which practices are not to be offered before which day; None where it makes no sense."""
    said = _parsed(row["not_now"])
    texts = isinstance(said, dict) and all(isinstance(until, str) for until in said.values())
    return said if texts else None


def definitions(home: "Home") -> dict[int, int]:
    """Keep the files of practices; return their keys by the number in the export."""
    found = {}
    for row in home.held["practice_files"]:
        kept, _ = Definition.objects.get_or_create(
            space=home.space, digest=digest(row["text"]), defaults={"text": row["text"]}
        )
        found[row["number"]] = kept.pk
    return found


def answers(home: "Home", new: dict[str, int]) -> None:
    """Keep the answers of the runs that came in; `new` are their keys by uid."""
    runs = Run.objects.select_related("definition").in_bulk([*new.values()])
    practices = {pk: library.practice_of(run) for pk, run in runs.items()}
    made = {}
    for row in home.held["run_answers"]:
        if row["run"] not in new:
            continue
        run = new[row["run"]]
        said, whole = answers_of(row, practices[run])
        if not whole:
            home.keep("run_answer", row)
        if whole or said:
            at = datetime.fromisoformat(row["at"]).astimezone(UTC)
            made[run, row["step"]] = Answer(run_id=run, step=row["step"], at=at, values=said)
    Answer.objects.bulk_create(made.values(), batch_size=500)


def bring(home: "Home") -> None:
    """Bring runs with their answers, and intentions; what looking back makes no sense is kept as text."""
    from kith.web.keep import returning

    people, files = home.keys["people"], definitions(home)
    for table in UIDS:
        new, more = returning.not_here(home, table), []
        for row in new:
            said: dict[str, Any] = {"person_id": people.get(row["person"])}
            if table == "runs":
                said["definition_id"] = files[row["file"]]
            else:
                said["looks"] = _parsed(row["looks"]) if looks_fit(row) else []
                if not looks_fit(row):
                    home.keep("intention", row)
            more.append(said)
        made = returning.write_owned(home, table, new, more)
        if table == "runs":
            answers(home, {row["uid"]: one.pk for row, one in zip(new, made, strict=True)})


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
