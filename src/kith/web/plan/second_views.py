"""The pages of the second passphrase: switch on, open, close, change, find again, switch off."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith import vault
from kith.web.plan import open_copy, second
from kith.web.plan.guarding import outside
from kith.web.room import running
from kith.web.shell import inside, notices, waiting
from kith.web.shell.asking import suggestion, tried
from kith.web.shell.models import Space
from kith.web.shell.space import space_of

UNPROCESSABLE = 422


@sensitive_post_parameters()
@sensitive_variables()
def asked_first(request: HttpRequest, space: Space) -> HttpResponse | None:
    """Ask for the passphrase in the place of a page; None once it was given with what was typed."""
    problem = ""
    if request.method == "POST" and "second" in request.POST:
        words = waiting.take(request)
        problem = opened(request, space)
        if not problem:
            waiting.sent_with(request, words)
            return None
        waiting.put_back(request, words)
    return _asking(request, problem, request.path)


def _asking(request: HttpRequest, problem: str, wanted: str) -> HttpResponse:
    """Show the page that asks; what a form sent is held meanwhile, and not on the page."""
    to_open = request.resolver_match is not None and request.resolver_match.url_name == "plan_open"
    context = {
        "problem": problem,
        "waiting": waiting.hold(request) if request.method == "POST" and not to_open else "",
        "action": wanted if request.method == "POST" and not to_open else "",
        "to": wanted if inside.is_private(wanted) else "/plan/",
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "plan/open.html", context, status=status)


@sensitive_variables()
def opened(request: HttpRequest, space: Space) -> str:
    """Open with what was typed; return what went wrong, or nothing."""
    locks = inside.locks_of(space)

    def work() -> None:
        second.enter(space, locks.unlock(request.POST.get("second", "")))

    return tried(work, second=True)


@outside
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    """Ask for the second passphrase, then lead to the page that was wanted."""
    space = space_of(request)
    wanted = _within(request.POST.get("to", ""))
    if not inside.is_shut(space):
        return redirect(wanted)
    problem = ""
    if request.method == "POST":
        problem = opened(request, space)
        if not problem:
            return redirect(wanted)
    return _asking(request, problem, wanted)


def _within(address: str) -> str:
    """Return an address if it is one of the private pages, else that of the plan."""
    fits = inside.is_private(address) and address.isascii() and ".." not in address
    return address if fits and len(address) < 80 else "/plan/"


@outside
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close this part; the rest stays open."""
    second.shut()
    if inside.is_on(space_of(request)):
        notices.notify(request, _("This part is closed."))
    return redirect("plan_open")


@outside
@require_safe
def rest(request: HttpRequest) -> HttpResponse:
    """Stand in the place of a page that was left alone: the script leads here, and nobody is here.

    So this counts as no sign of life, neither for this part nor for Kith.
    """
    if inside.is_shut(space_of(request)):
        return _asking(request, "", "/plan/")
    return render(request, "plan/rest.html")


@outside
@require_POST
def alive(request: HttpRequest) -> HttpResponse:
    """Count typing in here as being here; the guard has touched its clock already."""
    del request
    return HttpResponse(status=204)


@outside
@transaction.non_atomic_requests  # the file is rewritten after the transaction, not in it
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Explain the second passphrase and switch it on; where it is on, say what can be done."""
    space, room = space_of(request), running.current()
    if inside.is_shut(space):
        return redirect("plan_open")
    problem = ""
    if request.method == "POST" and not inside.is_on(space):
        problem = _switched_on(request, space)
        if not problem:
            return redirect("plan_second")
    on = inside.row_of(space)
    context = {
        "problem": problem,
        "on": on,
        "phrase_opens": on is not None and inside.locks_of(space).holds_for(room.vault),
        "open_copy": open_copy.exists(room),
        "suggestion": suggestion(request),
    }
    status = UNPROCESSABLE if problem else 200
    return render(request, "plan/second.html", context, status=status)


@sensitive_variables()
def _switched_on(request: HttpRequest, space: Space) -> str:
    """Switch it on with what was typed; return what went wrong, or nothing."""
    room, sent = running.current(), request.POST
    new = sent.get("second", "")
    if vault.passphrase_problem(new):
        return _("The second passphrase needs 15 characters or more. Nothing was changed.")
    if " ".join(new.split()) == " ".join(sent.get("current", "").split()):
        return _(
            "The second passphrase is the same as the first, so it would keep nobody out. "
            "Nothing was changed. You could choose another one."
        )

    def work() -> None:
        vault.unlock(room.folder, sent.get("current", ""))
        second.switch_on(space, *vault.make_compartment(room.vault, new, sent.get("words", "")))

    problem = tried(work)
    if not problem:
        notices.notify(
            request,
            _("Your plan and your safety notes now need the second passphrase."),
        )
    return problem


Doing = Callable[[Space, vault.Compartment], None]


@sensitive_variables()
def _answered(
    request: HttpRequest, template: str, work: Doing, said: str, onward: str = "plan_second"
) -> HttpResponse:
    """Do for whoever knows the second passphrase what the page offers, and go on."""
    space, problem = space_of(request), ""
    if not inside.is_on(space):
        return redirect("plan_second")
    if request.method == "POST":
        new = request.POST.get("new")
        if new is not None and vault.passphrase_problem(new):
            problem = _("The new passphrase needs 15 characters or more. Nothing was changed.")
        else:
            locks = inside.locks_of(space)
            problem = tried(
                lambda: work(space, locks.unlock(request.POST.get("second", ""))), second=True
            )
        if not problem:
            notices.notify(request, said)
            return redirect(onward)
    context = {
        "problem": problem,
        "suggestion": suggestion(request),
    }
    return render(request, template, context, status=UNPROCESSABLE if problem else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Change the second passphrase: its key is wrapped anew, nothing is sealed again."""

    def work(space: Space, opened: vault.Compartment) -> None:
        new = request.POST.get("new", "")
        inside.store_locks(space, inside.locks_of(space).with_passphrase(opened, new))

    said = _("Your new second passphrase holds from now on.")
    return _answered(request, "plan/second_change.html", work, said)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest) -> HttpResponse:
    """Switch it off: everything is written back as it was without it."""

    def work(space: Space, opened: vault.Compartment) -> None:
        running.current().inside.enter(opened)
        second.switch_off(space)

    said = _("The second passphrase is gone. Your plan opens with Kith again.")
    return _answered(request, "plan/second_off.html", work, said, "plan")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """Let the recovery phrase that holds now open this part, where it does not yet."""
    space, problem = space_of(request), ""
    if not inside.is_on(space):
        return redirect("plan_second")
    if request.method == "POST":
        problem = tried(lambda: _for_these_words(space, request.POST.get("words", "")))
        if not problem:
            notices.notify(request, _("Your recovery phrase opens this part, too."))
            return redirect("plan_second")
    status = UNPROCESSABLE if problem else 200
    return render(request, "plan/second_words.html", {"problem": problem}, status=status)


@sensitive_variables()
def _for_these_words(space: Space, phrase: str) -> None:
    locks = inside.locks_of(space).with_phrase(inside.held(), phrase)
    if not locks.holds_for(running.current().vault):
        raise vault.WrongPhrase
    inside.store_locks(space, locks.settled(running.current().vault))


@outside
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """Open with the recovery phrase, and choose another second passphrase."""
    space, problem = space_of(request), ""
    if not inside.is_on(space):
        return redirect("plan")
    if request.method == "POST":
        problem = _found_again(request, space)
        if not problem:
            notices.notify(request, _("Your new second passphrase holds from now on."))
            return redirect("plan")
    context = {
        "problem": problem,
        "suggestion": suggestion(request),
    }
    status = UNPROCESSABLE if problem else 200
    return render(request, "plan/second_lost.html", context, status=status)


@sensitive_variables()
def _found_again(request: HttpRequest, space: Space) -> str:
    new = request.POST.get("new", "")
    if vault.passphrase_problem(new):
        return _("The new passphrase needs 15 characters or more. Nothing was changed.")
    locks = inside.locks_of(space)

    def work() -> None:
        opened = locks.unlock_with_phrase(request.POST.get("words", ""))
        inside.store_locks(space, locks.with_passphrase(opened, new))
        second.enter(space, opened)

    return tried(work, second=True)


@outside
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def anew(request: HttpRequest) -> HttpResponse:
    """Delete for good what nobody can open any more, for whoever knows the first passphrase."""
    space, room, problem = space_of(request), running.current(), ""
    if not inside.is_on(space):
        return redirect("plan")
    if request.method == "POST":
        if "sure" not in request.POST:
            problem = _(
                "Without the tick nothing is deleted. Nothing was lost. You could tick it, or leave it."
            )
        else:
            problem = tried(lambda: _deleted(space, room, request.POST.get("current", "")))
        if not problem:
            notices.notify(request, _("What was locked is deleted. You could begin a new plan."))
            return redirect("plan")
    status = UNPROCESSABLE if problem else 200
    return render(request, "plan/second_anew.html", {"problem": problem}, status=status)


@sensitive_variables()
def _deleted(space: Space, room: running.Room, passphrase: str) -> None:
    vault.unlock(room.folder, passphrase)
    second.begin_anew(space)
