"""One piece of writing: read it, change it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith.web.shell import notices
from kith.web.shell.drafts import forget
from kith.web.shell.own_words import OwnForm
from kith.web.shell.space import space_of
from kith.web.today import care
from kith.web.today.door import writing_of
from kith.web.today.forms import LONGEST_NOTE, Text
from kith.web.today.problems import problems_of


class WritingForm(OwnForm):
    """A heading and a text."""

    title = Text(max_length=200)
    text = Text(max_length=LONGEST_NOTE * 5, widget=forms.Textarea)


@sensitive_variables()
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a piece of writing, to be read or changed."""
    space, row = space_of(request), writing_of(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = WritingForm(sent, initial={"title": row.title, "text": row.text})
    if not form.is_valid():
        status = 422 if sent is not None else 200
        if sent is not None:
            texts = [sent.get(name, "") for name in ("title", "text")]
            care.refused(request, care.offer_for(space, texts))
        context = {"row": row, "form": form, "problems": problems_of(form)}
        return render(request, "today/writing.html", context, status=status)
    row.title, row.text = form.cleaned_data["title"], form.cleaned_data["text"]
    row.edited_at = timezone.now()
    row.save(update_fields=["title", "text", "edited_at"])
    forget(space, request.path)
    notices.notify(request, _("Your changes are saved."))
    return care.answer(request, care.offer_for(space, [row.title, row.text]))
