"""A limit in kind words, and a rehearsal of what to say when somebody invented pushes back."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kith.mentions import mentions, spellings
from kith.talk import gripping, limit
from kith.talk.language import ENGLISH
from kith.web.boundaries import answering, keeping, words
from kith.web.boundaries.doors import boundary_of, people_in, there
from kith.web.boundaries.forms import KindWordsForm
from kith.web.boundaries.gating import asks_first, gate_for, gate_of
from kith.web.boundaries.models import Boundary
from kith.web.boundaries.pushes import KINDS, pushes
from kith.web.conversations.forms import EMPTY, ReplyForm
from kith.web.conversations.hearing import TRIES
from kith.web.conversations.helping_first import help_first
from kith.web.conversations.looking import is_read, speaks_of_harm
from kith.web.people.named import guarded_in_words
from kith.web.shell import gone
from kith.web.shell.space import space_of
from kith.web.today import care

ACTIONS = frozenset({"demand_only", "no_own_action"})
UNKIND = frozenset({"insult", "many_sorries"})


@dataclass(frozen=True, slots=True)
class Whole:
    """The words put together, what a checklist says of them, and questions about them."""

    text: str
    checks: tuple[tuple[bool, Any], ...]
    notes: tuple[tuple[str, Any], ...]
    held: bool  # nothing is said of the wording: the words may threaten, or speak of danger
    read: bool
    grips: Any = (
        ""  # what is said where the words would watch or hold somebody: no word is polished
    )


@gone.holds(
    lambda space, pk: there(Boundary, space, pk),
    lambda request, _rows: KindWordsForm(request.POST),
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def kind_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a limit apart into kind words and show them put together."""
    boundary = boundary_of(space_of(request), pk)
    people = people_in(boundary)
    context: dict[str, Any] = {"boundary": boundary, "hold": gate_for(boundary)}
    if context["hold"].silent:
        return answering.silent(request, context, KindWordsForm(request.POST).own_text())
    if (first := asks_first(request, people)) is not None:
        return answering.page(request, "first", context | {"first": first, "before": True})
    if request.method != "POST":
        form = KindWordsForm(initial=keeping.kind_words_begin(boundary))
        begun = any(getattr(boundary, name) for name in keeping.PARTS if name != "then")
        begun = begun or bool(boundary.when and "go" in request.GET)  # "Put it together" leads here
        context |= {"form": form, "whole": whole(boundary) if begun else None}
        return answering.page(request, "kind_words", context)
    form = KindWordsForm(request.POST)
    if not form.is_valid() or not _kept(request, boundary, form):
        return answering.page(request, "kind_words", context | {"form": form}, refused=True)
    where = reverse("boundary_words", args=[pk])
    return answering.kept(request, form.own_text(), f"{where}?go=1", about=people)


def _kept(request: HttpRequest, boundary: Boundary, form: KindWordsForm) -> bool:
    def write() -> None:
        keeping.kind_words(boundary, form)

    return answering.put_in(request, form, boundary, write, keeping.kind_words_begin)


def whole(boundary: Boundary) -> Whole:
    """Put the words together and look at them: at my action by itself, at the rest as a whole."""
    action = boundary.then if limit.begins_itself(boundary.then) else words.i_will(boundary.then)
    parts = [p for p in (boundary.warmth, boundary.limit, action, boundary.offer) if p]
    text = " ".join(map(words.ended, _as_said(boundary, action)))
    found, acts = limit.read(text), limit.read(action)
    grips = any(gripping.read(part, boundary.when) for part in (*parts, boundary.again))
    held = any(limit.read(part).threat or speaks_of_harm(part, threat=0.0) for part in parts)
    yes = {
        "warm": bool(boundary.warmth),
        "limit": bool(_limit_of(boundary)),
        "own_action": acts.own_action or acts.language != ENGLISH,
        "no_insult": "insult" not in found.codes,
        "few_sorries": "many_sorries" not in found.codes,
    }
    checks = tuple((yes[name], said) for name, said in words.CHECKS)
    notes = [
        (said[one.start : one.end], words.PROBLEMS[one.code])
        for said, read, codes in ((text, found, UNKIND), (action, acts, ACTIONS))
        for one in read.problems
        if one.code in codes
    ]
    read = is_read(found.language, text)
    if grips and not held:
        return Whole("", (), (), held=False, read=read, grips=words.GRIPS)
    names = [one.name for one in boundary.people.all() if one.deleted_at is None]
    told = [text[one.start : one.end] for one in mentions(text, spellings(names))]
    notes += [(name, words.TO_THEM) for name in dict.fromkeys(told)]
    return Whole(text, checks, tuple(notes), held, read)


def _limit_of(boundary: Boundary) -> str:
    """Return the limit in words of its own; "" where only what comes up stands there."""
    begun = words.ended(boundary.limit) == words.ended(boundary.when)  # forms once began it so
    return "" if begun else boundary.limit


def _as_said(boundary: Boundary, action: str) -> list[str]:
    """Return the parts as they are put together: what comes up is no limit, and leads to my action."""
    limit_said = _limit_of(boundary)
    acts = action if limit_said or not boundary.when else words.when_i(boundary.when, boundary.then)
    return [part for part in (boundary.warmth, limit_said, acts, boundary.offer) if part]


@require_safe
def rehearse(request: HttpRequest) -> HttpResponse:
    """List the scenes by the way in which somebody pushes."""
    numbered = list(enumerate(pushes(), 1))
    kinds = [
        (words.PUSHES[kind], [(n, one) for n, one in numbered if one.kind == kind])
        for kind in KINDS
    ]
    return answering.page(request, "rehearse", {"kinds": kinds})


@gone.holds(
    lambda space, pk=0, **_more: there(Boundary, space, pk),
    lambda request, _rows: ReplyForm(request.POST),
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def scene(request: HttpRequest, number: int, pk: int | None = None) -> HttpResponse:
    """Show a scene; read a reply to it; show examples after. Nothing of it is kept."""
    space = space_of(request)
    boundary = None if pk is None else boundary_of(space, pk)
    hold = gate_of([]) if boundary is None else gate_for(boundary)
    context: dict[str, Any] = {"boundary": boundary, "hold": hold}
    if hold.silent:
        return answering.silent(request, context, [request.POST.get("reply", "")])
    if not 1 <= number <= len(pushes()):
        raise Http404
    one = pushes()[number - 1]
    context |= {"one": one, "kind": words.PUSHES[one.kind], "after": number % len(pushes()) + 1}
    if request.method != "POST":
        return answering.page(request, "scene", context | {"form": ReplyForm()})
    form = ReplyForm(request.POST)
    shows = request.POST.get("do", "") == "show"
    if form.is_valid() and not form.cleaned_data["reply"] and not shows:
        form.add_error("reply", str(EMPTY))
    context |= {"form": form, "show": shows}
    if form.errors:
        care.refused(request, care.offer_for(space, [str(form["reply"].value() or "")]))
        return _scene(request, context, status=422)
    reply = form.cleaned_data["reply"]
    named = gate_of(guarded_in_words(space, [reply]))
    if named.silent:
        return answering.silent(request, context | {"hold": named}, [reply])
    offer = care.offer_for(space, [reply])
    if offer.level >= care.FULL_PAGE:
        return help_first(request, offer, [reply])
    tries = form.before + (not shows)
    context |= {"care": offer, "tries": tries, "show": shows or tries >= TRIES}
    if reply and not shows and offer.level < care.PANEL:
        context["heard"] = heard(reply)
    return _scene(request, context)


def _scene(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = answering.page(request, "scene", context)
    answer.status_code = status
    return answer


def heard(reply: str) -> list[tuple[str, Any]]:
    """Return what is said of a reply: the words it is about, and a sentence."""
    found = limit.read(reply)
    if not is_read(found.language, reply):
        return [("", words.UNREAD)]
    if found.threat or speaks_of_harm(reply, threat=0.0):
        return [("", words.HELD_BACK)]
    if grips := gripping.read(reply):
        return [(reply[one.start : one.end], words.GRIPS) for one in grips[:1]]
    notes = [(reply[one.start : one.end], words.PROBLEMS[one.code]) for one in found.problems]
    return notes or [("", words.STANDS)]
