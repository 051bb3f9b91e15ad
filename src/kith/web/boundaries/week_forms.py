"""What the pages about ground, cards and the week read from a browser."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.web.boundaries import words
from kith.web.boundaries.cards import Domain
from kith.web.boundaries.forms import RowForm, WithSomebody, line
from kith.web.shell.own_words import OwnForm
from kith.web.today.forms import Number

DAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)
LOADS = {
    "": _("not said"),
    0: _("0, light"),
    1: _("1, a little"),
    2: _("2, heavy"),
    3: _("3, very heavy"),
}
A_NUMBER = _(
    "A number from 0 to %(limit_value)s fits here. Nothing was saved yet, and what you wrote is "
    "still here. You could write another one."
)
NO_NAME = _(
    "What is it? Nothing was lost, and what you wrote is still here. You could write a word or two."
)


def amount(most: float, label: Any, help_text: Any = "") -> Number:
    """Return a field for a number of hours or points; it may stay empty."""
    field = Number(0, most, A_NUMBER)
    field.label, field.help_text = label, help_text
    return field


class GroundForm(WithSomebody):
    """What is comfortable and what is not, in one kind."""

    written = ("comfortable", "uncomfortable", "never", "sentence")
    comfortable = line(_("Comfortable for me"))
    uncomfortable = line(_("Uncomfortable for me"))
    never = line(_("Never all right for me"))
    sentence = line(_("In one sentence"), _("As you might say it, if you wanted to."))
    told = forms.BooleanField(required=False, label=_("I have told somebody"))
    field_order = ("comfortable", "uncomfortable", "never", "sentence", "told", "person")


class CardsForm(OwnForm):
    """The cards of one domain, each with three places; a card can stay where it is."""

    def __init__(self, domain: Domain, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.about = domain
        for card in domain.cards:
            self.fields[card.id] = forms.ChoiceField(
                required=False,
                choices=[("", _("leave open")), *words.SORTED.items()],
                widget=forms.RadioSelect,
                label=card.text,
            )


class CapacityForm(OwnForm):
    """What a usual week holds."""

    hours = amount(168, _("Hours in a week for others and for duties"))
    energy = amount(999, _("Points of energy in a week"), _("Any scale of your own. For instance 70: ten a day."))  # fmt: skip
    load = amount(99, _("Load that you can carry"), _("Each thing below weighs 0 to 3."))
    day_hours = amount(24, _("The most hours on one day"))
    day_energy = amount(999, _("The most energy on one day"))


class CommitmentForm(WithSomebody):
    """Something that takes hours and energy."""

    written = ("what",)
    what = line(_("What"), _("For instance: choir, calls with my sister, the night shift."))
    hours = amount(168, _("Hours a week"))
    energy = amount(999, _("Points of energy a week"))
    load = forms.ChoiceField(
        required=False,
        choices=[(str(key), said) for key, said in LOADS.items()],
        widget=forms.RadioSelect,
        label=_("How heavy it is to carry"),
        initial="",
    )
    days = forms.MultipleChoiceField(
        required=False,
        choices=[(str(key), said) for key, said in DAYS],
        widget=forms.CheckboxSelectMultiple,
        label=_("On which days"),
        help_text=_("None chosen: it is spread over the week."),
    )
    field_order = ("what", "hours", "energy", "load", "days", "person")

    def clean(self) -> dict[str, Any]:
        """Ask what it is; turn what was chosen into numbers."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("what") and "what" not in self.errors:
            self.add_error("what", str(NO_NAME))
        said["load"] = int(said["load"]) if said.get("load") else None
        said["days"] = sorted(map(int, said.get("days", ())))
        return said


class LinesForm(RowForm):
    """Own words for a no, a not now and a smaller yes; kept nowhere."""

    written = ("warm", "later", "smaller")
    warm = line(_("Something warm"), _("For instance: thank you for asking me."))
    later = line(_("When they could ask again"), _("For instance: after the first of May."))
    smaller = line(_("What I could do instead"), _("For instance: come for one hour."))


def sums(numbers: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Return each sum with its name."""
    names = {"hours": _("hours"), "energy": _("points of energy"), "load": _("load")}
    return [(names[one.measure], one) for one in numbers]
