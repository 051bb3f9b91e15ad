"""Delete a person for good: their name and all that was said of them, but not of your days."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from kith.web.people import former, staying
from kith.web.people.models import Person
from kith.web.plan import rewriting
from kith.web.practise import leaving
from kith.web.questionnaires import ties
from kith.web.shell import drafts
from kith.web.shell.aside import KEPT
from kith.web.today.models import CheckIn


@transaction.atomic
def delete_for_good(person: Person) -> None:
    """Delete the name, the note, the ties, the care setting and the place in the plan of a person.

    What was silent because of them stays silent (`kith.web.people.staying`). What was written in
    practices about them stays without them, unless it was to go too (`kith.web.practise.leaving`).
    Their contacts and check-ins are the person's own days and stay, naming nobody. A check-in
    with nobody else becomes one whose company is not known: it must never read as "alone".
    """
    met = CheckIn.objects.filter(company=person)
    others = CheckIn.objects.filter(pk__in=met, company__in=Person.objects.exclude(pk=person.pk))
    only = list(met.exclude(pk__in=others).values_list("pk", flat=True))
    staying.keep_silent(person)
    drafts.forget_below(person.space, reverse("person", args=[person.pk]))
    rewriting.let_go(person.space, str(person.uid))
    ties.forget_drafts(person)
    leaving.part(person)
    person.delete()
    CheckIn.objects.filter(pk__in=only).update(company_known=False)


@transaction.atomic
def purge(now: datetime) -> int:
    """Delete for good whoever was deleted thirty days ago or more, and names kept for an undo.

    Returns how many rows that were.
    """
    gone = list(Person.objects.filter(deleted_at__lte=now - KEPT))
    for person in gone:
        delete_for_good(person)
    undone = former.undone().filter(at__lte=now - KEPT).delete()[0]
    return len(gone) + undone
