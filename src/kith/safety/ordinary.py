"""Says plainer what weighs as if it were about an end: finishing a sentence, eating in peace.

"I want to finish" weighs much, since many farewells say so, whatever it is that is to be finished. Where
a meal, a sentence, a trip or any other thing that is somebody's follows, nothing ends but these; so the words are
weighed as if they said so. A few things stand for an end themselves ("the plan", "my letters", "the bottle"): they, and
what has no thing behind it ("I want to finish it"), are left as they are, and so is all else in the text. A story, a
turn or a question can be ended too, where somebody was interrupted; and who hangs up a call hangs nobody.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("ordinary.toml")
_FINISH = frozenset({"finish", "finished", "finishing"})
_GRAVE = frozenset(
    {
        "life",
        "lives",
        "living",
        "existence",
        "myself",
        "everything",
        "die",
        "dead",
        "death",
        "pills",
        "gone",
    }
)
_WHOSE = frozenset(
    {"my", "our", "the", "this", "that", "a", "an", "his", "her", "your", "their", "one"}
)
_SAYING = ["what", "i"]
_ENDS = frozenset({"end", "ended", "ending"})
_TOLD = frozenset({"tell"})  # what is done with a thing of which somebody speaks
_HANG = frozenset({"hang", "hangs", "hung", "hanging"})
# What may stand behind "do it myself" and "drive myself" for these to be grumbled or planned, and no more.
_GRUMBLED = frozenset({"as usual", "as always", "then as usual", "again as usual", "like always", "instead"})  # fmt: skip
# The same where nothing in the whole text speaks of an end, of hurt or of God.
_PLANNED = frozenset({"then", "tomorrow", "anyway", "again", "thanks", "thank you", "then thanks", "no worries", "after work", "before work", "tomorrow morning", "this weekend", "at the weekend", "next week", "no need to come", "no need", "it is fine", "it is ok", "do not worry", "do not bother", "if you are busy", "if you can not", "if nobody helps", "since nobody helps", "later"})  # fmt: skip
_DRIVEN = frozenset({"home", "there", "so i can leave when i want", "so i can leave", "so i can go home", "there and back"})  # fmt: skip
FEW, SHORT = 2, 16  # sentences, words: in a longer text "it" may be anything
FAR = 2  # words between whose it is and what it is


@cache
def _things() -> dict[str, str]:
    """Give for each known thing what is done with it."""
    return {thing: verb for verb, said in _data()["things"].items() for thing in said.split()}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_data()[name].split())


def plainer(sentences: list[list[str]]) -> list[list[str]]:
    """Return folded sentences in which such words are said plainer; the very same where there are none."""
    if all(_MARKS.isdisjoint(one) and _listed("chores").isdisjoint(one) for one in sentences):
        return sentences
    plain = all(_listed("ends").isdisjoint(one) for one in sentences)
    short = len(sentences) <= FEW and sum(map(len, sentences)) <= SHORT
    thing = _chore(sentences) if plain and short else ""
    sentences = [_that_thing(one, thing) for one in (_by_oneself(one, plain=plain) for one in sentences)]  # fmt: skip
    shown = any(not _listed("shown").isdisjoint(one) for one in sentences)
    broken = any(map(_interrupted, sentences))
    return [
        _plainer(one, shown=shown, broken=broken) if _GRAVE.isdisjoint(one) else one
        for one in sentences
    ]


_IT = frozenset({"do", "doing", "finish"})
_MARKS = _FINISH | _ENDS | _HANG | {"peace", "cut", "cuts", "ends", "jump", "myself"}


def _plainer(words: Sequence[str], *, shown: bool, broken: bool) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(words):
        said, many = _said(words[at:], shown=shown, broken=broken)
        found += said
        at += many
    return found


def _said(words: Sequence[str], *, shown: bool, broken: bool) -> tuple[list[str], int]:
    """Return what stands for the first words, and for how many of them."""
    word, rest = words[0], words[1:]
    if word in _FINISH:
        return _finished(word, rest), 1
    if broken and word in _ENDS and _verb(rest) in _TOLD:
        return ["tell"], 1
    if word in {"cut", "cuts"} and rest[:1] in (["me"], ["us"]) and rest[1:2] in (["off"], ["short"]):  # fmt: skip
        return ["interrupt", rest[0]], 3
    if word in _listed("quiet") and [*rest[:2]] == ["in", "peace"]:
        return [word, "quietly"], 3
    if shown and word == "see" and (many := _shows_end(rest)):
        return ["see", "it"], 1 + many
    return _called(word, rest)


def _chore(sentences: Sequence[Sequence[str]]) -> str:
    """Return the first thing of a house or a desk that a text names; "" where it names none."""
    return next((word for one in sentences for word in one if word in _listed("chores")), "")


def _that_thing(words: list[str], thing: str) -> list[str]:
    """Return words in which "do it" says what is done, where a text names a chore and nothing grave."""
    if not thing or _IT.isdisjoint(words):
        return words
    found = [*words]
    for at, (one, two) in enumerate(pairwise(words)):
        if one in _IT and two == "it":
            found[at : at + 2] = ["wash", thing]
    return found


def _by_oneself(words: list[str], *, plain: bool) -> list[str]:
    """Return words in which what somebody does by themselves, as usual, or drives home is said without "myself".

    Only where the sentence ends with it: whatever else it says is never made plainer by this. `plain` says
    that no word of the text speaks of an end.
    """
    if "myself" not in words:
        return words
    at = words.index("myself")
    behind = " ".join(word for word in words[at + 1 :] if word != ",")
    before = words[:at]
    if before[-1:] == ["by"]:
        before = before[:-1]
    if before[-2:] == ["do", "it"] and (behind in _GRUMBLED or (plain and behind in _PLANNED)):
        return [*before[:-1], "the", "dishes"]
    if words[at - 1 : at] == ["drive"] and behind in _DRIVEN:
        return [*words[:at], "home"]
    return words


def _finished(word: str, rest: Sequence[str]) -> list[str]:
    """Return what stands for "finish": what is done with the thing behind it."""
    if verb := _verb(rest):
        return [verb]
    if rest[:1] and rest[0] in _listed("doing"):
        return []  # "finish talking": the doing itself stands there
    if [*rest[:2]] == _SAYING and {"saying", "said", "doing"} & {*rest[2:4]}:
        return ["say"]
    return [word]


def _called(word: str, rest: Sequence[str]) -> tuple[list[str], int]:
    """Return what stands for the end of a call: who hangs up, or jumps off the line, leaves nothing else."""
    if word in _HANG and rest[:1] == ["up"] and _is_a_call(rest[1:]):
        return ["end", "the", "call"], 2
    if word == "jump" and rest[:1] == ["off"] and rest[1:2] and rest[1] in _WHOSE and {*rest[2:4]} & _listed("calls") and _listed("heights").isdisjoint(rest):  # fmt: skip
        return ["get"], 1
    return [word], 1


def _verb(rest: Sequence[str]) -> str:
    """Return what is done with a thing that is to be finished; "" where no such thing follows.

    A thing that no list knows is done, unless it could stand for an end.
    """
    if not rest or rest[0] not in _WHOSE:
        return ""
    near, things = rest[1 : 2 + FAR], _things()
    known = next((things[word] for word in near if word in things), "")
    if known or not near or not near[0].isalpha() or not _listed("grave").isdisjoint(near):
        return known
    return "do"


def _interrupted(words: Sequence[str]) -> bool:
    """Say whether somebody was talked over, or was not left to speak."""
    talked = any(
        one in _listed("talking") and two in {"over", "across", "through"}
        for one, two in pairwise(words)
    )
    return talked or not _listed("interrupting").isdisjoint(words)


def _is_a_call(rest: Sequence[str]) -> bool:
    """Say whether what stands behind "hang up" is the end of a call: nothing, a turn, the phone."""
    return not rest or rest[0] in _listed("behind_a_call") or "phone" in rest[:2]


def _shows_end(rest: Sequence[str]) -> int:
    """Return of how many words the end of a film or a game is told: "how it ends", "the end"."""
    if [*rest[:2]] == ["the", "end"]:
        return 2
    return 3 if [*rest[:1]] == ["how"] and [*rest[2:3]] == ["ends"] else 0
