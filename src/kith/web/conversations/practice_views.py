"""Practise listening to somebody invented, and noticing a limit. No grade, no count, nothing kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kith.talk import paraphrase
from kith.talk.language import NONE
from kith.web.conversations import hearing, scenes
from kith.web.conversations.forms import EMPTY, ReplyForm
from kith.web.conversations.helping_first import frame, help_first, refused
from kith.web.conversations.looking import is_read
from kith.web.conversations.words import CHOSEN, FIDELITY, HEARD, LEVELS
from kith.web.shell.space import space_of
from kith.web.today import care

HINT, SHOW = "hint", "show"
TRIES = 2  # after so many replies the examples stand there by themselves
_UNREAD = {
    True: _("There are no words in this yet. You could write a sentence or two."),
    False: _("For now Kith reads English alone, so it says nothing about this reply."),
}


@require_safe
def listening(request: HttpRequest) -> HttpResponse:
    """List the scenes by level."""
    numbered = list(enumerate(scenes.vignettes(), 1))
    levels = [
        (LEVELS[level], [(number, one) for number, one in numbered if one.level == level])
        for level in scenes.LEVELS
    ]
    return render(request, "conversations/listening.html", frame() | {"levels": levels})


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def scene(request: HttpRequest, number: int) -> HttpResponse:
    """Show a scene; read a reply to it; give a hint, or an example after."""
    one = _numbered(scenes.vignettes(), number)
    context: dict[str, Any] = frame() | {
        "one": one,
        "level": LEVELS[one.level],
        "after": number % len(scenes.vignettes()) + 1,
    }
    if request.method != "POST":
        return render(request, "conversations/scene.html", context | {"form": ReplyForm()})
    form = ReplyForm(request.POST)
    wants = request.POST.get("do", "")
    context |= {"form": form, "hint": wants == HINT, "show": wants == SHOW}
    if form.is_valid() and not form.cleaned_data["reply"] and wants not in {HINT, SHOW}:
        form.add_error("reply", str(EMPTY))
    if form.errors:
        refused(request, form.written("reply"))
        return render(request, "conversations/scene.html", context, status=422)
    reply = form.cleaned_data["reply"]
    offer = care.offer_for(space_of(request), [reply])
    if offer.level >= care.FULL_PAGE:
        return help_first(request, offer, [reply])
    reads = wants not in {HINT, SHOW}
    tries = form.before + reads
    context |= {"care": offer, "tries": tries, "show": wants == SHOW or tries >= TRIES}
    if reads and offer.level < care.PANEL:
        context["heard"] = heard(hearing.read(one, reply), reply)
    return render(request, "conversations/scene.html", context)


def heard(said: paraphrase.Said, reply: str) -> list[Any]:
    """Return what is said of a reply, in words; where a part may be turned round, not how much came back."""
    if not is_read(said.language, reply):
        return [_UNREAD[said.language == NONE]]
    notes = [HEARD[name] for name in HEARD if getattr(said, name)]
    return notes if said.negation_flip else [FIDELITY[said.fidelity], *notes]


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """List the scenes about limits."""
    numbered = list(enumerate(scenes.cues(), 1))
    return render(request, "conversations/limits.html", frame() | {"scenes": numbered})


@require_http_methods(["GET", "HEAD", "POST"])
def limit(request: HttpRequest, number: int) -> HttpResponse:
    """Show what somebody invented shows; after a choice, what may come of each."""
    one = _numbered(scenes.cues(), number)
    context: dict[str, Any] = frame() | {"one": one, "after": number % len(scenes.cues()) + 1}
    if request.method != "POST":
        return render(request, "conversations/limit.html", context)
    said = request.POST.get("choice", "")
    chosen = next((choice for choice in one.choices if choice.kind == said), None)
    if chosen is None:
        context["problem"] = True
        return render(request, "conversations/limit.html", context, status=422)
    others = [choice for choice in one.choices if choice is not chosen]
    context |= {
        "chosen": chosen,
        "word": CHOSEN[chosen.kind, chosen.kind in one.right],
        "others": others,
    }
    return render(request, "conversations/limit.html", context)


def _numbered(found: tuple[Any, ...], number: int) -> Any:
    if not 1 <= number <= len(found):
        raise Http404
    return found[number - 1]
