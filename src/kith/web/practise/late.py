"""What was written on a page of a step that is not open any more: it is read and kept all the same.

A care setting may hold the run by now, it may have ended in another tab, or the step lies off the
path. Help comes first here too. While a run has no end the words stay as its answer; after its end,
where answers are read-only, they become a writing.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.practices import Path, Practice
from kith.web.practise import creating, feedback, saving, telling, words
from kith.web.practise.at import At
from kith.web.practise.models import Run
from kith.web.shell import drafts, notices
from kith.web.shell.models import Draft
from kith.web.today import care


def told(request: HttpRequest, at: At) -> HttpResponse:
    """Keep what was sent to a step that is not open, and lead to help or to the run."""
    form, run = at.form(request.POST), at.run
    readable = form.is_valid()
    values = form.answers() if readable else {}
    if readable:
        heard = feedback.heard(at.step, values, run.person)
        offer = feedback.offer_of(run.space, at.step, values, danger=heard.danger)
        text = as_text(at, values)
    else:
        raw = [one for name in form.fields for one in request.POST.getlist(name) if one.strip()]
        offer, text = care.offer_for(run.space, raw), "\n\n".join(raw)
    _keep(request, at, values, text, readable=readable)
    drafts.saved(request, run.space, at.address())
    ties = {run.person_id} if run.person_id else ()
    return care.answer(request, offer, reverse("practise_run", args=[run.pk]), ties=ties)


def _keep(
    request: HttpRequest, at: At, values: Mapping[str, Any], text: str, *, readable: bool
) -> None:
    if not text or values == saving.answers_of(at.run).get(at.step.id):
        return
    if readable and at.run.ended_at is None:
        saving.keep(at.run, at.practice, at.step.id, values, timezone.now())
        notices.notify(request, _("This page was not open any more. What you wrote is kept here."))
        return
    as_writing(at, text)
    notices.notify(
        request,
        _("This page was not open any more. What you wrote is kept among your writings."),
    )


def as_writing(at: At, text: str) -> None:
    """Keep what was written at a step that takes no answers any more as a writing."""
    title = f"{at.practice.title}: {words.title_of(at.step)}"
    creating.make("writing", at.run, {"title": title, "text": text})


def typed(run: Run, practice: Practice, path: Path, *, held: bool) -> list[tuple[str, str]]:
    """Return what was being typed at steps that cannot be opened now, with the heading of each.

    The draft of a step that is open waits on its own page.
    """
    below = reverse("practise_run", args=[run.pk])
    rows: dict[str, list[Draft]] = {}
    for one in Draft.objects.filter(space=run.space, page__startswith=below).order_by("saved_at"):
        rows.setdefault(drafts.page_of(one.page), []).append(one)
    found: list[tuple[str, str]] = []
    for step in practice.steps if rows else ():
        at = At(run, practice, path, step)
        closed = held or run.ended_at is not None or step not in path.known
        texts = [
            _drafted(at, drafts.fields_of(one)) for one in rows.get(at.address(), ()) if closed
        ]
        found.extend((words.title_of(step), text) for text in texts if text)
    return found


def _drafted(at: At, fields: Mapping[str, Any]) -> str:
    sent = QueryDict(mutable=True)
    for name, value in fields.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    form = at.form(sent)
    if form.is_valid():
        return as_text(at, form.answers())
    return "\n\n".join(one for name in form.fields for one in sent.getlist(name) if one.strip())


def as_text(at: At, values: Mapping[str, Any]) -> str:
    """Return the answers of a step as one text; what a script began with is none."""
    names = [field.id for field in at.step.fields if field.answers and field.id in values]
    shown = telling.shown_back(at.practice, names, values)
    return "\n\n".join("\n".join((one.ask, *one.lines)) for one in shown)
