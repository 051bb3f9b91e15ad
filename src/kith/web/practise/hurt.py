"""Whether words tell that their writer was hurt when young, takes the blame for being hurt, or had better be gone.

Such a thought is no way of thinking and such a deed nobody's share: nothing is named in it, weighed
or mended. `kith.practices` knows the child, `kith.talk` the blame; here they meet, for practices, the
page about self-talk and the terminal alike.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from kith.practices import childhood
from kith.safety import crisis, spanish
from kith.safety.gone import better_gone
from kith.talk import selftalk

PANEL = 2
OWN = frozenset({"suicide", "self_harm"})
_DENIED = re.compile(
    r"\b(?:would|will|are|is|am|do|does|did|could)(?: not|n['’]t) (?:really |at all |all )?"
    r"(?:be |feel |have it |want |wish |mean |think )?"
    r"(?:better|easier|happier|freer|lighter|relieved|glad|a burden|to hurt|to die|to disappear|to be gone)"
    r"|\b(?:not|n['\u2019]t) (?:really )?true\b|\b(?:nobody|no one) (?:would|will|could)(?: really)? (?:be|feel) (?:\w+ )?(?:better|happier|easier|relieved|freer|lighter|glad)\b"
    r"|\b(?:neither|not|nobody(?: \w+)? is|no one(?: \w+)? is) (?:really )?"
    r"(?:better|happier) off|\bis(?: not|n['’]t) a burden|\bnot a burden",
    re.IGNORECASE,
)
# Where somebody was not there, or was away for a time: no thought of not being here.
_SOMEBODY = r"family|kids?|children|son|daughter|wife|husband|partner|mum|mom|mother|dad|father|parents|sister|brother|friends|everyone|everybody|people|world|life"
_AWAY = re.compile(
    r"\b(?:choir|team|band|office|meeting|workshop|work|job|trip|game|match|shop|project|class|club|committee|crew|"
    r"wedding|evening|dinner|lunch|breakfast|supper|holiday|show|play|event|department|company|business|shift|quiz|"
    r"rehearsal|practice|training|lesson|dog|cat|plants|flatmates?|roommates?|housemates?|colleagues|orchestra|"
    r"dough|cake|song|photo|photos|picture)\b(?!.*\b(?:"
    + _SOMEBODY
    + r")\b).{0,40}?\b(?:without me|when i\b|if i\b|once i\b)"
    r"|\bwithout me (?:at|on|in (?:the (?!way\b|picture\b|world\b)|bed\b)|for (?:a|an|one|two|three|some|this|once)|tonight|today|tomorrow|this|until|"
    r"till|while|there|since|because|cooking|singing|playing|talking|and my|to (?:run|do|cook|help|drive))\b"
    r"|\b(?:he|she|it|my ex\S*|my ex \w+)(?: is|['\u2019]s)(?: so| much| far| clearly| a lot)* (?:happier|better off) (?:now )?without me\b"
    r"|\b(?:sleeps?|slept|sings?|cooks?|drives?|works?|plays?|sounds?|tastes?) (?:much |so much )?better without me\b"
    r"|\b(?:i am|i['\u2019]m|i was|im) gone (?:to|home|on|away (?:to|for))\b"
    r"|\bwhen i['\u2019]?(?:m| am|m not| am not| was not| wasn['\u2019]?t)? ?(?:not )?in the (?:room|house|kitchen|car|office|garden|bath|shower)\b"
    r"|\b(?:better|worse|higher|more) (?:marks|grades|results|scores|reviews|sales|tips)\b|\b(?:does|do|did|solved?|finish(?:ed|es)?) it (?:better|faster|quicker|sooner)\b"
    r"|\b(?:baby|babies|kids?|child|children|toddler|dog|neighbou?rs?|he|she|they|alarm|alarms|snooze|room ?mate)\b(?:(?!\b(?:i|im|me)\b).){0,30}?\bwake up\b"
    r"|\b(?:moved out|moved away|left early|skipped|was away|were away|am away|went away|took a day off|called in sick|(?:gone|away|off|there|around|in) for (?:a|one|two|a whole) (?:day|week|weekend|month|night)s?)\b"
    r"|\b(?:kids|children|kid|brother|sister|dog|cat|baby|son|daughter)(?: is| are|['\u2019]s)? (?:behaves?|calmer|quieter|eats?|sleeps?|listens?|plays?)\b.{0,20}\bwhen i['\u2019]?m (?:not around|away|out|not (?:there|here))\b",
    re.IGNORECASE,
)
_FOR_EVER = re.compile(
    r"\b(?:dead|die|died|dying|death|funeral|suicide|kill|killed|born|alive|exist\w*|forever|for ever|for good|world|earth|this life)\b",
    re.IGNORECASE,
)
_BEING = re.compile(
    r"\b(?:alive|living|liv(?:e|ed) (?:any ?more|any longer)|exist\w*|non-?exist\w*|dead|death|dying|die[ds]?|abort(?:ed)?|buried|bury me"
    r"|in(?:to)? th(?:is|e) world|my (?:funeral|grave)|(?:not|n['\u2019]?t|no longer|never|stop|still) (?:be |being |been |supposed to be |meant to be )?(?:here|around|alive)"
    r"|(?:be|being|was|were|i['\u2019]?m|am) (?:gone|erased|no more)|out of (?:their|his|her|everyone['\u2019]?s|everybody['\u2019]?s) (?:lives|life)|one less (?:problem|burden|mouth))\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[.!?\n;]+")


def told(text: str, young: bool = False) -> bool:
    """Say whether a text does; `young` says that its writer was."""
    return childhood.told(text, young=young) or selftalk.takes_blame(text)


@lru_cache(maxsize=2000)
def gone(text: str) -> bool:
    """Say whether the writer thinks it better to be gone, or to harm themselves: a doubt counts.

    Such a thought is not weighed. What denies it ("they would not be better off") is no such one,
    nor what was better while they were away.
    """
    found = crisis.read(text)
    if found.level >= PANEL and found.kind in OWN:
        return True
    sentences = [one for one in _SENTENCES.split(text) if one.strip() and not _is_elsewhere(one)]
    for one in sentences:
        if better_gone(one) or "gone" in selftalk.silences(one) or _doubtful(one):
            return True
    if len(sentences) > 1 and "gone" in selftalk.silences(". ".join(sentences)):
        return True
    told = spanish.read(text)  # it has no cues: any word that nothing softens
    return told.kind in OWN and bool(told.level) and told.reason not in crisis.SOFTER


def _doubtful(sentence: str) -> bool:
    """Say whether the crisis reader has a doubt about a sentence that speaks of being or not being."""
    found = crisis.read(sentence)
    if not found.level or found.kind not in OWN or found.reason in crisis.SOFTER:
        return False
    return _BEING.search(sentence) is not None


def _is_elsewhere(sentence: str) -> bool:
    """Say whether a sentence denies it, or says that somebody was not there or is away for a time."""
    if _DENIED.search(sentence) is not None:
        return True
    return _AWAY.search(sentence) is not None and _FOR_EVER.search(sentence) is None


def told_in(texts: Iterable[str]) -> bool:
    """Say whether one of several texts does, or all of them together."""
    found = [text for text in texts if text.strip()]
    return any(map(told, found)) or (len(found) > 1 and told("\n".join(found)))
