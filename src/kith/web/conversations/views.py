"""Look at a message, and say it in four parts. Texts come by POST, are looked at and forgotten."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kith.safety import crisis
from kith.web.conversations import looking, parts, ways
from kith.web.conversations.forms import MessageForm, PartsForm
from kith.web.conversations.helping_first import frame, help_first, refused
from kith.web.people.doors import people_of
from kith.web.people.models import Person
from kith.web.people.named import most_careful
from kith.web.shell.space import space_of
from kith.web.today import care

WENT_ON = "go"  # pressed where the questions about a tie were put forward and left alone


@require_safe
def talk(request: HttpRequest) -> HttpResponse:
    """Show what there is."""
    return render(request, "conversations/talk.html", frame())


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest) -> HttpResponse:
    """Take a message and show which of its words may do what."""
    space = space_of(request)
    people = people_of(space)
    if request.method != "POST":
        return render(
            request, "conversations/look.html", frame() | {"form": MessageForm(people=people)}
        )
    form = MessageForm(request.POST, people)
    if not form.is_valid():
        refused(request, form.written("text", "before"))
        context = frame() | {"form": form}
        return render(request, "conversations/look.html", context, status=422)
    text = form.cleaned_data["text"]
    before = form.cleaned_data["before"] or text
    person = most_careful(space, form.somebody(), [text])
    reading = crisis.read(text)  # once, for the offer and for whether anything is advised
    others = [crisis.read(before)] if before != text else []
    offer = care.offer_of(space, [reading, *others])
    if offer.level >= care.FULL_PAGE:
        return help_first(request, offer, [text])
    context = frame() | {"form": form, "theirs": form.theirs, "care": offer}
    if _asks_first(request, person):
        return render(request, "conversations/look.html", context | {"first": person})
    seen = looking.look(text, theirs=form.theirs, person=person, heard=reading)
    context |= {
        "seen": seen,
        "read": looking.is_read(seen.language, text),
    }
    if not seen.held and not form.theirs:
        context |= {"before": before, "was": before if before != text else ""}
    return render(request, "conversations/look.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def four_parts(request: HttpRequest) -> HttpResponse:
    """Take four parts, ask gently about each, and put them together."""
    space = space_of(request)
    people = people_of(space)
    if request.method != "POST":
        return render(
            request, "conversations/parts.html", frame() | {"form": PartsForm(people=people)}
        )
    form = PartsForm(request.POST, people)
    if not form.is_valid():
        refused(request, form.written(*parts.NAMES))
        context = frame() | {"form": form}
        return render(request, "conversations/parts.html", context, status=422)
    said = {name: form.cleaned_data[name] for name in parts.NAMES}
    person = most_careful(space, form.somebody(), said.values())
    offer = care.offer_for(space, [*said.values(), parts.together(said)])
    if offer.level >= care.FULL_PAGE:
        return help_first(request, offer, list(said.values()))
    context = frame() | {"form": form, "care": offer}
    if _asks_first(request, person):
        return render(request, "conversations/parts.html", context | {"first": person})
    seen = parts.look(said, person)
    context |= {
        "seen": seen,
        "ways": () if seen.held or seen.foreign else ways.drafts(said),
        "asked": [(form[name].label, seen.of(name)) for name in parts.NAMES if seen.of(name)],
    }
    return render(request, "conversations/parts.html", context)


def _asks_first(request: HttpRequest, person: Person | None) -> bool:
    """Say whether the questions about a tie come first: once, and only until they are passed over."""
    return care.asks_first(request, person, went_on=WENT_ON in request.POST)
