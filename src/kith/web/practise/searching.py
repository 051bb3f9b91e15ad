"""Look for words in what was written in practices, in what somebody wants to try, and of pictures.

Answers lie as JSON, where letters may stand as escapes; so they are read and compared here, as the
database compares the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kith.practices.running import texts
from kith.vault.backend.folding import holds
from kith.web.practise import doors, library, sealing
from kith.web.practise.intentions import intentions_of
from kith.web.practise.models import Answer
from kith.web.practise.pictures import pictures_of
from kith.web.shell.models import Space


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the words stand."""

    at: datetime
    text: str
    address: str


def answers_with(space: Space, words: str) -> list[Found]:
    """Return where the words stand, the newest first."""
    found = [*_answers(space, words), *_intentions(space, words), *_pictures(space, words)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _answers(space: Space, words: str) -> Iterator[Found]:
    mine = Q(run__in=doors.runs_of(space))
    for answer in Answer.objects.filter(mine).select_related("run", "run__definition"):
        practice = library.practice_of(answer.run)
        known = practice is not None and answer.step in {step.id for step in practice.steps}
        if practice is None or not known:
            continue
        hidden = sealing.closed(answer.run, practice, timezone.now())
        values = {name: value for name, value in answer.values.items() if name not in hidden}
        written = texts(practice.step(answer.step), values)
        if (text := next((one for one in written if holds(one, words)), None)) is not None:
            yield Found(answer.at, text, reverse("practise_run", args=[answer.run_id]))


def _intentions(space: Space, words: str) -> Iterator[Found]:
    for one in intentions_of(space):
        for text in (one.act, one.cue, one.how):
            if holds(text, words):
                yield Found(one.at, text, f"{reverse('practise')}#intentions")
                break


def _pictures(space: Space, words: str) -> Iterator[Found]:
    for one in pictures_of(space):
        if holds(one.alt, words):
            yield Found(one.at, one.alt, reverse("practise_picture", args=[one.pk]))
