"""Care settings for a tie: from a few answers, which tools are left out and which come first.

Asking somebody to hear a boundary can be dangerous where one person controls the other. So each
tie carries one of four states. The questions are our own and are no test: a "no" only means that
no concern was reported, and nothing anywhere may say that a tie is safe. Nothing here rates a
person or tells anybody to leave, to stay or to speak up.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from kith.records import Kind
from kith.tongues import each_tongue, table

DATA = Path(__file__).with_name("gate.toml")


class CareState(StrEnum):
    """What was reported about a tie; kept in the main vault as a neutral setting."""

    UNKNOWN = "unknown"
    NO_CONCERN_REPORTED = "no_concern_reported"
    CARE = "care"
    DANGER = "danger"


class Answer(StrEnum):
    """An answer to one question. A question left out counts as skipped."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    SKIP = "skip"


CARE_CODES = frozenset({"afraid", "put_down", "hurt", "control", "threats", "device"})
DANGER_CODES = frozenset(
    {"forced", "neck", "weapon", "threat_to_life", "follows", "worse", "pregnant"}
)

# Tools that ask something of the other person, or assume two equals.
LEFT_OUT = frozenset(
    {
        "assertive_script",
        "speaker_listener",
        "other_shoes",
        "disclosure_ladder",
        "reconciliation",
        "forgiveness_of_them",
        "conflict_repair",
        "send_helper",
        "two_person",
        "positivity_ratio",
    }
)
BROUGHT_FORWARD = (
    "advocate_line",
    "own_safety_plan",
    "allies",
    "silent_boundaries",
    "tech_safety",
    "evidence_log_info",
)
FIXED_LINE = "fixed_line"  # under every tool of LEFT_OUT, in every state
NOT_OFFERED = "not_offered"  # all that a tool that is off may say
_ASKED_ABOUT = frozenset(
    {"partner", "ex", "parent", "child", "sibling", "family", "housemate"},
)
_NOBODY_ALONE = frozenset({Kind.GROUP, Kind.PLACE, Kind.PET, Kind.STRANGERS})


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a code to store, its weight (`care` or `danger`) and its wording."""

    code: str
    weight: str
    text: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What a state changes, in codes.

    `off` are tools not offered for this tie, `on` what is brought forward, in order. `lines_first`
    puts the lines to call before all else. `ask_first` asks the questions before the first tool
    of `LEFT_OUT`. `fixed_line` is the code of the sentence under every such tool.
    """

    off: frozenset[str]
    on: tuple[str, ...]
    lines_first: bool
    ask_first: bool
    fixed_line: str = FIXED_LINE


def asks_about(kinds: Collection[str]) -> bool:
    """Say whether the questions are offered when a person of these kinds is added.

    A kind in somebody's own words ("my boyfriend", in whatever language) may be any of these, so it
    is offered there as well: it can be skipped, and a list of words would leave people out.
    """
    return not _ASKED_ABOUT.isdisjoint(kinds) or is_own(kinds)


def is_somebody(kinds: Collection[str]) -> bool:
    """Say whether a tie of these kinds is one person: then the questions come before a gated tool.

    A friend, a colleague or a neighbour may frighten somebody as a partner may.
    """
    return _NOBODY_ALONE.isdisjoint(kinds)


def is_own(kinds: Collection[str]) -> bool:
    """Say whether somebody is called in own words, and is not a group, a place or a pet."""
    known = {kind.value for kind in Kind}
    return not known.issuperset(kinds) and is_somebody(kinds)


def state_after(answers: Mapping[str, str]) -> CareState:
    """Give the state that a set of answers leads to.

    One yes is enough for `care`, one yes to a question of weight danger for `danger`. Only a "no"
    to every question gives `no_concern_reported`; anything skipped or unsure stays `unknown`. A
    yes to a question that this version does not know counts as `care`.
    """
    yes = {code for code, answer in answers.items() if answer == Answer.YES}
    if yes & DANGER_CODES:
        return CareState.DANGER
    if yes:
        return CareState.CARE
    if all(answers.get(code) == Answer.NO for code in CARE_CODES | DANGER_CODES):
        return CareState.NO_CONCERN_REPORTED
    return CareState.UNKNOWN


def offers(state: CareState) -> Offers:
    """Give what a state switches off and on."""
    guarded = state in (CareState.CARE, CareState.DANGER)
    return Offers(
        off=LEFT_OUT if guarded else frozenset(),
        on=BROUGHT_FORWARD if guarded else (),
        lines_first=state == CareState.DANGER,
        ask_first=state == CareState.UNKNOWN,
    )


def offered(tool: str, state: CareState) -> bool:
    """Say whether a tool may be opened for a tie in this state."""
    return tool not in offers(state).off


def questions(*, path: Path = DATA) -> tuple[Question, ...]:
    """Give the questions in the order in which they are asked."""
    return _read(path)[0]


def words(*, path: Path = DATA) -> Mapping[str, str]:
    """Give the fixed sentences by code (`fixed_line`, `not_offered`, `heading`, …)."""
    return _read(path)[1]


@each_tongue
def _read(path: Path) -> tuple[tuple[Question, ...], Mapping[str, str]]:
    raw = table(path)
    asked = tuple(Question(row["code"], row["weight"], row["text"]) for row in raw["question"])
    return asked, MappingProxyType(dict(raw["words"]))
