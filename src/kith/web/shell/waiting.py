"""Words that came for a part behind the second passphrase when it had just shut.

They are held in the memory of the session. While that part is shut no page shows or carries them;
once it is open they go on to the page they were for, or wait there as what was being typed.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from kith.web.room import running
from kith.web.shell import inside
from kith.web.shell.models import Draft, Space

NAME = "waiting"  # the field that says which words are meant
NEVER = frozenset(  # secrets, and what every form sends by itself
    {
        "csrfmiddlewaretoken",
        "second",
        "current",
        "new",
        "words",
        "to",
        "browser_zone",
        "draft_of",
        NAME,
    }
)
PAGE = 80  # characters of the address of a draft, at most
_KEY = "shell.waiting"
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """What a form sent, and for which page."""

    page: str
    sent: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def fields(self) -> Fields:
        """Return them as a page that was left holds them."""
        found: dict[str, list[str]] = {}
        for name, value in self.sent:
            found.setdefault(name, []).append(value)
        return {name: one[0] if len(one) == 1 else one for name, one in found.items()}


def hold(request: HttpRequest) -> str:
    """Hold what a form sent; return by which number. Nothing was sent: "".

    A form that names words that are held already brings no further ones.
    """
    number = request.POST.get(NAME, "")
    if number in _held():
        return number
    sent = [(name, one) for name in request.POST for one in request.POST.getlist(name)]
    typed = tuple(pair for pair in sent if pair[0] not in NEVER)
    if not any(value.strip() for _, value in typed):
        return ""
    number = uuid.uuid4().hex
    _held()[number] = Words(request.path, typed)
    return number


def take(request: HttpRequest) -> Words | None:
    """Hand over the words that a form names, once; those that it brings itself count as well."""
    own = {(name, one) for name in request.POST for one in request.POST.getlist(name)}
    for number, one in [*_held().items()]:
        if one.page == request.path and own.issuperset(one.sent):
            del _held()[number]  # sent once more in full
    words = _held().get(request.POST.get(NAME, ""))
    if words is None or words.page != request.path:
        return None
    return _held().pop(request.POST[NAME])


def put_back(request: HttpRequest, words: Words | None) -> None:
    """Hold words on that were taken: the passphrase was not right."""
    if words is not None:
        _held()[request.POST[NAME]] = words


def sent_with(request: HttpRequest, words: Words | None) -> None:
    """Let a request bring the words as if it had sent them itself."""
    whole = request.POST.copy()
    for name, values in (words.fields if words else {}).items():
        whole.setlist(name, values if isinstance(values, list) else [values])
    request.POST = whole  # type: ignore[assignment]  # Django lets it be set


def arrive(space: Space) -> None:
    """Let what is held wait on its page as what was being typed; that part is open now."""
    for number, words in [*_held().items()]:
        if space.keep_drafts and len(words.page) <= PAGE:
            taken = Draft.objects.filter(space=space, page=words.page).exists()
            key = f"{words.page}#{number[:16]}" if taken else words.page
            stored = inside.written(space, words.fields, Draft(page=key).place)
            Draft.objects.create(space=space, page=key, fields=stored)
            del _held()[number]


def at(space: Space, page: str) -> Fields:
    """Return what is held for a page; nothing of it while that part is shut."""
    if inside.is_shut(space):
        return {}
    return next((one.fields for one in reversed(_held().values()) if one.page == page), {})


def forget_at(page: str) -> None:
    """Hold none for a page: its form was saved."""
    for number in [number for number, words in _held().items() if words.page == page]:
        del _held()[number]


def forget() -> None:
    """Hold none of them."""
    _held().clear()


def _held() -> dict[str, Words]:
    held: dict[str, Words] = running.current().session.memory.setdefault(_KEY, {})
    return held
