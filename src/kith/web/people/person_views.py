"""One person: their page, adding, changing, deleting with undo."""

from typing import Any

from django.db.models import Avg, Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.plots.ecomap import Shows
from kith.web.boundaries.doors import boundaries_of
from kith.web.insight.over_time import mood_over_time
from kith.web.people import (
    calling,
    care,
    days,
    deleting,
    doors,
    former,
    placing,
    snapshots,
    staying,
    working,
)
from kith.web.people.effects import effects_of, shown
from kith.web.people.everywhere.doing import can_be_undone, take_back
from kith.web.people.forms import UNPLACED, NewPersonForm, PersonForm, begun_with
from kith.web.people.models import Person
from kith.web.people.picture import Row
from kith.web.people.story import feelings_of, told
from kith.web.plan import open_copy
from kith.web.practise import leaving
from kith.web.practise.of_person import of_person
from kith.web.questionnaires import ties
from kith.web.room import running
from kith.web.shell import drafts, gone, inside, meanwhile, notices, scrubbing
from kith.web.shell.models import Space
from kith.web.shell.space import space_of, zone_of
from kith.web.today import care as offers
from kith.web.today.models import Contact

GOES = ("wordings", "limits", "apologies", "experiments", "responses")
GO_TOO = "practices"  # ticked: what was written in practices about somebody is deleted with them


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the story of one tie, and what it rests on."""
    space = space_of(request)
    person = doors.person_of(space, pk)
    stood = list(person.ties.order_by("at", "pk"))
    effect = effects_of(space).get(person.pk)
    shows = shown(person, effect)
    moments = days.page_of(person, request.GET.get("page", ""))
    context = {
        "person": person,
        "row": Row(person, stood[-1] if stood else None, effect, shows),
        "story": told(stood),
        "moments": moments,
        "state": working.of(space, known=effect is not None, named=bool(moments.paginator.count)),
        "over_time": mood_over_time(space, pk) if effect and shows != Shows.UNSAID else None,
        "put_forward": care.puts_forward(person, raised=pk in offers.raised(request)),
        "renamed": can_be_undone(person),
        "boundaries": boundaries_of(person),
        "practised": of_person(person),
        "about_tie": ties.of_person(person),
        "felt": feelings_of(
            days.contacts_of(person).aggregate(
                all=Count("pk"), rated=Count("felt"), mean=Avg("felt")
            )
        ),
    }
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put somebody on the map."""
    space = space_of(request)
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        twins = doors.has_namesake(space, form.cleaned_data["name"])
        person = form.write(Person(space=space))
        _place(space, person, form.cleaned_data["circle"])
        drafts.saved(request, space)
        kept = _("Kept. You can move them on the map, or say more on their page.")
        if twins:
            kept = _(
                "Kept. Somebody else here has this name; a word after it would tell them apart."
            )
        notices.notify(request, kept)
        return _read(request, person, form)
    _read_refused(request, space, form)
    return render(request, "people/add.html", {"form": form})


def _read(request: HttpRequest, person: Person, form: PersonForm) -> HttpResponse:
    """Lead on to somebody's page, or to help first where what was written of them asks for it."""
    offer = offers.offer_for(person.space, form.own_text(), names=form.named())
    where = reverse("person", args=[person.pk])
    return offers.answer(request, offer, where, ties=[person.pk])


def _read_refused(request: HttpRequest, space: Space, form: PersonForm) -> None:
    if form.errors:
        offers.refused(request, offers.offer_for(space, form.own_text(), names=form.named()))


def _place(space: Space, person: Person, circle: str) -> None:
    if circle == UNPLACED:
        return
    now, zone = timezone.now(), zone_of(space)
    snapshots.write_down(person, {"circle": int(circle)}, now.astimezone(zone).date(), zone, now)
    placing.settle(space)


@gone.holds(
    doors.there,
    lambda request, _rows: PersonForm(request.POST),
    restore=take_back,
    anew=lambda _rows: reverse("person_add"),
)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who somebody is."""
    space = space_of(request)
    person = doors.person_of(space, pk)
    form = _form(person, request.POST or None)
    stood = calling.may_stand(person)
    if request.method == "POST" and form.is_valid() and _kept(request, person, form):
        drafts.saved(request, space)
        notices.notify(request, " ".join([_("Your changes are kept."), *_left(person, stood)]))
        return _read(request, person, form)
    _read_refused(request, space, form)
    status = 200
    if meanwhile.of(request):
        person, status = doors.person_of(space, pk), meanwhile.CONFLICT
        offers.refused(request, offers.offer_for(space, form.own_text(), names=form.named()))
    return render(request, "people/edit.html", {"person": person, "form": form}, status=status)


def _form(person: Person, data: Any = None) -> PersonForm:
    form = PersonForm(data, initial=begun_with(person))
    if not calling.may_be_marked(person):
        del form.fields["safe_to_call"]
    return form


def _kept(request: HttpRequest, person: Person, form: PersonForm) -> bool:
    def write() -> None:
        if form.cleaned_data["name"] != person.name:
            staying.keep_silent(person, tied=False)
            former.keep(person, [person.name], timezone.now())
        form.write(person)

    def again() -> PersonForm:
        return _form(doors.person_of(person.space, person.pk))

    return meanwhile.kept(request, form, write, again)


def _left(person: Person, stood: bool) -> list[str]:
    """Return what is to be told where somebody stood in the plan and an open copy still has them."""
    if not stood or calling.may_stand(person) or not open_copy.may_show(running.current(), person):
        return []
    return [
        _(
            "They are no longer among the people in your plan. The open copy of it may still name "
            "them; you could make it anew on the page of the plan, or take it away in the settings."
        )
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Explain what deleting takes away and what stays, then do it; it can be undone."""
    space = space_of(request)
    person = doors.person_of(space, pk)
    if request.method == "POST":
        stood = calling.may_stand(person)
        person.deleted_at = timezone.now()
        person.save(update_fields=["deleted_at"])
        leaving.choose(person, go=GO_TOO in request.POST)
        undo_at = reverse("person_undo", args=[pk])
        said = _("Deleted. What you wrote about your days stays.")
        notices.notify(request, " ".join([said, *_left(person, stood)]), undo=undo_at)
        return redirect("people")
    return render(request, "people/delete.html", _what_becomes(person))


def _what_becomes(person: Person) -> dict[str, Any]:
    """Return how many rows of each sort stay without somebody, or go with them."""
    contacts = Contact.objects.filter(space=person.space, people=person, deleted_at=None)
    practised = leaving.runs_of(person).count(), leaving.intentions_of(person).count()
    kept = (
        *(person.wordings, person.limits, person.apologies, person.experiments),
        person.responses,
    )
    counts = [rows.filter(deleted_at=None).count() for rows in kept]
    return {
        "person": person,
        "contacts": contacts.count(),
        "practised": practised if any(practised) else (),
        "go_too": leaving.go_too(person),
        "goes": dict(zip(GOES, counts, strict=True)) if any(counts) else {},
    }


@require_http_methods(["GET", "HEAD", "POST"])
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Explain what is lost when somebody deleted is gone at once, then do it; there is no undo."""
    person = doors.deleted_person_of(space_of(request), pk)
    if request.method == "POST":
        leaving.choose(person, go=GO_TOO in request.POST)
        deleting.delete_for_good(person)
        scrubbing.leave_nothing()
        notices.notify(request, _("Deleted for good. What you wrote about your days stays."))
        return redirect("people")
    context = _what_becomes(person) | {"plan_is_shut": inside.is_shut(person.space)}
    return render(request, "people/delete_for_good.html", context)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring somebody back, with everything that was written about them."""
    person = doors.deleted_person_of(space_of(request), pk)
    take_back(person)
    notices.notify(request, _("They are back, and nothing was lost."))
    return redirect("person", pk)
