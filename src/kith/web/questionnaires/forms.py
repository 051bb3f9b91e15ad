"""The questions of a questionnaire as a form. Nothing is required, and everything can be left open."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.measures import Item, Measure
from kith.web.people.models import Person
from kith.web.shell.own_words import OwnForm

OPEN = ""
NOTHING = _(
    "No question is answered yet, so nothing was saved and nothing was lost. You could answer one, "
    "or leave this page."
)
SEVERAL = _(
    "More than one answer came for this question. Nothing was saved yet, and nothing was lost. "
    "You could choose one of them, or leave it open."
)
NOBODY = _(
    "Nobody is chosen yet, and nothing was lost. You could choose somebody, or leave this page."
)


def sent_for(data: Any, code: str) -> list[str]:
    """Return the different answers that were sent for one question."""
    every = data.getlist(code) if hasattr(data, "getlist") else [data[code]] if code in data else []
    return [*dict.fromkeys(every)]


class AnswersForm(OwnForm):
    """All questions of one questionnaire, in its own words and order."""

    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, one: Measure, data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.one = one
        for item in one.items:
            self.fields[item.code] = question(item)

    def questions(self) -> list[Any]:
        """Return the fields of the questions, in order."""
        return [self[item.code] for item in self.one.items]

    def answers(self) -> dict[str, int]:
        """Return what was answered."""
        said = {item.code: self.cleaned_data.get(item.code, OPEN) for item in self.one.items}
        return {code: int(value) for code, value in said.items() if value != OPEN}

    def clean(self) -> None:
        """Refuse several answers to one question: none of them is taken for the others."""
        for item in self.one.items:
            if len(sent_for(self.data, item.code)) > 1:
                self.add_error(item.code, str(SEVERAL))

    def refuse_nothing(self) -> None:
        """Say that nothing was answered."""
        self.add_error(self.one.items[0].code, str(NOTHING))


class WhomForm(OwnForm):
    """About whom a questionnaire is answered; nobody is chosen beforehand."""

    person = forms.ChoiceField(label=_("About whom?"))

    def __init__(
        self, people: Iterable[Person], data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.people = {str(one.pk): one for one in people}
        named = [(pk, one.name) for pk, one in self.people.items()]
        self.fields["person"].choices = [(OPEN, _("Choose somebody")), *named]  # type: ignore[attr-defined]
        self.fields["person"].error_messages = {"required": NOBODY, "invalid_choice": NOBODY}

    def somebody(self) -> Person | None:
        """Return whom it is about."""
        return self.people.get(self.cleaned_data.get("person", ""))


def question(item: Item) -> forms.ChoiceField:
    """Return one question, left open to begin with."""
    choices: list[tuple[str, Any]] = [(str(o.value), o.says) for o in item.options]
    return forms.ChoiceField(
        required=False,
        choices=[*choices, (OPEN, _("Leave open"))],
        label=item.asks,
        initial=OPEN,
        widget=forms.RadioSelect,
    )
