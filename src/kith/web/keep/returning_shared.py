"""Bring back the questions for a session, the list of what was shared, and how often something is wanted."""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kith.exchange import life
from kith.web.keep import brought
from kith.web.questionnaires.doors import kept
from kith.web.questionnaires.models import Schedule
from kith.web.share.models import SessionPage, Shared

if TYPE_CHECKING:
    from kith.web.keep.returning import Home

MODELS: dict[str, Any] = {"shared": Shared, "schedules": Schedule}
UIDS = ("shared",)


def bring(home: "Home") -> None:
    """Bring what is not here yet."""
    _shared(home)
    _schedules(home)
    for row in home.held["session_page"][:1]:
        _questions(home, row)


def _shared(home: "Home") -> None:
    from kith.web.keep import returning

    here = returning.here(home, "shared", home.held["shared"])
    new = []
    for row in home.held["shared"]:
        if row["uid"] in here:
            continue
        if (days := _days(row)) is None:
            home.keep("shared", row)
            continue
        uid = returning.uid_in(home, "shared", UUID(row["uid"]))
        said = returning.values("shared", row) | {"uid": uid, **days}
        new.append(Shared(space=home.space, **said))
    returning.write(home, "shared", new, kept="created_at")
    home.counts["already_here"] += len(here)


def _days(row: life.Row) -> dict[str, date] | None:
    """Return the two days of a line; None where one is missing."""
    try:
        return {name: date.fromisoformat(row[name]) for name in ("since", "until")}
    except ValueError:
        return None


def _schedules(home: "Home") -> None:
    from kith.web.keep import returning

    here = set(Schedule.objects.filter(space=home.space).values_list("measure", flat=True))
    known = {*kept()}
    new = {}
    for row in home.held["schedules"]:
        if row["measure"] not in known:
            home.keep("schedule", row)
        elif row["measure"] not in here:
            day = row["not_before"]
            said = {"every": row["every"], "not_before": date.fromisoformat(day) if day else None}
            new[row["measure"]] = Schedule(space=home.space, measure=row["measure"], **said)
    returning.write(home, "schedules", [*new.values()])


def _questions(home: "Home", row: life.Row) -> None:
    """Take the questions where none wait here; else keep those of the file as text."""
    now = SessionPage.objects.filter(space=home.space).first()
    if now is not None and now.questions == row["questions"]:
        return
    if now is not None and now.questions:
        home.keep("session_page", row)
        return
    was = None if now is None else {"questions": now.questions}
    said = {"questions": row["questions"]}
    taken, _ = SessionPage.objects.update_or_create(space=home.space, defaults=said)
    brought.remember_settings(home.batch, taken, was)
