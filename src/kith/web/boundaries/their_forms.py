"""What the pages about other people's limits read from a browser."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.web.boundaries import words
from kith.web.boundaries.forms import RowForm, line, note, one_of, past_day
from kith.web.boundaries.models import TheirLimit

NO_LIMIT = _(
    "What is the limit? Nothing was lost, and what you wrote is still here. You could write a few "
    "words, such as: no calls at work."
)
NOTHING_YET = _(
    "There are no words here yet, and nothing was lost. You could begin with what you did."
)


class TheirLimitForm(RowForm):
    """A limit of somebody else, and how it is known."""

    written = ("text", "note")
    text = line(_("Their limit"), _("For instance: no calls at work."))
    known = one_of(words.KNOWN, _("How do you know?"), initial="told")
    note = note()

    def clean_known(self) -> str:
        """Return how it is known; left open is not sure."""
        return str(self.cleaned_data["known"] or "unsure")

    def clean(self) -> dict[str, Any]:
        """Ask for the limit."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("text") and "text" not in self.errors:
            self.add_error("text", str(NO_LIMIT))
        return said


class ApologyForm(RowForm):
    """A slip of my own: what I did, what it may have been like, how to mend it, what I will change."""

    written = ("own", "impact", "repair", "change")
    limit = forms.ChoiceField(required=False, label=_("Which of their limits was it?"))
    own = line(_("What I did"), _("Plain, without a why. For instance: I read your letter."))
    impact = line(
        _("What it may have been like for them"), _("As far as you can tell. You may not know.")
    )
    repair = line(_("What I could do to mend it"), _("Something that they are free to decline."))
    change = line(_("What I will do another time"))
    day = past_day(_("When it happened"))

    def __init__(self, limits: Iterable[TheirLimit], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.limits = {str(one.pk): one for one in limits}
        said = [(key, one.text[:60]) for key, one in self.limits.items()]
        self.fields["limit"].choices = [("", _("not said")), *said]  # type: ignore[attr-defined]
        if not said:
            del self.fields["limit"]

    def about(self) -> TheirLimit | None:
        """Return which limit it was."""
        return self.limits.get(self.cleaned_data.get("limit", ""))

    def clean(self) -> dict[str, Any]:
        """Ask for one line at least."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(said.get(name) for name in self.written):
            self.add_error("own", str(NOTHING_YET))
        return said
