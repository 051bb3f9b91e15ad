"""What somebody chose to keep: the list, one of them, keeping, deleting. Off unless chosen, each time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.web.conversations import keeping, looking
from kith.web.conversations.forms import KeepForm
from kith.web.conversations.helping_first import frame, help_first
from kith.web.conversations.models import MESSAGE, OWN
from kith.web.people.doors import people_of
from kith.web.people.named import most_careful
from kith.web.shell import aside, notices
from kith.web.shell.space import space_of
from kith.web.today import care


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """List what was kept, and what was deleted in the last thirty days."""
    space = space_of(request)
    context = frame() | {
        "messages": keeping.wordings_of(space, MESSAGE),
        "own": keeping.wordings_of(space, OWN),
        "deleted": keeping.wordings_of(space, deleted=True),
    }
    return render(request, "conversations/kept.html", context)


@require_safe
def wording(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one of them."""
    one = keeping.wording_of(space_of(request), pk)
    return render(request, "conversations/wording.html", frame() | {"one": one})


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Keep two wordings, or kind words; not for a tie that is guarded, nor where words speak of harm."""
    space = space_of(request)
    form = KeepForm(request.POST, people_of(space))
    sent = [str(form[name].value() or "") for name in ("first", "later")]
    if not form.is_valid():
        care.refused(request, care.offer_for(space, sent))
        context = frame() | {"form": form, "own": form.is_own}
        return render(request, "conversations/keep.html", context, status=422)
    said, person = form.cleaned_data, form.somebody()
    texts = (said["first"], said["later"])
    offer = care.offer_for(space, texts)
    if not form.is_own:
        if offer.level >= care.FULL_PAGE:
            return help_first(request, offer, [*texts])
        named = most_careful(space, person, texts)
        if held := looking.why_held(texts, named):
            context = frame() | {"care": offer, "seen": {"held": held}, "texts": texts}
            return render(request, "conversations/not_kept.html", context)
    keeping.keep(space, timezone.now(), said["sort"], texts, person)
    notices.notify(request, _("Kept, in your file alone. You can delete it at any time."))
    return care.answer(request, offer, reverse("talk_kept"))


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one aside for thirty days; the next page offers to undo it."""
    aside.deleted(request, keeping.wording_of(space_of(request), pk), "talk_kept_restore")
    return redirect("talk_kept")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted one back."""
    aside.restored(request, keeping.wording_of(space_of(request), pk, deleted=True))
    return redirect("talk_kept")


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one that was put aside, now and without undo."""
    aside.gone(request, keeping.wording_of(space_of(request), pk, deleted=True))
    return redirect("talk_kept")
