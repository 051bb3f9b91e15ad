"""Safety notes: where they would be safest, the list, writing, and every saving of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.web.plan import notes
from kith.web.plan.forms import NoteForm
from kith.web.plan.notes import Note
from kith.web.shell import drafts, gone, helping, inside, meanwhile, notices
from kith.web.shell.models import Space
from kith.web.shell.space import space_of, the_space
from kith.web.today import care

FREE = ("text", "place", "saw", "told", "kept")  # what is written in words of one's own


@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """List the notes, what happened apart from one's own thoughts; with none yet, ask where to."""
    space = space_of(request)
    happened, mine = (notes.live(space, kind) for kind in notes.SORTS)
    waiting = notes.waiting(space)
    if not (happened or mine or waiting):
        return where(request)
    context = {"happened": happened, "mine": mine, "waiting": waiting, "on": inside.is_on(space)}
    return render(request, "plan/notes.html", context)


@require_safe
def where(request: HttpRequest) -> HttpResponse:
    """Ask first where such notes would be safest."""
    context = {
        "on": inside.is_on(space_of(request)),
        "numbers": helping.numbers(violence_first=True),
    }
    return render(request, "plan/notes_where.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, sort: str) -> HttpResponse:
    """Write a note."""
    if sort not in notes.SORTS:
        raise Http404
    return _written(request, None, notes.Said(kind=sort))


def _anew(rows: list[Note]) -> str:
    """Return where another note of this sort begins."""
    if not rows:
        return ""
    return reverse("plan_note_new", args=[rows[0].now.said.kind])


@gone.holds(
    notes.there,
    lambda request, rows: NoteForm(rows[0].now.said, request.POST) if rows else None,
    restore=lambda note: notes.restore(the_space(), note),
    anew=_anew,
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Add to a note or change it; how it was before stays beside it."""
    note = _note(space_of(request), pk)
    return _written(request, note, note.now.said)


@sensitive_variables()
def _written(request: HttpRequest, note: Note | None, said: notes.Said) -> HttpResponse:
    space = space_of(request)
    form = NoteForm(said, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wrote = form.said()
        changed = _kept(request, note, form)
        if changed is None:
            care.refused(request, care.offer_for(space, [getattr(wrote, name) for name in FREE]))
            context = {"form": form, "note": note, "kind": said.kind}
            return render(request, "plan/note_form.html", context, status=meanwhile.CONFLICT)
        drafts.saved(request, space)
        if changed:
            notices.notify(request, _("Kept."))
        texts = [getattr(wrote, name) for name in FREE] if changed else []
        offer = care.offer_for(space, texts)
        to = reverse("plan_note", args=[note.pk]) if note else reverse("plan_notes")
        return care.answer(request, offer, to, once=True)  # outside of the notes it leaves no mark
    if form.errors:
        sent = [request.POST.get(name, "") for name in FREE]
        care.refused(request, care.offer_for(space, sent))
    return render(request, "plan/note_form.html", {"form": form, "note": note, "kind": said.kind})


def _kept(request: HttpRequest, note: Note | None, form: NoteForm) -> bool | None:
    """Save a note and say whether anything changed; None where another window changed it."""
    space, wrote, changed = space_of(request), form.said(), False

    def write() -> None:
        nonlocal changed
        changed = notes.keep(space, note, wrote, timezone.now())

    if note is None:
        write()
    elif not meanwhile.kept(
        request, form, write, lambda: NoteForm(_note(space, note.pk).now.said, None)
    ):
        return None
    return changed


@require_safe
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a note with when it was written, when it was changed, and what it said before."""
    found = _note(space_of(request), pk)
    return render(request, "plan/note.html", {"note": found, "before": found.saved[-2::-1]})


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a note aside for thirty days, or delete it for good."""
    space = space_of(request)
    found = _note(space, pk, deleted=True)
    drafts.forget(space, reverse("plan_note_change", args=[pk]))
    if "for_good" in request.POST:
        notes.for_good(space, found)
        notices.notify(request, _("That note is gone for good."))
    elif found.deleted_at is None:
        notes.put_aside(space, found, timezone.now())
        undo = reverse("plan_note_restore", args=[pk])
        notices.notify(request, _("That note is deleted."), undo=undo)
    return redirect("plan_notes")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted note back."""
    space = space_of(request)
    notes.restore(space, _note(space, pk, deleted=True))
    notices.notify(request, _("That note is back, and nothing was lost."))
    return redirect("plan_notes")


def _note(space: Space, pk: int, *, deleted: bool = False) -> Note:
    found = notes.find(space, pk)
    if found is None or (found.deleted_at is not None and not deleted):
        raise Http404
    return found
