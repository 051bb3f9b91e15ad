"""The words under which the codes of boundaries stand on a page."""

import re
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith.talk import limit
from kith.web.boundaries.codes import DRAFT, Followed, Known, Option, Severity, Sort, Sorted, What

SORTS: dict[str, Any] = {
    Sort.PHYSICAL: gettext_lazy("physical"),
    Sort.EMOTIONAL: gettext_lazy("emotional"),
    Sort.TIME: gettext_lazy("time"),
    Sort.SEXUAL: gettext_lazy("sexual"),
    Sort.DIGITAL: gettext_lazy("digital"),
    Sort.MONEY: gettext_lazy("money"),
    Sort.BELONGINGS: gettext_lazy("belongings"),
    Sort.BELIEFS: gettext_lazy("beliefs"),
    Sort.SUBSTANCES: gettext_lazy("alcohol and other substances"),
    Sort.INFORMATION: gettext_lazy("information about me"),
}
ABOUT: dict[str, Any] = {
    Sort.PHYSICAL: gettext_lazy("touch, distance, noise, rest, your room"),
    Sort.EMOTIONAL: gettext_lazy(
        "how you are spoken to, what you carry for others, what you share"
    ),
    Sort.TIME: gettext_lazy("when you are there for others, and when for yourself"),
    Sort.SEXUAL: gettext_lazy(
        "what you want, what you do not, and when; a no can come at any time"
    ),
    Sort.DIGITAL: gettext_lazy("messages, pictures, passwords, where you are"),
    Sort.MONEY: gettext_lazy("lending, paying, sharing"),
    Sort.BELONGINGS: gettext_lazy("your things, your letters, your home"),
    Sort.BELIEFS: gettext_lazy("faith, politics, how you live"),
    Sort.SUBSTANCES: gettext_lazy("drink, smoke and drugs near you"),
    Sort.INFORMATION: gettext_lazy("what others may know and pass on about you"),
}
STATES: dict[str, Any] = {
    DRAFT: gettext_lazy("draft"),
    What.TOLD: gettext_lazy("told"),
    What.HELD: gettext_lazy("held"),
    What.CROSSED: gettext_lazy("crossed"),
    What.RENEGOTIATED: gettext_lazy("changed together"),
    What.REVIEWED: gettext_lazy("looked over"),
    What.RETIRED: gettext_lazy("laid aside"),
}
REWORDED = gettext_lazy("other words")
TONES: dict[str, str] = {
    What.HELD: "nourishing",
    What.CROSSED: "draining",
    What.TOLD: "growth",
    What.RENEGOTIATED: "growth",
}
HAPPENED: dict[str, Any] = {
    What.TOLD: gettext_lazy("I told somebody"),
    What.HELD: gettext_lazy("it held, or I kept to it"),
    What.CROSSED: gettext_lazy("it was crossed"),
    What.RENEGOTIATED: gettext_lazy("we changed it together, or I changed it"),
    What.REVIEWED: gettext_lazy("I looked it over, and it still fits"),
    What.RETIRED: gettext_lazy("I do not need it any more"),
}
SEVERITIES: dict[str, Any] = {
    Severity.UNSAID: gettext_lazy("not said"),
    Severity.SLIP: gettext_lazy("a slip"),
    Severity.REPEATED: gettext_lazy("again and again"),
    Severity.DELIBERATE: gettext_lazy("on purpose"),
    Severity.DANGEROUS: gettext_lazy("dangerous or frightening"),
}
OPTIONS: dict[str, Any] = {
    Option.UNSAID: gettext_lazy("not said"),
    Option.NOTHING: gettext_lazy("leave it this time"),
    Option.RESTATE: gettext_lazy("say it once more"),
    Option.CONSEQUENCE: gettext_lazy("do what I said I would do"),
    Option.DISTANCE: gettext_lazy("take some distance"),
    Option.EXIT_HELP: gettext_lazy("go, or get somebody to help"),
}
OPTION_HINTS: dict[str, Any] = {
    Option.NOTHING: gettext_lazy("You choose where your strength goes. This one can pass."),
    Option.RESTATE: gettext_lazy("The same words, calm and short. They may have forgotten."),
    Option.CONSEQUENCE: gettext_lazy("Your own action, as you planned it. No second debate."),
    Option.DISTANCE: gettext_lazy("Less time, less told, another place, a pause."),
    Option.EXIT_HELP: gettext_lazy("Leave the room or the day, and tell somebody you trust."),
}
FOLLOWED: dict[str, Any] = {
    Followed.YES: gettext_lazy("I did it"),
    Followed.PARTLY: gettext_lazy("in part"),
    Followed.CHANGED: gettext_lazy("I did something else that fitted"),
    Followed.NO: gettext_lazy("not this time"),
}
KNOWN: dict[str, Any] = {
    Known.TOLD: gettext_lazy("they told me"),
    Known.NOTICED: gettext_lazy("I noticed it"),
    Known.UNSURE: gettext_lazy("I am not sure"),
}
SORTED: dict[str, Any] = {
    Sorted.OK: gettext_lazy("OK"),
    Sorted.UNSURE: gettext_lazy("not sure"),
    Sorted.NOT_OK: gettext_lazy("not OK"),
}
PROBLEMS: dict[str, Any] = {
    "demand_only": gettext_lazy(
        "This asks the other person to act, and they may or may not. What could you do yourself, "
        "so that it holds either way? For instance: leave the room, end the call, say no."
    ),
    "no_own_action": gettext_lazy(
        "What would you do yourself? A boundary holds best when it rests on something that is in "
        "your own hands. For instance: go home, turn the phone off, answer tomorrow."
    ),
    "insult": gettext_lazy("This word may be heard as an insult. The limit can stand without it."),
    "many_sorries": gettext_lazy("One sorry is enough. A limit needs no more."),
}
GRIPS = gettext_lazy(
    "Kith helps with nothing that watches somebody, shuts them in or out, or takes from them what is "
    "theirs: their friends, their money, their things, their time with their children. A boundary is "
    "about what you do with what is your own. If it frightens you what you might do, or somebody told "
    "you that they are afraid of it, there are people who listen without judging."
)
TO_THEM = gettext_lazy("If you say it to them, “you” could stand here instead of the name.")
CHECKS = (
    ("warm", gettext_lazy("It has something warm in it.")),
    ("limit", gettext_lazy("It names the limit.")),
    ("own_action", gettext_lazy("It says what you will do.")),
    ("no_insult", gettext_lazy("It has no insult in it.")),
    ("few_sorries", gettext_lazy("It says sorry once at most.")),
)
PUSHES: dict[str, Any] = {
    "guilt": gettext_lazy("guilt"),
    "anger": gettext_lazy("anger"),
    "silence": gettext_lazy("silence"),
    "bargaining": gettext_lazy("bargaining"),
}
UNREAD = gettext_lazy("For now Kith reads English alone, so it says nothing about this reply.")
HELD_BACK = gettext_lazy(
    "These words may speak of a threat or of danger, so Kith says nothing about how to word them. "
    "It may have misread them."
)
STANDS = gettext_lazy("Your limit is still there in these words, and so is what you will do.")
TAKEN_BACK: dict[str, Any] = {
    "but": gettext_lazy("A line with “but” may take back what the line before gave."),
    "if_you_felt": gettext_lazy(
        "This may sound as if it were about their feeling, and not about what you did."
    ),
    "blames": gettext_lazy("This may hand a share of it to them."),
}


_TIMED = re.compile(  # a sentence of its own, which goes on without "I will"
    r"(?:after|before|when|whenever|if|from|at|on|in|during|while|until|once|my|the|this|that|cuando"
    r"|si|despues|después|antes|desde|hasta|mi|mis|el|la|los|las|en|yo|no|nunca|a partir)\b",
    re.IGNORECASE,
)


def sort(code: str) -> str:
    """Return what a kind is called; one of a person's own stands as it was written."""
    return str(SORTS.get(code, code)) or _("kind not said")


def state(code: str) -> str:
    """Return a state in a word or two."""
    return str(STATES.get(code, code))


def counted(held: int, crossed: int, noted: int = 0) -> str:
    """Return how often a boundary was held and crossed, in one sentence; `noted` is all there is."""
    if not held and not crossed:
        return "" if noted else _("Nothing is noted about it yet.")
    said = []
    if held:
        said.append(ngettext("held %(n)d time", "held %(n)d times", held) % {"n": held})
    if crossed:
        crossings = ngettext("crossed %(n)d time", "crossed %(n)d times", crossed)
        said.append(crossings % {"n": crossed})
    return _("As you noted it: %(what)s.") % {"what": ", ".join(said)}


def after(span: timedelta) -> str:
    """Return how long after a crossing something was done."""
    if span < timedelta(days=1):
        return _("within a day")
    return ngettext("after %(n)d day", "after %(n)d days", span.days) % {"n": span.days}


def said(when: str, then: str) -> str:
    """Return a boundary as a sentence; an action that begins by itself stands by itself."""
    if limit.begins_itself(then) or _TIMED.match(then):
        return f"{_('If %(when)s') % {'when': when}}: {then}" if when else then
    if when:
        return _("If %(when)s, then I will: %(then)s") % {"when": when, "then": then}
    return _("I will: %(then)s") % {"then": then}


def i_will(then: str) -> str:
    """Return an action as it would be said."""
    return _("I will %(then)s") % {"then": then}


def when_i(when: str, then: str) -> str:
    """Return what comes up and what I will do then as one sentence that can be said."""
    if limit.begins_itself(then) or _TIMED.match(then):
        return said(when, then)
    return _("If %(when)s, I will %(then)s") % {"when": when.strip().rstrip("."), "then": then}


def ended(part: str) -> str:
    """Return a part with a full stop where it has no end of its own."""
    part = part.strip()
    return f"{part}." if part and part[-1].isalnum() else part


def three_lines(what: str, said: dict[str, str]) -> list[tuple[str, str]]:
    """Return a no, a not now and a smaller yes, each put together from own words."""
    warm, later, smaller = (said[name].strip() for name in ("warm", "later", "smaller"))
    begins = f"{ended(warm)} " if warm else ""
    about = {"what": what.strip().rstrip("."), "later": later.rstrip("."), "smaller": smaller}
    ask = _("You could ask me again %(later)s.") if later else _("I will tell you when I can.")
    found = [
        (_("no"), begins + _("I cannot take this on: %(what)s.") % about),
        (_("not now"), begins + _("Not now: %(what)s.") % about + " " + ask % about),
    ]
    if smaller:
        less = _("I cannot do all of it (%(what)s). What I can do: %(smaller)s") % about
        found.append((_("a smaller yes"), begins + ended(less)))
    return found
