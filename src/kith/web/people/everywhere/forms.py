"""What the page for one person everywhere reads from a browser."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.mentions import mentions
from kith.web.people.everywhere import doing
from kith.web.people.everywhere.doing import Chosen
from kith.web.people.models import Person
from kith.web.shell.own_words import OwnForm
from kith.web.today.forms import Text

KEEP, DELETE = "keep", "delete"
LATER, NOW = "later", "now"
SOMEONE = _("someone")


class EverywhereForm(OwnForm):
    """Other names, a word in their place, and what becomes of the person."""

    others = Text(max_length=4000)
    what = forms.ChoiceField(choices=[(KEEP, ""), (DELETE, "")], required=False)
    word = forms.CharField(max_length=40, required=False)
    contacts = forms.BooleanField(required=False)
    when = forms.ChoiceField(choices=[(LATER, ""), (NOW, "")], required=False)
    sure = forms.BooleanField(required=False)
    open_copy = forms.BooleanField(required=False)

    def __init__(self, person: Person, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.person = person

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name to look for, also while the rest of the form is not right."""
        text = str(self.data.get("others", "")) if self.is_bound else ""
        return doing.names_of(self.person, [line.strip() for line in text.splitlines()])

    def typed(self) -> list[str]:
        """Return what was typed in the place of names; some of it is none."""
        return [*str(self.data.get("others", "")).splitlines(), str(self.data.get("word", ""))]

    def clean(self) -> dict[str, Any]:
        """Refuse a word that holds the name, and what cannot be undone without a second tick."""
        said: dict[str, Any] = super().clean() or {}
        word = " ".join(said.get("word", "").split()) or str(SOMEONE)
        said["word"] = word
        if mentions(word, self.names):
            self.add_error(
                "word",
                _(
                    "This word holds the name itself. Nothing was changed yet. "
                    "You could choose another one."
                ),
            )
        if said.get("when") == NOW and not said.get("sure"):
            self.add_error(
                "sure",
                _(
                    "At once cannot be undone, so it needs this tick as well. Nothing was changed "
                    "yet. You could also choose the 30 days."
                ),
            )
        return said

    def chosen(self, ticked: list[str]) -> Chosen:
        """Return what was chosen, once it is right."""
        said = self.cleaned_data
        return Chosen(
            names=self.names,
            word=said["word"],
            ticked=frozenset(ticked),
            delete=said["what"] == DELETE,
            contacts=said["contacts"],
            at_once=said["when"] == NOW,
            open_copy=said["open_copy"],
        )
