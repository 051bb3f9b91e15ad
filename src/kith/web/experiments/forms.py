"""What the pages of experiments read from a browser."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.web.experiments.questions import BY_CODE, HOURS, LENGTHS, OWN, QUESTIONS
from kith.web.people.models import Person
from kith.web.shell.own_words import OwnForm

LONGEST = 200
NOBODY = ""
MISSING = _(
    "What would you do on a yes day? Nothing was lost. You could say it in a few words, or choose "
    "one of the ideas above."
)


class PlanForm(OwnForm):
    """What to try, about when, and who it is about, if anybody."""

    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    question = forms.ChoiceField(
        choices=[(q.code, q.name) for q in QUESTIONS],
        widget=forms.RadioSelect,
        label=_("What would you like to try?"),
        initial=QUESTIONS[0].code,
    )
    doing = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("What you do on a yes day"),
        help_text=_("In your own words, so that you know afterwards whether you did it."),
    )
    hour = forms.TypedChoiceField(
        choices=[(str(hour), said) for hour, said in HOURS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        label=_("About when"),
        initial="18",
    )
    person = forms.ChoiceField(
        required=False,
        label=_("Is it about somebody?"),
        help_text=_("You can leave this open."),
    )
    cue = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("What will remind you?"),
        help_text=_("For instance a note at the door. Kith sends no messages; it stands on Today."),
    )
    private = forms.ChoiceField(
        required=False,
        choices=[
            ("none", _("none of these")),
            ("care", _("medicine, or seeing a therapist, doctor or other helper")),
            ("child", _("time or contact with a child")),
            ("afraid", _("somebody whose reaction I am afraid of")),
            ("", _("rather not say")),
        ],
        widget=forms.RadioSelect,
        label=_("Is it about one of these?"),
        help_text=_("Only for this page. Your answer is not kept, and you can skip it."),
        initial="",
    )

    def __init__(self, people: Sequence[Person], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.people = {str(person.pk): person for person in people}
        names = [(key, person.name) for key, person in self.people.items()]
        field = self.fields["person"]
        field.choices = [(NOBODY, _("nobody, or rather not say")), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take the idea's own words where nothing was written."""
        said: dict[str, Any] = super().clean() or {}
        code = said.get("question", OWN)
        said["doing"] = " ".join(said.get("doing", "").split()) or str(BY_CODE[code].doing)
        said["cue"] = " ".join(said.get("cue", "").split())
        if not said["doing"] and "doing" not in self.errors:
            self.add_error("doing", str(MISSING))
        return said

    def about(self) -> Person | None:
        """Return who it is about."""
        return self.people.get(self.cleaned_data.get("person", NOBODY))

    def again(self) -> list[tuple[str, str]]:
        """Return what was said, for the page after this one; the private answer is not among it."""
        said = self.cleaned_data
        names = ("question", "doing", "hour", "person", "cue")
        uid = said.get("uid") or uuid.uuid4()
        return [("uid", str(uid)), *((name, str(said.get(name, ""))) for name in names)]


class LengthForm(OwnForm):
    """How many days."""

    days = forms.TypedChoiceField(
        choices=[(str(days), "") for days in LENGTHS], coerce=int, initial="28"
    )
