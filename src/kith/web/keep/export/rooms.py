"""Practices and boundaries in words, for the Markdown of an export: what was asked, what was said."""

from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as dated

from kith.web.boundaries import looking, standing, words
from kith.web.keep.export.prose import escaped, quoted
from kith.web.practise import doors, telling
from kith.web.shell.models import Space
from kith.web.shell.zones import zone_named


def runs(space: Space) -> list[dict[str, Any]]:
    """Return every practice that was begun, oldest first, under the headings of its steps."""
    found = []
    for run in reversed(doors.runs_of(space).prefetch_related("answers")):
        stands = telling.standing(run)
        steps = [
            {"title": _line(title), "asked": [_asked(one) for one in shown]}
            for title, shown in telling.everything(stands)
        ]
        found.append(
            {
                "title": _line(stands.title),
                "when": _when(run),
                "who": _line(run.person.name) if run.person else "",
                "before": run.before,
                "after": run.after,
                "steps": steps,
            }
        )
    return found


def boundaries(space: Space) -> list[dict[str, Any]]:
    """Return every boundary, the newest first, with what happened to it."""
    return [_boundary(one) for one in standing.all_of(space)]


def _boundary(one: standing.Standing) -> dict[str, Any]:
    row = one.boundary
    parts = (row.warmth, row.limit, row.offer, row.again)
    whole = standing.standing_of(row)
    return {
        "when": quoted(row.when) if row.when else "",
        "then": quoted(row.then),
        "since": _when(row),
        "sort": _line(str(words.sort(row.sort))),
        "state": _line(str(words.state(one.state))),
        "who": ", ".join(_line(p.name) for p in row.people.all() if p.deleted_at is None),
        "words": [quoted(part) for part in parts if part],
        "events": [_event(told) for told in looking.told(whole)],
    }


def _event(told: dict[str, Any]) -> dict[str, Any]:
    event = told["event"]
    said = (event.reaction, event.did, event.note, told["option"], event.plan, told["followed"])
    return {
        "when": _when(event),
        "what": _line(str(told["what"])),
        "who": _line(told["to"].name) if told["to"] else "",
        "severity": _line(str(told["severity"])),
        "said": [quoted(str(text)) for text in said if text],
    }


def _asked(one: telling.Shown) -> dict[str, Any]:
    return {"ask": _line(one.ask), "said": quoted("\n".join(one.lines))}


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _when(row: Any) -> str:
    return dated(timezone.localtime(row.at, zone_named(row.zone)), "j F Y, H:i")
