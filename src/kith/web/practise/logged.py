"""What other rooms hold, shown in a practice: support from Today, the map, questionnaires, pictures.

Each is shown as it lies there, counted and dated; nothing is weighed up, and nobody whose setting
asks for care is counted for what they gave.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.measures import Change
from kith.practices import Field
from kith.practices.kinds import LOGGED
from kith.tongues import figures
from kith.web.people import care, snapshots
from kith.web.people.models import Person, Tie
from kith.web.people.words import CIRCLES_SAID
from kith.web.practise import pictures
from kith.web.practise.library import library
from kith.web.practise.models import Picture, Run
from kith.web.questionnaires import doors as questionnaires
from kith.web.questionnaires import telling
from kith.web.shell.models import Space
from kith.web.today.models import Contact
from kith.web.today.words import SUPPORT

MONTH, SEASON = timedelta(days=30), timedelta(days=90)
PICTURES = "pictures"
OUTSIDE = 9  # further out than any circle; on the map "outside" is 0


@dataclass(frozen=True, slots=True)
class Logged:
    """A table with its headings, and lines below it; or pictures, and where to add one."""

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    lines: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] | None = None

    def __bool__(self) -> bool:
        return bool(self.rows or self.lines) or self.pictures is not None


def logged(run: Run, field: Field, now: datetime) -> Logged:
    """Return what a field shows of other rooms, for the person of a run where it has one."""
    return _GIVERS[field.logs](run.space, run.person, now)


def told(found: Logged) -> Iterable[str]:
    """Yield it as lines of text."""
    for label, cells in found.rows:
        said = ", ".join(f"{head}: {cell}" for head, cell in zip(found.heads, cells, strict=True))
        yield f"  {label}: {said}"
    for line in found.lines:
        yield f"  {line}"
    for picture in found.pictures or ():
        yield f"  {picture.alt or _('A picture, without words')}"


def support(space: Space, person: Person | None, now: datetime) -> Logged:
    """Count the ticks of Today for support: by kind with one person, else by person."""
    rows = Contact.objects.filter(
        space=space, deleted_at=None, at__gt=now - SEASON, at__lte=now
    ).exclude(gave=[], got=[])
    if person is not None:
        rows = rows.filter(people=person)
    guarded = care.guarded_in(space)
    found: dict[str, list[int]] = {}
    for contact in rows.prefetch_related("people"):
        here = [one for one in contact.people.all() if one.deleted_at is None]
        if guarded.intersection(one.pk for one in here):
            continue
        recent = now - contact.at <= MONTH
        for column, ticks in ((0, contact.got), (2, contact.gave)):
            known = [one for one in ticks if one in SUPPORT]
            labels = [str(SUPPORT[one]) for one in known] if person else [one.name for one in here]
            for label in labels if known else ():
                counts = found.setdefault(label, [0, 0, 0, 0])
                counts[column] += recent
                counts[column + 1] += 1
    heads = (
        _("got, 30 days"),
        _("got, 90 days"),
        _("gave, 30 days"),
        _("gave, 90 days"),
    )
    return Logged(heads, tuple((label, tuple(map(str, found[label]))) for label in sorted(found)))


def the_map(space: Space, person: Person | None, now: datetime) -> Logged:
    """Say how the map stands beside how it stood a season ago, and how many were met lately."""
    del person
    ties = list(
        Tie.objects.filter(space=space, person__deleted_at=None)
        .order_by("at", "pk")
        .select_related("person")
    )
    if not ties:
        return Logged()
    then, today = snapshots.as_of(ties, now - SEASON), snapshots.latest(ties)
    names = {tie.person_id: tie.person.name for tie in ties}
    counted = tuple(
        (str(words), (_count(then, circle), _count(today, circle)))
        for circle, words in CIRCLES_SAID.items()
    )
    moved = {
        _("New on the map: %(names)s"): [pk for pk in today if pk not in then] if then else [],
        _("Nearer than a season ago: %(names)s"): [
            pk for pk in then if _far(today[pk]) < _far(then[pk])
        ],
        _("Further out than a season ago: %(names)s"): [
            pk for pk in then if _far(today[pk]) > _far(then[pk])
        ],
    }
    lines = [
        said % {"names": ", ".join(sorted(names[pk] for pk in people))}
        for said, people in moved.items()
        if people
    ]
    lines.append(
        _("People you noted a contact with: %(month)s in 30 days, %(season)s in 90.")
        % _met(space, now)
    )
    return Logged((_("a season ago"), _("now")), counted, tuple(lines))


def questionnaires_of(space: Space, person: Person | None, now: datetime) -> Logged:
    """Say of each questionnaire when it was last filled in, its number, and whether that moved clearly."""
    del person, now
    lines = []
    for one in questionnaires.offered(space):
        rows = questionnaires.responses_of(space, one)
        last = telling.told(rows[-1]) if rows else None
        if last is None or last.score is None or last.score.total is None:
            continue
        said = _("%(name)s, %(day)s: %(n)s.") % {
            "name": one.name,
            "day": date_format(last.row.at, "j F Y"),
            "n": figures(f"{last.score.total:g}"),
        }
        change = telling.changed(one, rows)
        moved = _CHANGED.get(change[0]) if change else None
        lines.append(f"{said} {moved}" if moved else said)
    return Logged(lines=tuple(lines))


def pictures_kept(space: Space, person: Person | None, now: datetime) -> Logged:
    """Return the pictures that give hope; the page leads to where one is added."""
    del person, now
    return Logged(pictures=tuple(pictures.pictures_of(space)))


def shows_pictures(run: Run) -> bool:
    """Say whether a run is of a practice that shows pictures by now, whatever it did then."""
    now = library().practices.get(run.practice)
    return now is not None and any(field.logs == PICTURES for field in now.fields())


def _count(ties: Mapping[int, Tie], circle: int) -> str:
    return str(sum(tie.circle == circle for tie in ties.values()))


def _far(tie: Tie) -> int:
    return tie.circle or OUTSIDE


def _met(space: Space, now: datetime) -> dict[str, int]:
    def people(since: timedelta) -> int:
        rows = Contact.objects.filter(
            space=space, deleted_at=None, at__gt=now - since, at__lte=now, people__deleted_at=None
        )
        return rows.values("people").exclude(people=None).distinct().count()

    return {"month": people(MONTH), "season": people(SEASON)}


_CHANGED: dict[Change, Any] = {
    Change.HIGHER: gettext_lazy("Clearly higher than at the first time."),
    Change.LOWER: gettext_lazy("Clearly lower than at the first time."),
    Change.NO_CLEAR_CHANGE: gettext_lazy("No clear change since the first time."),
}
_GIVERS: dict[str, Callable[[Space, Person | None, datetime], Logged]] = {
    "support": support,
    "map": the_map,
    "measures": questionnaires_of,
    PICTURES: pictures_kept,
}
if {*_GIVERS} != LOGGED:  # a file could name what nobody shows
    raise AssertionError(LOGGED)
