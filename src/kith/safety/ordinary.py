"""Says plainer what weighs as if it were about an end: finishing a sentence, eating in peace.

"I want to finish" weighs much, since many farewells say so, whatever it is that is to be finished. Where
a meal, a sentence or a game follows, nothing ends but these; so the words are weighed as if they said so.
What has no such thing behind it ("I want to finish it") is left as it is, and so is all else in the text.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

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
FAR = 2  # words between whose it is and what it is


@cache
def _lists() -> tuple[dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    found = tomllib.loads(DATA.read_text("utf-8"))
    things = {thing: verb for verb, said in found["things"].items() for thing in said.split()}
    doing, quiet, shown = (frozenset(found[name].split()) for name in ("doing", "quiet", "shown"))
    return things, doing, quiet, shown


def plainer(sentences: list[list[str]]) -> list[list[str]]:
    """Return folded sentences in which such words are said plainer; the very same where there are none."""
    if all(_MARKS.isdisjoint(one) for one in sentences):
        return sentences
    shown = any(not _lists()[3].isdisjoint(one) for one in sentences)
    return [_plainer(one, shown=shown) if _GRAVE.isdisjoint(one) else one for one in sentences]


_MARKS = _FINISH | {"peace", "cut", "cuts", "ends", "end"}


def _plainer(words: Sequence[str], *, shown: bool) -> list[str]:
    things, doing, quiet, _ = _lists()
    found: list[str] = []
    at = 0
    while at < len(words):
        word, rest = words[at], words[at + 1 :]
        if word in _FINISH and (verb := _verb(rest, things)):
            found.append(verb)
        elif word in _FINISH and rest[:1] and rest[0] in doing:
            pass  # "finish talking": the doing itself stands there
        elif (
            word in _FINISH
            and [*rest[:2]] == _SAYING
            and {"saying", "said", "doing"} & {*rest[2:4]}
        ):
            found.append("say")
        elif word in {"cut", "cuts"} and rest[:1] and rest[1:2] in (["off"], ["short"]) and rest[0] in {"me", "us"}:  # fmt: skip
            found += ["interrupt", rest[0]]
            at += 2
        elif word in quiet and [*rest[:2]] == ["in", "peace"]:
            found += [word, "quietly"]
            at += 2
        elif shown and word == "see" and _shows_end(rest):
            found += ["see", "it"]
            at += _shows_end(rest)
        else:
            found.append(word)
        at += 1
    return found


def _verb(rest: Sequence[str], things: dict[str, str]) -> str:
    """Return what is done with a thing that is to be finished; "" where no such thing follows."""
    if not rest or rest[0] not in _WHOSE:
        return ""
    return next((things[word] for word in rest[1 : 2 + FAR] if word in things), "")


def _shows_end(rest: Sequence[str]) -> int:
    """Return of how many words the end of a film or a game is told: "how it ends", "the end"."""
    if [*rest[:2]] == ["the", "end"]:
        return 2
    return 3 if [*rest[:1]] == ["how"] and [*rest[2:3]] == ["ends"] else 0
