"""At most one practice for Today, chosen openly by `offers.toml`; a "not now" is kept to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from kith.practices import Practice
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
    """When its signal holds, the first of these practices that can be offered is, and why."""

    signal: str
    practices: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Offered:
    """One practice, its number on the page, and why it is offered."""

    practice: Practice
    number: int
    why: str


@each_tongue
def rules() -> tuple[Rule, ...]:
    """Return the rules in order."""
    rows = table(DATA)["rule"]
    return tuple(Rule(row["signal"], tuple(row["practices"]), row["why"]) for row in rows)


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
        if any(waits(waved.get(name, ""), today) for name in rule.practices):
            continue  # a "not now" is to what it was offered for, too
        here = [(n, name) for name in rule.practices if (n := doors.number_of(name)) is not None]
        if not here or not signals.holds(rule.signal, lately):
            continue
        if not _begun_lately(space, rule.practices, now):
            number, name = here[0]
            return Offered(library().practices[name], number, rule.why)
    return None


def choice_of(space: Space) -> PractiseChoice | None:
    """Return what a person chose about offers; None where they never did."""
    return PractiseChoice.objects.filter(space=space).first()


def not_now(space: Space, practice: str, now: datetime) -> None:
    """Offer this practice no more for two weeks; what is over is forgotten."""
    today = now.astimezone(zone_of(space)).date()
    chosen, _ = PractiseChoice.objects.get_or_create(space=space)
    held = {name: until for name, until in chosen.not_now.items() if waits(until, today)}
    chosen.not_now = held | {practice: (today + NOT_NOW).isoformat()}
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
