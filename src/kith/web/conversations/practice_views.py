"""Practise listening to somebody invented, and noticing a limit. No grade, no count, nothing kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kith.web.conversations import choosing, hearing, scenes
from kith.web.conversations.forms import EMPTY, ReplyForm
from kith.web.conversations.helping_first import frame, help_first, refused
from kith.web.conversations.words import LEVELS
from kith.web.shell.space import space_of
from kith.web.today import care

HINT, SHOW = "hint", "show"


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
    context |= {"care": offer, "tries": tries, "show": wants == SHOW or tries >= hearing.TRIES}
    if reads and offer.level < care.PANEL:
        context["heard"] = hearing.heard(hearing.read(one, reply), reply)
    return render(request, "conversations/scene.html", context)


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
    came = choosing.came_of(one, request.POST.get("choice", ""))
    if came is None:
        context["problem"] = True
        return render(request, "conversations/limit.html", context, status=422)
    context |= {"chosen": came.chosen, "word": came.word, "others": came.others}
    return render(request, "conversations/limit.html", context)


def _numbered(found: tuple[Any, ...], number: int) -> Any:
    if not 1 <= number <= len(found):
        raise Http404
    return found[number - 1]
