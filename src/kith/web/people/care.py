"""The care setting of a tie: what holds now, and what new answers make of it.

Only the state is kept, never an answer. Answers with a gap can make the setting more careful,
not less: skipping a question is no "no".
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from kith.safety import gate
from kith.safety.gate import Answer, CareState, Offers
from kith.web.people.models import CareSetting, Person
from kith.web.shell.models import Space

MORE_ABOUT = frozenset({"partner", "ex"})  # the further questions were tried with these alone
GUARDED = frozenset({CareState.CARE, CareState.DANGER})
CAREFUL = (CareState.UNKNOWN, CareState.NO_CONCERN_REPORTED, CareState.CARE, CareState.DANGER)
Frightening = Callable[[Person, datetime | None], bool]
_FRIGHTENING: list[Frightening] = []


def look_for(frightening: Frightening) -> None:
    """Let a room say whether it holds something frightening about somebody since a time.

    Called once, by each room that keeps such a thing.
    """
    _FRIGHTENING.append(frightening)


def is_flagged(person: Person) -> bool:
    """Say whether something frightening was kept about somebody since the questions were last met.

    It is read from what is kept anyway, so it holds after a lock and in a terminal as well.
    """
    setting = setting_of(person)
    return any(found(person, setting.at if setting else None) for found in _FRIGHTENING)


def setting_of(person: Person) -> CareSetting | None:
    """Return the setting that holds for a tie; None where the questions were never met."""
    settings = CareSetting.objects.filter(space=person.space_id, person=person)
    return settings.order_by("at", "pk").last()


def state_of(person: Person) -> CareState:
    """Return the care state of a tie; what this version does not know counts as care."""
    return _known(setting_of(person))


def offers_for(person: Person) -> Offers:
    """Return what a page about this tie may offer, leaves out and brings forward."""
    return gate.offers(state_of(person))


def is_guarded(person: Person) -> bool:
    """Say whether nothing is offered for a tie that asks something of the other person."""
    return state_of(person) in GUARDED


def guarded_in(space: Space) -> frozenset[int]:
    """Return the keys of everybody whose setting asks for care; what is not known counts as care."""
    rows = CareSetting.objects.filter(space=space).order_by("at", "pk")
    held = dict(rows.values_list("person_id", "state"))
    calm = {*CareState} - GUARDED
    return frozenset(pk for pk, state in held.items() if state not in calm)


def _known(setting: CareSetting | None) -> CareState:
    if setting is None:
        return CareState.UNKNOWN
    return CareState(setting.state) if setting.state in set(CareState) else CareState.CARE


def answered(person: Person, answers: Mapping[str, str], now: datetime) -> CareSetting | None:
    """Keep the state that answers lead to; None where nothing was answered and nothing changes."""
    state = _led_to(person, answers)
    return None if state is None else _keep(person, state, now)


def lowers(person: Person, answers: Mapping[str, str]) -> bool:
    """Say whether answers lead to a setting that is less careful than the one that holds."""
    state = _led_to(person, answers)
    return state is not None and CAREFUL.index(state) < CAREFUL.index(state_of(person))


def _led_to(person: Person, answers: Mapping[str, str]) -> CareState | None:
    """Return the state that answers lead to; None where nothing was answered."""
    said = {code: answer for code, answer in answers.items() if answer != Answer.SKIP}
    if not said:
        return None
    state, held = gate.state_after(answers), state_of(person)
    whole = all(answers.get(q.code) in {Answer.YES, Answer.NO} for q in gate.questions())
    return held if not whole and CAREFUL.index(state) < CAREFUL.index(held) else state


def left_alone(person: Person, now: datetime) -> CareSetting:
    """Note that the questions were met and left alone, so that they are not put forward again.

    After something frightening it is noted anew, with the state that held.
    """
    setting = setting_of(person)
    if setting is None or is_flagged(person):
        return _keep(person, _known(setting), now)
    return setting


def _keep(person: Person, state: CareState, now: datetime) -> CareSetting:
    if state in {CareState.CARE, CareState.DANGER} and person.safe_to_call:
        person.safe_to_call = False  # to be said anew, should the setting change back
        person.save(update_fields=["safe_to_call"])
    return CareSetting.objects.create(
        space_id=person.space_id, person=person, at=now, state=state.value
    )


def puts_forward(person: Person, *, raised: bool = False, gated: bool = False) -> bool:
    """Say whether the page of somebody puts the questions forward: once, and after a red flag anew.

    Before the first tool that is `gated` they come for whoever is a person, and not only for those
    who live close. `raised` says that something frightening was written about them since Kith was
    opened; what is kept of such a thing counts as well (`is_flagged`). Whoever is set to care or
    danger already is not asked again.
    """
    setting = setting_of(person)
    if _known(setting) in GUARDED:
        return False
    if raised or (setting is not None and is_flagged(person)):
        return True
    asked = gate.is_somebody if gated else gate.asks_about
    return asked(person.kinds) and setting is None


def has_more(person: Person) -> bool:
    """Say whether the further questions may fit a tie: they are about a partner or an ex-partner.

    A tie in a person's own words may be one in any language, and every question can be skipped.
    """
    return not MORE_ABOUT.isdisjoint(person.kinds) or gate.is_own(person.kinds)
