"""Other words for something that is to be tried; what was said of it so far stays with it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith.web.people.everywhere.doing import take_back
from kith.web.people.models import Person
from kith.web.practise import intentions
from kith.web.practise.forms import LONGEST
from kith.web.practise.models import Intention
from kith.web.shell import aside, drafts, gone, meanwhile, notices
from kith.web.shell.own_words import OwnForm
from kith.web.shell.space import space_of
from kith.web.today import care
from kith.web.today.forms import Text

WORDS = ("how", "cue", "act")
NOTHING = gettext_lazy(
    "Without any words it would say nothing. Nothing was saved yet. You could write one of the three, "
    "or delete it on the page before."
)


def _words(label: Any, rows: int) -> Text:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto", "maxlength": None})
    return Text(max_length=LONGEST, label=label, widget=area)


class IntentionForm(OwnForm):
    """How somebody wants to be, when, and what they will do then; any of them may stay empty."""

    how = _words(gettext_lazy("I want to be"), 1)
    cue = _words(gettext_lazy("When"), 2)
    act = _words(gettext_lazy("I will"), 2)

    def clean(self) -> dict[str, Any]:
        """Leave one word at least."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(said.get(name, "").strip() for name in WORDS):
            self.add_error("act", str(NOTHING))
        return said


def _restore(row: Person | Intention) -> None:
    """Bring one back, or whom it is with."""
    if isinstance(row, Person):
        take_back(row)
    else:
        aside.bring_back(row)


def _sent(request: HttpRequest, _rows: Sequence[Person | Intention]) -> IntentionForm:
    return IntentionForm(request.POST)


@gone.holds(intentions.there, _sent, restore=_restore)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is to be tried in fields, and keep other words for it."""
    space = space_of(request)
    row = intentions.intention_of(space, pk)
    if intentions.held_among(space, [row]):
        return redirect(intentions.place_of(row))
    form = _form(row, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        offer = care.offer_for(space, [request.POST.get(name, "") for name in WORDS])
        if form.is_valid() and _said(request, row, form):
            drafts.saved(request, space)
            notices.notify(request, _("Kept."))
            return care.answer(request, offer, intentions.place_of(row))
        care.refused(request, offer)
    invalid = 422 if form.errors else meanwhile.status(request)
    status = invalid if request.method == "POST" else 200
    return render(request, "practise/intention.html", {"one": row, "form": form}, status=status)


def _form(row: Intention, data: Any = None) -> IntentionForm:
    return IntentionForm(data, initial={name: getattr(row, name) for name in WORDS})


def _said(request: HttpRequest, row: Intention, form: IntentionForm) -> bool:
    return meanwhile.kept(
        request,
        form,
        lambda: intentions.reword(row, form.cleaned_data, timezone.now()),
        lambda: _form(intentions.intention_of(row.space, row.pk)),
    )
