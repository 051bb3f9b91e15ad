"""After saving, offer help where the words sound like a hard moment. Nothing of it is kept.

Every page that takes words of a person's own asks here, whichever part of the site it belongs to.
Saving always comes first; where a form is refused, help stands with the refusal. What is found lives in the memory of this session until the person
says "not now", and is gone when the vault locks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from kith import vocabulary
from kith.measures import Branch
from kith.safety import crisis, helplines, naming, soon
from kith.talk import fear, istatement
from kith.talk.words import fold
from kith.web.door.pages import NONE, Safe
from kith.web.door.pages import helping as helped
from kith.web.people.care import is_flagged, left_alone, puts_forward
from kith.web.people.models import Person
from kith.web.people.named import people_in_words
from kith.web.shell import helping
from kith.web.shell.models import Space

QUIET_LINE, PANEL, FULL_PAGE = 1, 2, 3
DANGER = "danger"  # from somebody else
HARM = "harm_to_others"  # the person may hurt or frighten somebody
ANSWERS = "answers"  # to a questionnaire, about death or self-harm, that came in with an import
AFTER = "after_self_harm"  # a wound, or something taken, in the last days
OWN_ANSWERS = "own_answers"  # the same, given on a page
_AFRAID = frozenset({"afraid", "scared", "frightened", "terrified", "fear", "unsafe", "uneasy"})
_WOUNDED = frozenset({"after_self_harm", "wound_now"})  # reasons of the reader
PENDING = "today.care"
FIRST = "today.help_first"
SIGNS = "today.help_signs"  # codes of what the page with help first speaks of
NEXT = "today.care_next"  # for the page after a saving that does not lead to Today
PASSED = "people.care_passed"  # ties whose questions were left alone before a tool
RAISED = "people.care_raised"  # ties that something frightening was written about


@dataclass(frozen=True, slots=True)
class Offer:
    """How much help to offer (0 none, 1 a line, 2 a panel, 3 a page of its own), and for what.

    A panel that was seen once is `folded` to one line that says nothing of what was written.
    `kept` is false where a form was refused, and `urgent` where what stood in it would have led to
    help before all else. `tie` is the one person it may concern, whose private questions are named.
    Where somebody else is the danger, `named` are the people of the map whom the words name, and
    `signs` what they have words for that calls for help soon (`kith.safety.soon`).
    """

    level: int = 0
    kind: str = "none"
    folded: bool = False
    kept: bool = True
    urgent: bool = False
    tie: int | None = None
    named: frozenset[int] = frozenset()
    signs: tuple[str, ...] = ()

    @property
    def numbers(self) -> str:
        """Return where its help lines are, those for violence first where that is the danger."""
        return helping.numbers(violence_first=self.kind == DANGER)

    @property
    def emergency(self) -> Safe:
        """Return whom to call in danger now, as a part of a page; empty where it is not urgent."""
        if not self.urgent:
            return NONE
        found = helplines.lines_for(helping.country(), timezone.localdate())
        return helped.emergency(found)


NOTHING = Offer()


def offer_for(
    space: Space,
    texts: Iterable[str],
    feelings: Iterable[str] = (),
    *,
    names: Iterable[str] = (),
) -> Offer:
    """Return what to offer for texts and for feeling words, the most urgent of them.

    Of what was typed in the place of names only a whole sentence counts (`kith.safety.naming`).
    With `quiet_help` off, only words that name a plan to die, or danger at hand, still lead to help.
    """
    written = [text for text in (*texts, *naming.sentences(names)) if text.strip()]
    found = offer_of(space, crisis.read_many(written))
    known = vocabulary.feelings()
    felt = list(feelings)
    unsafe = any(known[key].safety if key in known else _frightens(space, key) for key in felt)
    if unsafe and space.quiet_help and not found.level:
        found = Offer(QUIET_LINE, DANGER)
    return with_danger(space, found, written)


def _frightens(space: Space, words: str) -> bool:
    """Say whether own words for a feeling speak of danger, or of fear of somebody on the map."""
    if istatement.frightens(words):
        return True
    afraid = not _AFRAID.isdisjoint(fear.mended(fold(words)).words)
    return afraid and bool(people_in_words(space, [words]))


def with_danger(space: Space, offer: Offer, texts: Iterable[str]) -> Offer:
    """Return an offer with whom and what texts speak of, where somebody else is the danger in them."""
    if offer.kind != DANGER:
        return offer
    written = list(texts)
    named = frozenset(one.pk for one in people_in_words(space, written))
    return replace(offer, named=named, signs=soon.found(written))


def with_panel(space: Space, offer: Offer) -> Offer:
    """Return an offer that is a panel at least: for a thought of not being here that ended a sheet."""
    if offer.level >= PANEL or not space.quiet_help:
        return offer
    return replace(offer, level=PANEL, kind="suicide" if offer.kind == "none" else offer.kind)


def offer_of(space: Space, readings: Iterable[crisis.Reading]) -> Offer:
    """Return what to offer for texts that were read before, with no level off."""
    off = () if space.quiet_help else (QUIET_LINE, PANEL)
    offers = (_offer(crisis.switched(found, off)) for found in readings)
    return max(offers, key=lambda o: o.level, default=NOTHING)


def _offer(found: crisis.Reading) -> Offer:
    return Offer(found.level, AFTER if found.reason in _WOUNDED else found.kind)


def lines(kind: str, found: helplines.Help) -> tuple[helplines.Line, ...]:
    """Return the lines that stand first for a kind; never empty."""
    purpose = {DANGER: "abuse", HARM: "own_behaviour"}.get(kind, "crisis")
    return found.lines_of(purpose) or found.everywhere


def offer_after_import(space: Space, texts: Iterable[str]) -> Offer:
    """Return what to offer once for writings of the last days that came in together.

    At most the quiet line: somebody has just looked at a list of rows, not written them now, so
    no panel stands in the way and no full page interrupts. Below a panel's words: nothing.
    """
    found = offer_for(space, texts)
    return Offer(QUIET_LINE, found.kind) if found.level >= PANEL else NOTHING


def offer_after_answers(space: Space, called_for: Iterable[Branch]) -> Offer:
    """Return what to offer for answers of the last days that came in with an import.

    A strong answer about death or self-harm brings the panel, whatever is switched off: nobody had
    to look for words to find it. A weaker one, or one about somebody else, brings the quiet line.
    """
    met = set(called_for)
    if Branch.CRISIS_FIRST in met:
        return Offer(PANEL, ANSWERS)
    if {Branch.DANGER, Branch.CARE} & met and space.quiet_help:
        return Offer(QUIET_LINE, DANGER)
    return Offer(QUIET_LINE) if Branch.CRISIS_SOFT in met and space.quiet_help else NOTHING


def later(request: HttpRequest, offer: Offer) -> None:
    """Keep an offer for the next page of Today, unless a stronger one waits there."""
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    held: Offer = memory.get(PENDING, NOTHING)
    if offer.level and offer.level >= held.level:
        # Of two panels the newer one opens; the lines for violence go on leading.
        memory[PENDING] = replace(offer, kind=DANGER) if held.kind == DANGER else offer


def answer(
    request: HttpRequest,
    offer: Offer,
    otherwise: str = "today",
    *,
    ties: Iterable[int] = (),
    once: bool = False,
) -> HttpResponse:
    """Lead to help first where it is urgent, else on; the next page of Today shows the rest.

    `otherwise` is where to go, by name or address; a page that is not Today shows the offer as well,
    and with `once` it alone does: what stands in a closed part leaves no mark outside of it. `ties`
    are the people it may concern: their pages then put the private questions forward.
    """
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    offer = _about(request, offer, ties)
    if offer.level >= FULL_PAGE:
        memory.pop(PENDING, None)
        memory.pop(NEXT, None)
        memory[FIRST], memory[SIGNS] = offer.kind, offer.signs
        return redirect("today_help_first")
    if not once:
        later(request, offer)
    if offer.level and otherwise != "today":
        memory[NEXT] = offer
    return redirect(otherwise)


def raise_about(request: HttpRequest, ties: Iterable[int]) -> None:
    """Put the private questions about these people forward on their next page, until Kith locks."""
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    memory[RAISED] = raised(request) | {*ties}


def unseen(request: HttpRequest, offer: Offer, ties: Iterable[int]) -> None:
    """Keep an offer for Today, and show nothing of it on the page that comes: others look at it."""
    offer = _about(request, offer, ties)
    later(request, replace(offer, level=min(offer.level, PANEL)))


def _about(request: HttpRequest, offer: Offer, ties: Iterable[int]) -> Offer:
    """Put the questions forward about whom danger may concern; where that is one, name them."""
    concerned = {*ties, *offer.named} if offer.kind == DANGER else set()
    raise_about(request, concerned)
    return replace(offer, tie=min(concerned)) if len(concerned) == 1 else offer


def refused(request: HttpRequest, offer: Offer) -> None:
    """Show help with a form that was refused: the page that answers holds it, and nothing is kept."""
    if offer.level:
        offer = _about(request, offer, ())
        urgent = offer.level >= FULL_PAGE
        level = min(offer.level, PANEL)
        request.care_refused = replace(offer, level=level, kept=False, urgent=urgent)  # type: ignore[attr-defined]


def looked_for(request: HttpRequest, space: Space, words: str) -> None:
    """Show the quiet line above what a search found: whoever looks for such words looks for a reason."""
    found = offer_for(space, [words])
    if found.level:
        request.care_refused = Offer(QUIET_LINE, found.kind)  # type: ignore[attr-defined]


def beside(request: HttpRequest) -> Offer:
    """Return what any page shows above what it is about: after a refusal, or once after a saving."""
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    found: Offer = getattr(request, "care_refused", NOTHING) or NOTHING
    if found.level or request.method == "POST":
        return found
    shown: Offer = memory.pop(NEXT, NOTHING)
    if shown.level and memory.get(PENDING) == shown:
        pending(request)  # it was seen: the line is gone, the panel waits folded
    return shown


def raised(request: HttpRequest) -> frozenset[int]:
    """Return the people about whom something frightening was written since Kith was opened."""
    found: frozenset[int] = request.kith_session.memory.get(RAISED, frozenset())  # type: ignore[attr-defined]
    return found


def settled(request: HttpRequest, tie: int) -> None:
    """Put the private questions about somebody forward no longer: they were met."""
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    memory[RAISED] = raised(request) - {tie}
    if memory.get(PENDING, NOTHING).tie == tie:
        memory[PENDING] = replace(memory[PENDING], tie=None)


def asks_first(
    request: HttpRequest, person: Person | None, *, went_on: bool, lasting: bool = False
) -> bool:
    """Say whether the private questions about somebody come before a tool that names them.

    They do once, for whoever is a person, and after a red flag anew. Where somebody `went_on` without
    them they were met, and no tool asks again until Kith locks, nor after that where it is `lasting`,
    as something is kept anyway, or where it was after a red flag.
    """
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    passed: frozenset[int] = memory.get(PASSED, frozenset())
    if person is None:
        return False
    again = person.pk in raised(request) or is_flagged(person)
    if not puts_forward(person, raised=again, gated=True) or (person.pk in passed and not again):
        return False
    if not went_on:
        return True
    memory[PASSED] = passed | {person.pk}
    settled(request, person.pk)
    if lasting or again:
        left_alone(person, timezone.now())
    return False


def pending(request: HttpRequest) -> Offer:
    """Return what to offer on this page: a line once, a panel until "not now", folded after once."""
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    offer: Offer = memory.get(PENDING, NOTHING)
    memory.pop(NEXT, None)
    if offer.level == QUIET_LINE:
        memory.pop(PENDING)
    elif offer.level == PANEL:
        memory[PENDING] = replace(offer, folded=True)
    return offer


def first_kind(request: HttpRequest) -> str:
    """Return what the page with help first is about."""
    kind: str = request.kith_session.memory.get(FIRST, "none")  # type: ignore[attr-defined]
    return kind


def first_signs(request: HttpRequest) -> tuple[str, ...]:
    """Return what the page with help first says of what was written: sentences, maybe none."""
    codes: tuple[str, ...] = request.kith_session.memory.get(SIGNS, ())  # type: ignore[attr-defined]
    return tuple(soon.signs()[code] for code in codes)


def not_now(request: HttpRequest) -> None:
    """Take the panel away: the person has said so."""
    request.kith_session.memory.pop(PENDING, None)  # type: ignore[attr-defined]
