"""One practice that leads to another: begun at the end of a run, about the same person."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone

from kith.web.practise import creating, doors, saving
from kith.web.practise.library import library, practice_of
from kith.web.practise.models import Run


def begin(run: Run, texts: Mapping[str, str]) -> str:
    """Begin another practice, once; where it is not offered for this tie its own page says so."""
    name = texts["practice"]
    one, number = library().practices.get(name), doors.number_of(name)
    if one is None or number is None:
        return reverse("practise")
    person = run.person if one.person else None
    if not doors.is_offered(one.gate, person):
        return reverse("practise_one", args=[number])
    before = practice_of(run)
    if one.person and before is not None and before.person is None:  # nobody was asked for so far
        return reverse("practise_one", args=[number])
    uid, made = creating.uid_of(run, "practice", texts, Run.objects.all())
    made = made or saving.begin(
        run.space, one, library().texts[name], timezone.now(), person=person, uid=uid
    )
    return reverse("practise_run", args=[made.pk])


creating.register("practice", begin)
