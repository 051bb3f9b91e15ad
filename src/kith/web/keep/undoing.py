"""Take an import back: what it brought goes, what the person wrote or changed since stays."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.web.insight import fitting
from kith.web.keep import brought
from kith.web.keep.models import ImportBatch
from kith.web.keep.store import DATED
from kith.web.people.doors import is_used
from kith.web.people.models import Person
from kith.web.today.models import Contact


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How much stayed because the person had changed it: entries of days, and people."""

    changed: int


@transaction.atomic
def undo(batch: ImportBatch) -> TakenBack:
    """Remove the rows of an import and the people that only it brought.

    A row or a person changed by hand since the import stays and is theirs from then on. So does a
    contact told of beside an imported check-in: it stands by itself once the check-in is gone.
    """
    changed = brought.take_away(batch)
    _let_go_of_contacts(batch)
    for model in DATED:
        model.objects.filter(import_batch=batch, edited_at=None).delete()
        changed += model.objects.filter(import_batch=batch).update(import_batch=None)
    came = Person.objects.filter(import_batch=batch)
    changed += came.exclude(edited_at=None).count()
    for person in came.filter(edited_at=None):
        if not is_used(person):
            person.delete()
    came.update(import_batch=None)
    batch.kept.all().delete()
    fitting.forget_answers(batch.space)
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    return TakenBack(changed)


def sentence_of(taken: TakenBack) -> str:
    """Return what to tell the person, with the number of things that stayed."""
    if not taken.changed:
        return _("That import was taken back. What you wrote yourself is untouched.")
    return ngettext(
        "That import was taken back. %(count)d thing from it stays, because you changed it. "
        "What you wrote yourself is untouched.",
        "That import was taken back. %(count)d things from it stay, because you changed them. "
        "What you wrote yourself is untouched.",
        taken.changed,
    ) % {"count": taken.changed}


def _let_go_of_contacts(batch: ImportBatch) -> None:
    """Part the contacts that stay from the check-ins that go, which would take them along."""
    going = Contact.objects.filter(check_in__import_batch=batch, check_in__edited_at=None)
    going.exclude(import_batch=batch, edited_at=None).update(check_in=None)
