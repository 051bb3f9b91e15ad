"""What the pages of People read from a browser."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.names import is_seen
from kith.records import Bond, Flow, Presence
from kith.web.people import words
from kith.web.people.models import Person
from kith.web.shell.own_words import OwnForm

LONGEST_NAME = 80
LONGEST_KIND = 40
MOST_OWN_KINDS = 12
TOO_MANY = _(
    "Up to twelve kinds fit here, of up to 40 letters each. Nothing was saved yet, and what you "
    "wrote is still here. You could shorten one, or put the rest into the note."
)
LONGEST_NOTE = 200_000
UNPLACED = "none"
CIRCLES = [("1", _("closest")), ("2", _("close")), ("3", _("acquainted")), ("0", _("outside"))]
NAME_MISSING = _(
    "A name or a nickname is needed. Nothing was lost: what you wrote is still here. You could use any name."
)


class PlaceForm(OwnForm):
    """A place on the map, −1..1, you in the middle."""

    x = forms.FloatField(min_value=-2, max_value=2)
    y = forms.FloatField(min_value=-2, max_value=2)


class PersonForm(OwnForm):
    """Who somebody is. Only a name, real or not, is needed."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        label=_("Name or nickname"),
        help_text=_("Whatever you call them. It does not have to be their real name."),
        error_messages={"required": NAME_MISSING},
    )
    kinds = forms.MultipleChoiceField(
        required=False,
        choices=list(words.KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        label=_("What they are to you"),
    )
    own_kinds = forms.CharField(
        required=False,
        max_length=400,
        label=_("In your own words"),
        help_text=_("For instance chosen family, sponsor, my ex's mother. Commas between them."),
    )
    pronouns = forms.CharField(
        required=False,
        max_length=40,
        label=_("Pronouns"),
    )
    presence = forms.ChoiceField(
        required=False,
        choices=list(words.PRESENCE.items()),
        widget=forms.RadioSelect,
        initial=Presence.PRESENT.value,
        label=_("Now"),
        help_text=_(
            "People who have died and people you do not see can have a place on the map too."
        ),
    )
    note = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Anything you want to remember"),
    )

    safe_to_call = forms.BooleanField(
        required=False,
        label=_("May stand in my plan for bad days"),
        help_text=_("Tick this only where calling or meeting them could not put you in danger."),
    )

    def clean_name(self) -> str:
        """Return the name; one of unseen signs alone is none."""
        name: str = self.cleaned_data["name"]
        if not is_seen(name):
            raise forms.ValidationError(str(NAME_MISSING))
        return name

    def clean_own_kinds(self) -> list[str]:
        """Return own kinds one by one, each once."""
        written = self.cleaned_data["own_kinds"].split(",")
        said = [" ".join(word.split()) for word in written]
        found = list(dict.fromkeys(word for word in said if word))
        if len(found) > MOST_OWN_KINDS or any(len(word) > LONGEST_KIND for word in found):
            raise forms.ValidationError(str(TOO_MANY))
        return found

    def own_text(self) -> list[str]:
        """Return what was written in a person's own words, also where the form is refused."""
        return [str(self[name].value() or "") for name in ("note", "own_kinds")]

    def named(self) -> list[str]:
        """Return what was typed anew in the place of a name; some of it is none."""
        fields = [name for name in ("name", "pronouns") if name in self.changed_data]
        return [str(self[name].value() or "") for name in fields]

    def write(self, person: Person) -> Person:
        """Keep what was written."""
        said = self.cleaned_data
        person.name = said["name"]
        person.kinds = list(dict.fromkeys([*said["kinds"], *said["own_kinds"]]))
        person.pronouns = said["pronouns"]
        person.presence = said["presence"] or Presence.PRESENT
        person.note = said["note"]
        person.safe_to_call = said.get("safe_to_call", False)  # absent where it is not offered
        person.edited_at = timezone.now()
        person.save()
        return person


class NewPersonForm(PersonForm):
    """Somebody new, and where they stand to begin with."""

    circle = forms.ChoiceField(
        choices=[*CIRCLES, (UNPLACED, _("not on the map yet"))],
        widget=forms.RadioSelect,
        initial="2",
        label=_("How close they are to you"),
    )
    field_order = ("name", "kinds", "own_kinds", "circle")


def begun_with(person: Person) -> dict[str, Any]:
    """Return what a form about somebody starts with."""
    return {
        "name": person.name,
        "kinds": [kind for kind in person.kinds if kind in words.KINDS],
        "own_kinds": ", ".join(kind for kind in person.kinds if kind not in words.KINDS),
        "pronouns": person.pronouns,
        "presence": person.presence,
        "note": person.note,
        "safe_to_call": person.safe_to_call,
    }


class TieForm(OwnForm):
    """How the tie stands on one day."""

    circle = forms.TypedChoiceField(
        coerce=int, choices=CIRCLES, widget=forms.RadioSelect, label=_("How close they are to you")
    )
    bond = forms.ChoiceField(
        choices=list(words.BONDS.items()),
        widget=forms.RadioSelect,
        initial=Bond.UNSAID.value,
        label=_("How the bond feels"),
    )
    flow = forms.ChoiceField(
        choices=list(words.FLOWS.items()),
        widget=forms.RadioSelect,
        initial=Flow.UNSAID.value,
        label=_("Who gives support"),
    )
    role = forms.CharField(
        required=False,
        max_length=120,
        label=_("The part they play in your recovery"),
        help_text=_("For instance: gets me out for walks. It may stay empty."),
    )
    closeness = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=10,
        label=_("Closeness, 0 to 10"),
        help_text=_("0 not close at all, 10 as close as can be. It may stay empty."),
    )
    intimacy = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=10,
        label=_("Intimacy, 0 to 10"),
        help_text=_("How much of yourself you can show. It may stay empty."),
    )
    day = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=_("Since when"),
        help_text=_("Empty is today. An earlier day writes down how it was then."),
    )
