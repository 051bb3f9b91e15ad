"""One piece of writing: read it, change it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith.records import LONGEST_TITLE
from kith.web.shell import drafts, gone, meanwhile, notices
from kith.web.shell.own_words import OwnForm
from kith.web.shell.space import space_of
from kith.web.today import care, deleting
from kith.web.today.door import writing_of
from kith.web.today.forms import LONGEST_NOTE, Text
from kith.web.today.models import Writing
from kith.web.today.problems import problems_of


class WritingForm(OwnForm):
    """A heading and a text."""

    title = Text(max_length=LONGEST_TITLE, label=gettext_lazy("Heading"))
    text = Text(max_length=LONGEST_NOTE * 5, widget=forms.Textarea, label=gettext_lazy("Text"))


def _form(row: Writing, data: Any = None) -> WritingForm:
    return WritingForm(data, initial={"title": row.title, "text": row.text})


@gone.holds(
    lambda space, pk: deleting.there(space, Writing, pk),
    lambda request, _rows: WritingForm(request.POST),
    restore=deleting.restore,
)
@sensitive_variables()
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a piece of writing, to be read or changed."""
    space, row = space_of(request), writing_of(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = _form(row, sent)
    if not form.is_valid() or not _kept(request, row, form):
        status = meanwhile.status(request) if sent is not None else 200
        if sent is not None:
            texts = [sent.get(name, "") for name in ("title", "text")]
            care.refused(request, care.offer_for(space, texts))
        context = {"row": row, "form": form, "problems": problems_of(form)}
        return render(request, "today/writing.html", context, status=status)
    drafts.saved(request, space)
    notices.notify(request, _("Your changes are saved."))
    return care.answer(request, care.offer_for(space, [row.title, row.text]))


def _kept(request: HttpRequest, row: Writing, form: WritingForm) -> bool:
    def write() -> None:
        row.title, row.text = form.cleaned_data["title"], form.cleaned_data["text"]
        row.edited_at = timezone.now()
        row.save(update_fields=["title", "text", "edited_at"])

    return meanwhile.kept(request, form, write, lambda: _form(writing_of(request, row.pk)))
