"""One step of one run: where it is asked, its form, and what a form sent."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kith import practices
from kith.practices import Path, Practice, Step
from kith.web.people.care import guarded_in
from kith.web.people.doors import people_of
from kith.web.people.models import Person
from kith.web.practise import course, doors, telling
from kith.web.practise.forms import StepForm
from kith.web.practise.models import Run


@dataclass(frozen=True, slots=True)
class At:
    """One step of one run."""

    run: Run
    practice: Practice
    path: Path
    step: Step

    def address(self, step: Step | None = None) -> str:
        """Return where this step, or another one, is asked."""
        number = self.practice.number((step or self.step).id)
        return reverse("practise_step", args=[self.run.pk, number])

    def asked_first(self) -> list[Person]:
        """Return about whom private questions stand above this step: nobody once it was met."""
        if self.step in self.path.met:
            return []
        return doors.asks_first(self.run.space, self.practice, self.step)

    def composed(self) -> dict[str, str]:
        """Return the scripts of the step as they begin."""
        return telling.composed(self.practice, self.step, self.path, self.run)

    def form(self, data: Any = None) -> StepForm:
        """Return the form of the step; where it asks for people, with their names."""
        asks = any(field.kind is practices.Kind.PEOPLE for field in self.step.fields)
        people = list(people_of(self.run.space)) if asks else []
        names = [one.name for one in people]
        guarded = guarded_in(self.run.space) if asks else frozenset()
        kept_out = [one.name for one in people if one.pk in guarded]
        met = self.step in self.path.met
        begins = {} if met else {**course.earlier(self.practice, self.run), **self.path.part}
        values, composed = self.path.values, self.composed()
        return StepForm(
            self.step,
            values,
            data,
            composed,
            names,
            begins=begins,
            guarded=kept_out,
            boundaries=self.boundaries(),
        )

    def boundaries(self) -> list[str]:
        """Return the own boundaries that a field of the step offers, as sentences."""
        if not any(field.boundaries for field in self.step.fields):
            return []
        return doors.boundaries_of(self.run)


def sent(request: HttpRequest) -> list[str]:
    """Return whatever was sent, as texts; some of it could not be read."""
    return [text for name in request.POST for text in request.POST.getlist(name)]
