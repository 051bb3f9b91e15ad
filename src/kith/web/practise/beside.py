"""What a finished run shows beside its answers: other times, ties side by side, what Impact says."""

from typing import Any

from django.utils import timezone

from kith.practices import Practice
from kith.web.people.effects import effects_of
from kith.web.practise import course, doors, ties, words
from kith.web.practise.models import Run


def beside(run: Run, practice: Practice) -> dict[str, Any]:
    """Return it for the page; of a tie with a care setting nothing is weighed up."""
    moved = course.moved(practice, run)
    rows = any(field.axis for field in practice.fields()) and not doors.is_guarded(run.person)
    effect = effects_of(run.space).get(run.person.pk) if rows and run.person else None
    return {
        "courses": course.courses(practice, run),
        "moved": words.moved(moved) if moved else "",
        "corners": ties.told(run.space, practice, timezone.now()) if rows else (),
        "effect": effect,
    }
