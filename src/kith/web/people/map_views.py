"""The map and its twin, the list; then and now; moving somebody."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.plots import ecomap
from kith.web.people import doors, picture, placing, snapshots, words
from kith.web.people.forms import PlaceForm
from kith.web.people.models import MapChoice, Person, Tie
from kith.web.people.picture import Life, Row
from kith.web.shell import notices
from kith.web.shell.models import Space
from kith.web.shell.space import space_of, zone_of

SORTS = ("name", "circle")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which day to look at (an index into the stops), and whether to compare it with now."""

    step: int | None
    compare: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Read what a page asks for; anything that is no number is now."""
        step = request.GET.get("step", "")
        known = step.isascii() and step.isdigit() and len(step) < 6
        return cls(int(step) if known else None, bool(request.GET.get("compare")))


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Open People the way this person likes it; unchosen, by the width of the page."""
    prefers = doors.prefers_list(space_of(request))
    show = "both" if prefers is None else "list" if prefers else "map"
    return _page(request, show)


@require_safe
def as_map(request: HttpRequest) -> HttpResponse:
    """Show the map."""
    return _page(request, "map")


@require_safe
def as_list(request: HttpRequest) -> HttpResponse:
    """Show the list."""
    return _page(request, "list")


@require_safe
def drawn(request: HttpRequest) -> HttpResponse:
    """Answer with the picture alone, for the slider and after a move."""
    space = space_of(request)
    context = _map(space, picture.life_of(space), Asked.of(request), timezone.now())
    return render(request, "people/picture.html", context)


def _page(request: HttpRequest, show: str) -> HttpResponse:
    space = space_of(request)
    life = picture.life_of(space)
    context: dict[str, Any] = {"show": show, "anybody": bool(life.people)}
    context |= _list(space, life, request.GET.get("sort", "name")) if show != "map" else {}
    if show != "list" and life.people:
        context |= _map(space, life, Asked.of(request), timezone.now())
    return render(request, "people/people.html", context)


def _list(space: Space, life: Life, sort: str) -> dict[str, Any]:
    rows = life.rows(snapshots.latest(life.ties))
    sort = sort if sort in SORTS else "name"
    if sort == "circle":
        rows.sort(key=_by_circle)
    deleted = Person.objects.filter(space=space, deleted_at__isnull=False).order_by("-deleted_at")
    return {"rows": rows, "sort": sort, "deleted": deleted}


def _by_circle(row: Row) -> int:
    return 5 if row.tie is None else (row.tie.circle - 1) % 4


def _map(space: Space, life: Life, asked: Asked, now: datetime) -> dict[str, Any]:
    zone = zone_of(space)
    stops = picture.stops(life, zone, now.astimezone(zone).date())
    last = len(stops) - 1
    step = min(last if asked.step is None else asked.step, last)
    if asked.compare and asked.step is None:
        step = 0
    newest = snapshots.latest(life.ties)
    rows = life.rows(newest)
    shown, changed = picture.nodes_of(rows), []
    if step < last:
        then = snapshots.as_of(life.ties, snapshots.end_of(stops[step], zone))
        old = picture.nodes_of(life.rows(then, then=True))
        old = picture.looked_back(old, picture.standing(shown))
        changed = picture.changes(life, then, newest)
        shown = picture.compared(shown, old) if asked.compare else old
        rows = rows if asked.compare else life.rows(then, then=True)
    return {
        "svg": ecomap.draw(shown, picture.map_words()),
        "on_map": [row for row in rows if row.tie],
        "waiting": [row for row in rows if not row.tie],
        "stops": [_stop(i, day, last) for i, day in enumerate(stops)],
        "step": step,
        "last": last,
        "compare": asked.compare and step < last,
        "back": step < last and not asked.compare,
        "since": stops[step],
        "changed": changed,
        "movable": step == last,
    }


def _stop(index: int, day: date, last: int) -> dict[str, Any]:
    return {"index": index, "day": day, "now": index == last}


@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep where the person put somebody on the map of now; the circle follows the distance."""
    space = space_of(request)
    person = doors.person_of(space, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return JsonResponse(
            {"said": _("Kith could not read that place. Nothing was changed.")}, status=400
        )
    now, zone = timezone.now(), zone_of(space)
    placing.settle(space)  # moving one moves nobody else
    tie = snapshots.write_down(person, form.cleaned_data, now.astimezone(zone).date(), zone, now)
    said = words.joined([person.name, str(words.CIRCLES_SAID[tie.circle])])
    return JsonResponse({"x": tie.x, "y": tie.y, "circle": tie.circle, "said": said})


@require_POST
def place_waiting(request: HttpRequest) -> HttpResponse:
    """Put everybody who has no place yet outside the circles, to be moved from there."""
    space, now = space_of(request), timezone.now()
    life = picture.life_of(space)
    placed = snapshots.latest(life.ties)
    waiting = [person for person in life.people if person.pk not in placed]
    Tie.objects.bulk_create(
        Tie(space=space, person=person, at=now, circle=ecomap.OUTSIDE) for person in waiting
    )
    placing.settle(space)
    notices.notify(request, _("They stand outside the circles. You can move them from there."))
    return redirect("people_map")


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember whether People opens as the map or as the list."""
    as_list = request.POST.get("as") == "list"
    MapChoice.objects.update_or_create(space=space_of(request), defaults={"as_list": as_list})
    notices.notify(
        request,
        _("People opens as a list from now on.")
        if as_list
        else _("People opens as a map from now on."),
    )
    return redirect("people")
