"""Bring runs of practices and intentions back from an export; what makes no sense is kept as text."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kith.exchange import life
from kith.web.practise.library import digest
from kith.web.practise.models import Answer, Definition, Intention, Run

if TYPE_CHECKING:
    from kith.web.keep.returning import Home

MODELS: dict[str, Any] = {"runs": Run, "intentions": Intention}
UIDS = ("runs", "intentions")


def answers_fit(row: life.Row) -> bool:
    """Say whether answers are values by the name of their field."""
    return isinstance(_parsed(row["values"]), dict)


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
    rows = [row for row in home.held["run_answers"] if row["run"] in new]
    for row in rows:
        if not answers_fit(row):
            home.keep("run_answer", row)
    made = {
        (new[row["run"]], row["step"]): Answer(
            run_id=new[row["run"]],
            step=row["step"],
            at=datetime.fromisoformat(row["at"]).astimezone(UTC),
            values=_parsed(row["values"]),
        )
        for row in rows
        if answers_fit(row)
    }
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
