"""A chat over time: bring its file, say who you are, look at it, keep contacts if wanted, let it go."""

from collections.abc import Callable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith import exchange
from kith.exchange import zones
from kith.exchange.chats import NONE_OF_THEM
from kith.talk.history import ENOUGH, Reads
from kith.talk.history.topics import MOST
from kith.web.conversations import chat_pictures, chatting, looking
from kith.web.conversations.chatting import Chat, Month
from kith.web.conversations.forms import ChatForm
from kith.web.conversations.helping_first import frame, help_first
from kith.web.keep.store import NotStoredError
from kith.web.people.doors import people_of
from kith.web.shell import notices
from kith.web.shell.space import space_of
from kith.web.today import care
from kith.wording import sentence

WENT_ON = "go"
ASKED = ("me", "date_order", "tz")


@transaction.non_atomic_requests  # reading a long chat must not keep others from writing
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def chat(request: HttpRequest) -> HttpResponse:
    """Take a chat and what is said about it; show its history while it is held."""
    if request.method == "POST":
        step = STEPS.get(request.POST.get("step", "take"))
        if step is None:
            raise Http404
        try:
            return step(request)
        except exchange.ExchangeError as error:
            chatting.let_go()
            problem = sentence("files", "ended", error.code, where=error.where)
        except NotStoredError as error:
            problem = sentence("files", "ended", error.code)
        return _page(request, {"problem": problem}, status=422)
    return _page(request, {})


def _page(request: HttpRequest, more: dict[str, object], status: int = 200) -> HttpResponse:
    held = chatting.held()
    context = frame() | more
    if held is None:
        context.setdefault("form", ChatForm(people=people_of(space_of(request))))
        return render(request, "conversations/chat.html", context, status=status)
    context = _seen(request, held, _month(request.GET.get("month", ""))) | context
    return render(request, "conversations/chat.html", context, status=status)


def _seen(request: HttpRequest, held: Chat, month: Month | None) -> dict[str, object]:
    """Return what a page shows of a chat; nothing is counted while a question is open."""
    space = space_of(request)
    found = held.found or held.look()
    if held.several:
        return {"chat": held, "chats": _listed(held, space.zone), "all_chats": len(found.chats)}
    if found.questions:
        return {"chat": held, "questions": [_question(one) for one in found.questions]}
    if held.is_group and held.other is None:
        return {"chat": held, "group": held.people}
    if why := chatting.why_held(space, held):
        return {
            "chat": held,
            "seen": {"held": why},
            "theirs": True,
        }
    whole = held.history(None)
    seen = whole if month is None else held.history(month)
    why = chatting.why_held(space, held, whole) or chatting.why_held(space, held, seen)
    offer = care.offer_after_import(space, held.take_lately())
    return {
        "chat": held,
        **({"care": offer} if offer.level else {}),
        "seen": {"held": why},
        "history": seen,
        "enough": ENOUGH,
        "measures": [] if why else chat_pictures.shown(seen),
        "minutes": None
        if why or not seen.enough
        else [
            chat_pictures.in_words(one)
            for one in (seen.answer_minutes.me, seen.answer_minutes.them)
        ],
        "stretches": None if why else seen.stretches,
        "months": [] if why else [f"{one.year}-{one.month:02}" for one in whole.months],
        "month": f"{month[0]}-{month[1]:02}" if month else "",
        "too_many": held.reads != Reads.NONE
        and not held.is_group
        and held.may_read(month) == Reads.NONE,
        "among": held.is_group,
        "people": [] if why or held.is_group else people_of(space),
    }


def _choose(request: HttpRequest) -> HttpResponse:
    held = _held()
    if not held.choose(request.POST.get("chat", "")):
        return _again(request, _("Please choose one of these chats. Nothing was looked at."))
    return redirect("talk_chat")


def _other(request: HttpRequest) -> HttpResponse:
    held = _held()
    if not held.choose_other(request.POST.get("other", "")):
        return _again(request, _("Please choose one of those who write. Nothing was looked at."))
    return redirect("talk_chat")


def _back(request: HttpRequest) -> HttpResponse:
    del request
    held = _held()
    held.forget_choice()
    held.look()
    return redirect("talk_chat")


def _topic(request: HttpRequest) -> HttpResponse:
    held, words = _held(), request.POST.get("words", "")
    offer = care.offer_for(space_of(request), [words])
    if offer.level >= care.FULL_PAGE:
        return help_first(request, offer, [words])
    try:
        held.look_for(words)
    except ValueError:
        many = _("Please take up to %(most)s words or short phrases, one a line.")
        return _again(request, many % {"most": MOST}, words=words, care=offer)
    if offer.level:
        return _page(request, {"care": offer})
    return redirect("talk_chat")


def _again(request: HttpRequest, problem: str, **more: object) -> HttpResponse:
    return _page(request, {"problem": problem, **more}, status=422)


def _listed(held: Chat, zone: str) -> list[dict[str, object]]:
    """Return the chats that are put forward, with their first and last day."""
    place = zones.zone(zone)
    return [
        {
            "number": one.number,
            "name": one.name,
            "messages": one.messages,
            "others": one.others,
            "from": datetime.fromtimestamp(one.first, place),
            "to": datetime.fromtimestamp(one.last, place),
        }
        for one in held.chats
    ]


def _question(question: exchange.Question) -> dict[str, object]:
    options = [(name, name) for name in question.options]
    if question.code == "me":
        options.append((NONE_OF_THEM, _("I am none of them")))
    else:
        options = [(name, sentence("files", "option", name)) for name in question.options]
    text = sentence("files", "question", question.code, about=question.about)
    return {"key": question.key, "text": text, "options": options}


def _month(given: str) -> Month | None:
    year, _dash, month = given.partition("-")
    whole = (
        len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit()
    )
    return (int(year), int(month)) if whole and 1 <= int(month) <= 12 else None


def _take(request: HttpRequest) -> HttpResponse:
    space = space_of(request)
    form = ChatForm(request.POST, people_of(space))
    given = request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        form.add_error(
            None, _("Please choose the file of a chat, of at most 100 MB. Nothing was looked at.")
        )
    if not form.is_valid() or not isinstance(given, UploadedFile):
        return _page(request, {"form": form}, status=422)
    person = form.somebody()
    if care.asks_first(request, person, went_on=WENT_ON in request.POST):
        return _page(request, {"form": form, "first": person})
    reads = Reads(form.cleaned_data["reads"])
    held = Chat(given.read(), space.zone, reads, person)
    held.look()
    chatting.hold(held)
    return redirect("talk_chat")


def _answer(request: HttpRequest) -> HttpResponse:
    held = _held()
    held.answer({key: request.POST.get(f"answer.{key}", "") for key in ASKED})
    held.look()
    return redirect("talk_chat")


def _keep(request: HttpRequest) -> HttpResponse:
    held, space = _held(), space_of(request)
    if held.several or held.is_group or chatting.why_held(space, held):
        raise Http404
    chosen = request.POST.get("person", "")
    person = next((one for one in people_of(space) if str(one.pk) == chosen), None)
    if person is None or looking.is_guarded(person):
        problem = _("Please choose who on your map this is. Nothing was kept.")
        return _page(request, {"problem": problem}, status=422)
    stored = chatting.keep_contacts(space, held, person)
    if stored.batch is None or not stored.added:
        notices.notify(request, _("All of these contacts are here already. Nothing was added."))
        return redirect("talk_chat")
    undo = reverse("import_undo", args=[stored.batch.pk])
    notices.notify(request, _("Kept as contacts. The words stayed out."), undo=undo)
    return redirect("import_done", stored.batch.pk)


def _let_go(request: HttpRequest) -> HttpResponse:
    chatting.let_go()
    notices.notify(request, _("The chat was let go. Nothing of it was kept."))
    return redirect("talk_chat")


def _held() -> Chat:
    found = chatting.held()
    if found is None:
        raise Http404
    return found


STEPS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "take": _take,
    "answer": _answer,
    "choose": _choose,
    "other": _other,
    "back": _back,
    "topic": _topic,
    "keep": _keep,
    "let-go": _let_go,
}
