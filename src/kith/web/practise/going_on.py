"""One practice that leads to another: begun at the end of a run, about the same person."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone

from kith.web.practise import creating, doors, saving
from kith.web.practise.library import library, practice_of
from kith.web.practise.models import Run


def begin(run: Run, texts: Mapping[str, str]) -> str:
    """Begin another practice, once; where it is not offered for this tie its own page says so."""
    name = texts.get("practice", "")
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


LADDER, STEPS = "trust_ladder", "steps"  # the practice that holds steps of trust, and its field


def trust_step(run: Run, texts: Mapping[str, str]) -> str:
    """Begin the trust ladder with this step on it, once; where it is not offered its page says so."""
    one, number = library().practices.get(LADDER), doors.number_of(LADDER)
    if one is None or number is None:
        return reverse("practise")
    if (
        not texts.get("step")
        or run.person is None
        or run.guarded
        or not doors.is_offered(one.gate, run.person)
    ):
        return reverse("practise_one", args=[number])
    uid, made = creating.uid_of(run, "trust_step", texts, Run.objects.all())
    if made is None:
        now = timezone.now()
        made = saving.begin(
            run.space, one, library().texts[LADDER], now, person=run.person, uid=uid
        )
        step = next(step for step in one.steps if any(f.id == STEPS for f in step.fields))
        saving.keep_part(made, step.id, {STEPS: [[texts["step"], None]]}, now)
    return reverse("practise_run", args=[made.pk])


creating.register("practice", begin)
creating.register("trust_step", trust_step)
