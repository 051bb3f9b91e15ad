"""The page that shows where somebody stands in a life, and takes them out of it as far as wished."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from kith.web.insight.models import Fit
from kith.web.people.everywhere import doing
from kith.web.people.everywhere.asking import asked_first
from kith.web.people.everywhere.doing import Done
from kith.web.people.everywhere.forms import SOMEONE, EverywhereForm
from kith.web.people.everywhere.hits import Hit, found
from kith.web.people.everywhere.spots import unseen
from kith.web.people.models import Person
from kith.web.plan import open_copy, rewriting
from kith.web.room import running
from kith.web.shell import inside, notices, scrubbing
from kith.web.shell.models import Space
from kith.web.shell.space import space_of
from kith.web.today import care

MOST = 2000  # places at a time: each is shown before it is changed


@dataclass(frozen=True, slots=True)
class Touched:
    """How much of each kind names a person, beside the texts."""

    contacts: int
    alone: int
    check_ins: int
    ties: int
    care: int
    plan: int
    effects: bool


def _person(request: HttpRequest, pk: int) -> Person:
    """Return one person of this space, also one who is deleted and can still come back."""
    person = Person.objects.filter(space=space_of(request), pk=pk).first()
    if person is None:
        raise Http404
    return person


def touched(person: Person) -> Touched:
    """Count what names a person."""
    return Touched(
        contacts=person.contacts.filter(deleted_at=None).count(),
        alone=doing.alone_with(person).filter(deleted_at=None).count(),
        check_ins=person.check_ins.filter(deleted_at=None).count(),
        ties=person.ties.count(),
        care=person.care_settings.count(),
        plan=rewriting.parts_naming(person.space, str(person.uid)),
        effects=Fit.objects.filter(space=person.space, result__isnull=False).exists(),
    )


@transaction.non_atomic_requests  # the vault is written anew after the work, outside of it
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be touched; then change what is ticked and nothing else."""
    person = _person(request, pk)
    asks = asked_first(request, person)
    if asks is not None:
        return asks
    inside.show(request, person.space)
    begun = {"do", "look"} & request.POST.keys()
    form = EverywhereForm(person, request.POST if begun else None)
    hits = found(person, form.names)
    offer = care.offer_for(person.space, (), names=form.typed() if begun else ())
    if "do" in request.POST and form.is_valid():
        chosen = form.chosen(request.POST.getlist("hit"))
        if len(hits) <= MOST:
            done = doing.carry_out(person, chosen, timezone.now())
            where = _told(request, person, pk, done, at_once=chosen.at_once, gone=chosen.delete)
            return care.answer(request, offer, where)
        doing.change_texts(person, chosen, timezone.now())
        notices.notify(request, _("These are changed. Here are the next ones; the rest follows."))
        hits = found(person, form.names)
    care.refused(request, offer)
    return _shown(request, person, form, hits)


def _shown(
    request: HttpRequest, person: Person, form: EverywhereForm, hits: list[Hit]
) -> HttpResponse:
    again = "do" in request.POST
    ticked = set(request.POST.getlist("hit")) if again else None
    rows = [(hit, hit.ticked if ticked is None else hit.key in ticked) for hit in hits[:MOST]]
    shut, brought_locked = unseen(person.space)
    context: dict[str, Any] = {
        "person": person,
        "form": form,
        "names": form.names,
        "touched": touched(person),
        "others": [(hit, tick) for hit, tick in rows if not hit.theirs],
        "theirs": [(hit, tick) for hit, tick in rows if hit.theirs],
        "more": max(0, len(hits) - MOST),
        "shut": shut,
        "brought_locked": brought_locked,
        "copy_holds": open_copy.may_name(running.current(), form.names),
        "someone": SOMEONE,
        "sample_life": running.current().mode == "sample",
    }
    wrong = again and not form.is_valid()
    return render(request, "people/everywhere.html", context, status=422 if wrong else 200)


def _told(
    request: HttpRequest, person: Person, pk: int, done: Done, *, at_once: bool, gone: bool
) -> str:
    """Say what was done; return where to go."""
    said = _("They are deleted.") if gone else _("Done. The other word stands there now.")
    if done.changed:
        said += " " + ngettext(
            "%(n)d text was changed.", "%(n)d texts were changed.", done.changed
        ) % {"n": done.changed}
    if done.left:
        said += " " + ngettext(
            "%(n)d place still holds the name, as you left it.",
            "%(n)d places still hold the name, as you left them.",
            done.left,
        ) % {"n": done.left}
    undo = ""
    not_seen = _not_seen(person.space)
    if at_once:
        said += " " + _wiped(whole=not done.left and not not_seen)
    else:
        said += " " + _("For 30 days you can take it back.")
        undo = reverse("person_everywhere_undo", args=[pk])
    said = " ".join([said, *not_seen])
    notices.notify(request, said, undo=undo)
    return reverse("people") if gone else reverse("person", args=[person.pk])


def _not_seen(space: Space) -> list[str]:
    """Return what is to be told of places that could not be looked through."""
    shut, brought = unseen(space)
    said = []
    if shut:
        said.append(
            _(
                "What your second passphrase locks was not looked into: the name may still stand "
                "in your plan and your safety notes."
            )
        )
    if brought:
        said.append(
            _(
                "A locked plan that came with an import was not looked into: the name may still "
                "stand in it."
            )
        )
    return said


def _wiped(*, whole: bool) -> str:
    if scrubbing.not_yet():
        return _("It is gone from the file as soon as Kith locks; something else was reading it.")
    if not whole:
        return _("What was taken out is gone from the file.")
    return _("Nothing of it can be read in the encrypted file.")


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the name back where it stood, and the person where they were."""
    stayed = doing.take_back(_person(request, pk))
    said = _("The name stands where it was.")
    if stayed:
        said += " " + ngettext(
            "%(n)d text stays as it is now, because it was changed since.",
            "%(n)d texts stay as they are now, because they were changed since.",
            stayed,
        ) % {"n": stayed}
    notices.notify(request, said)
    return redirect("person", pk)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up the undo: what stood there before is gone now."""
    doing.forget_old_name(_person(request, pk))
    notices.notify(request, _("The old name is forgotten. Backups made before still hold it."))
    return redirect("person", pk)
