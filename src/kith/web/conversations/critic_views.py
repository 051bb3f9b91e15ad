"""The page about self-talk: a thought is looked at and forgotten; kinder words are the person's own."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith.safety import crisis
from kith.web.conversations import keeping
from kith.web.conversations.critic import CRISIS, hear
from kith.web.conversations.forms import ThoughtForm
from kith.web.conversations.helping_first import frame, help_first, refused
from kith.web.shell.space import space_of
from kith.web.today import care


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def critic(request: HttpRequest) -> HttpResponse:
    """Take a thought, ask about it or lead to help, and make room for kinder words."""
    space = space_of(request)
    context = frame() | {"kind_words": keeping.kind_words(space), "form": ThoughtForm()}
    if request.method != "POST":
        return render(request, "conversations/critic.html", context)
    form = ThoughtForm(request.POST)
    context["form"] = form
    if not form.is_valid():
        refused(request, form.written("thought"))
        return render(request, "conversations/critic.html", context, status=422)
    thought = form.cleaned_data["thought"]
    found = crisis.read(thought)
    offer = care.offer_of(space, [found])
    if offer.level >= care.FULL_PAGE:
        return help_first(request, offer, [thought])
    heard = hear(thought, found)
    if heard.held == CRISIS and offer.level < care.PANEL and space.quiet_help:
        offer = replace(offer, level=care.PANEL)  # here a thought is heavier than in a diary
    context |= {"care": offer, "heard": heard, "thought": thought}
    return render(request, "conversations/critic.html", context)
