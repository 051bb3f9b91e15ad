"""The recovery phrase: shown until it is kept, printed, saved, or made anew."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kith import vault
from kith.web.room import running
from kith.web.shell import inside, notices
from kith.web.shell.asking import tried
from kith.web.shell.models import Space
from kith.web.shell.space import space_of

NAME = "words.txt"  # neutral: it says nothing of what the words open


def offered(space: Space) -> str:
    """Return what there is to say of the phrase: `waiting` to be kept, `unknown`, or nothing."""
    room = running.current()
    if room.mode == "sample" or space.phrase_kept:
        return ""
    return "waiting" if room.recovery_phrase else "unknown"


def mark(space: Space, *, kept: bool) -> None:
    """Note whether the person has the words that hold now."""
    space.phrase_kept = kept
    space.save(update_fields=["phrase_kept"])


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """Show the twelve words until the person says that they are kept, or Kith locks."""
    room, space = running.current(), space_of(request)
    if not room.recovery_phrase:
        return redirect("settings" if space.seen_exit else "doors")
    if request.method == "POST":
        if request.POST.get("which") == str(room.phrase_number):
            return _kept(request, space)
        notices.notify(request, _("There are newer words. Only these open Kith."), tone="care")
    shown = {"words": room.recovery_phrase.split(), "which": room.phrase_number}
    return render(request, "shell/recovery.html", {**shown, "replaced": room.phrase_number > 0})


def _kept(request: HttpRequest, space: Space) -> HttpResponse:
    mark(space, kept=True)
    running.current().forget_recovery_phrase()
    if not space.seen_exit:
        return redirect("about_exit")
    notices.notify(request, _("Kith has forgotten the twelve words. Now only you have them."))
    return redirect("settings")


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Hand the words to the browser as a small text file."""
    del request
    phrase = running.current().recovery_phrase
    if not phrase:
        return redirect("settings")
    lines = (f"{number}. {word}\n" for number, word in enumerate(phrase.split(), 1))
    answer = HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer


@require_POST
def have_mine(request: HttpRequest) -> HttpResponse:
    """Take the person's word that the phrase is kept; words that still wait are shown first."""
    if running.current().recovery_phrase:
        return redirect("welcome")
    mark(space_of(request), kept=True)
    notices.notify(request, _("Kith will not ask about your recovery phrase again."))
    return redirect("settings")


@transaction.non_atomic_requests  # the note must be on the disk before the new words are
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Make a new phrase for whoever knows the passphrase, then show it."""
    room, problem = running.current(), ""
    if request.method == "POST":
        with room.making_phrase:  # a second click waits, and then finds the words there
            asked_again = request.POST.get("which") != str(room.phrase_number)
            if asked_again and room.recovery_phrase:
                return redirect("welcome")
            problem = _made(request, space_of(request))
        if not problem:
            return redirect("welcome")
    shown = {"problem": problem, "which": room.phrase_number}
    return render(request, "shell/phrase.html", shown, status=422 if problem else 200)


def _made(request: HttpRequest, space: Space) -> str:
    """Put a new phrase in the place of the old one; return what went wrong, or nothing."""
    room, before = running.current(), space.phrase_kept
    on, opened = inside.is_on(space), room.compartment()
    if on and opened is None:
        return _(
            "Your plan has a second passphrase and is closed. The new words have to open it, too. "
            "Nothing was changed. You could open Plan first, then come back."
        )

    def for_the_second(new: str) -> None:
        """Let the new words open the compartment before they open anything else."""
        if on and opened is not None:
            inside.store_locks(space, inside.locks_of(space).with_phrase(opened, new))

    def work() -> None:
        # First the note: new words that a crash kept from being shown must not count as kept.
        mark(space, kept=False)
        words = vault.new_phrase(room.vault, request.POST.get("current", ""), before=for_the_second)
        room.show_phrase(words)
        if on:
            inside.settle_locks(space)

    problem = tried(work)
    if problem and before:
        mark(space, kept=True)
    return problem
