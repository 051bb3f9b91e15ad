"""One step of one run: where it is asked, its form, and what a form sent."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kith import practices
from kith.practices import Path, Practice, Step
from kith.web.people.doors import people_of
from kith.web.practise import course, telling
from kith.web.practise.forms import LONGEST, StepForm
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

    def composed(self) -> dict[str, str]:
        """Return the scripts of the step as they begin."""
        return telling.composed(self.practice, self.step, self.path, self.run)

    def form(self, data: Any = None) -> StepForm:
        """Return the form of the step; where it asks for people, with their names."""
        asks = any(field.kind is practices.Kind.PEOPLE for field in self.step.fields)
        names = [one.name for one in people_of(self.run.space)] if asks else []
        met = self.step in self.path.met
        begins = {} if met else course.earlier(self.practice, self.run)
        return StepForm(self.step, self.path.values, data, self.composed(), names, begins=begins)


def sent(request: HttpRequest) -> list[str]:
    """Return whatever was sent, as texts; some of it could not be read."""
    return [text[:LONGEST] for name in request.POST for text in request.POST.getlist(name)]
