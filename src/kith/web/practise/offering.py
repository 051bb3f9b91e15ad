"""At most one practice or room for Today, chosen openly by `offers.toml`; a "not now" is kept to."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.urls import reverse

from kith.tongues import each_tongue, table
from kith.web.practise import doors, signals
from kith.web.practise.library import library
from kith.web.practise.models import PractiseChoice, Run
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

DATA = Path(__file__).with_name("offers.toml")
NOT_NOW = timedelta(days=14)
BEGUN = timedelta(days=7)  # a rule of which a practice was begun so lately is passed over


@dataclass(frozen=True, slots=True)
class Rule:
    """When its signal holds, its room is offered, or the first of its practices, and why."""

    signal: str
    practices: tuple[str, ...]
    why: str
    room: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything that it could offer."""
        return (self.room, *self.practices) if self.room else self.practices


@dataclass(frozen=True, slots=True)
class Room:
    """A room that can be offered: what is done there, its page, and whether it was done lately."""

    title: Callable[[], str]
    page: str
    was_used: Callable[[Space, datetime], bool]


@dataclass(frozen=True, slots=True)
class Offered:
    """One practice (with its number on the page) or room, where it is, and why it is offered."""

    name: str
    title: str
    address: str
    why: str
    minutes: int | None = None
    number: int | None = None


_ROOMS: dict[str, Room] = {}


def register(name: str, room: Room) -> None:
    """Let rules name a room; called once, where the room is set up."""
    _ROOMS[name] = room


def rooms() -> frozenset[str]:
    """Return the names of the rooms that can be offered."""
    return frozenset(_ROOMS)


@each_tongue
def rules() -> tuple[Rule, ...]:
    """Return the rules in order."""
    rows = table(DATA)["rule"]
    return tuple(
        Rule(row["signal"], tuple(row["practices"]), row["why"], row.get("room", ""))
        for row in rows
    )


def offered(space: Space, now: datetime) -> Offered | None:
    """Return what Today may offer now; None where nothing fits or nothing is wanted."""
    chosen = choice_of(space)
    if chosen is not None and not chosen.offers:
        return None
    today = now.astimezone(zone_of(space)).date()
    waved = {} if chosen is None else chosen.not_now
    if (today + NOT_NOW).isoformat() in waved.values():
        return None  # "not now" was said today: nothing else comes in its place
    lately = signals.Lately(space, now)
    for rule in rules():
        if any(waits(waved.get(name, ""), today) for name in rule.names):
            continue  # a "not now" is to what it was offered for, too
        if signals.holds(rule.signal, lately) and (found := _first(space, rule, now)) is not None:
            return found
    return None


def _first(space: Space, rule: Rule, now: datetime) -> Offered | None:
    """Return what a rule offers: a room that was not used lately, else a practice not begun lately."""
    room = _ROOMS.get(rule.room)
    if room is not None and not room.was_used(space, now):
        return Offered(rule.room, room.title(), reverse(room.page), rule.why)
    if _begun_lately(space, rule.practices, now):
        return None
    return next(_practices(rule), None)


def _practices(rule: Rule) -> Iterator[Offered]:
    for name in rule.practices:
        if (number := doors.number_of(name)) is not None:
            one, page = library().practices[name], reverse("practise_one", args=[number])
            yield Offered(name, one.title, page, rule.why, one.minutes, number)


def choice_of(space: Space) -> PractiseChoice | None:
    """Return what a person chose about offers; None where they never did."""
    return PractiseChoice.objects.filter(space=space).first()


def not_now(space: Space, name: str, now: datetime) -> None:
    """Offer this practice or room no more for two weeks; what is over is forgotten."""
    today = now.astimezone(zone_of(space)).date()
    chosen, _ = PractiseChoice.objects.get_or_create(space=space)
    held = {name: until for name, until in chosen.not_now.items() if waits(until, today)}
    chosen.not_now = held | {name: (today + NOT_NOW).isoformat()}
    chosen.save(update_fields=["not_now"])


def may_offer(space: Space, *, offers: bool) -> None:
    """Switch the offers of Today on or off."""
    PractiseChoice.objects.update_or_create(space=space, defaults={"offers": offers})


def waits(until: str, today: date) -> bool:
    """Say whether a "not now" until that day still holds."""
    try:
        return date.fromisoformat(until) > today
    except (TypeError, ValueError):
        return False


def _begun_lately(space: Space, names: Collection[str], now: datetime) -> bool:
    return Run.objects.filter(space=space, practice__in=names, at__gt=now - BEGUN).exists()
