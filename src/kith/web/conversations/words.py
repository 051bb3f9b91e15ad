"""The words for what `kith.talk` finds: what they may do, and a question. Never a verdict on anybody.

Keys are the labels and reasons of `kith.talk`; a reason that is its label's only one stands beside it.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.talk import BARRIERS, SIGNALS


@dataclass(frozen=True, slots=True)
class Said:
    """What words may do to whoever reads them, and a question for whoever wrote them."""

    may: Any
    asks: Any


BARRIER, MOVE, SIGNAL = "barrier", "move", "signal"
KINDS = {
    BARRIER: _("may make it harder to hear"),
    MOVE: _("may make it easier to hear"),
    SIGNAL: _("may be a sign of talking past each other"),
}
THREAT = "threat_control"
_WHAT = _("What happened, in one sentence that a camera could have seen?")
_WISH = _("What would you like to happen next?")
_HEARD = _("What did you hear them say, before this?")
_LATER = _("Is there a time when you could come back to it?")
_SEEN = _("What did you see or hear that made you think so?")
_KNOWN = _("Is this what you want them to know?")

SAYS: dict[tuple[str, str], Said] = {
    ("criticism", "character"): Said(
        _("These words are about who somebody is, more than about what was done."), _WHAT
    ),
    ("criticism", "comparison"): Said(
        _("These words set somebody beside other people. That can sting more than it explains."),
        _WISH,
    ),
    ("criticism", "blame"): Said(
        _("These words put the whole of it on one side."),
        _("Which part of it matters most to you?"),
    ),
    ("criticism", "rhetorical"): Said(
        _("This question may be heard as a reproach, and not as a question."),
        _("What would you really like to know?"),
    ),
    ("overgeneralisation", "always_never"): Said(
        _("A word such as always or never invites a search for the one exception."),
        _("When did it happen last?"),
    ),
    ("overgeneralisation", "everyone_nothing"): Said(
        _("Words such as everyone or nothing make one thing stand for all."),
        _("Which one thing is it about?"),
    ),
    ("contempt", "insult"): Said(_("This name for somebody may be all that is heard."), _WHAT),
    ("contempt", "mockery"): Said(
        _("This may be heard as mockery. What you mean could get lost behind it."),
        _("What would it be without the joke?"),
    ),
    ("contempt", "superiority"): Said(
        _("These words may be heard as looking down."),
        _("How would you say it to somebody you look up to?"),
    ),
    ("contempt", "disgust"): Said(
        _("These words speak of disgust. They may be heard for a long time."), _WHAT
    ),
    ("defensiveness", "denial"): Said(
        _("These words push something back before it was looked at."), _HEARD
    ),
    ("defensiveness", "counter_attack"): Said(
        _("These words answer a complaint with another one. Then neither may be heard."),
        _("Which of the two would you like to talk about first?"),
    ),
    ("defensiveness", "whataboutism"): Said(
        _("These words turn to something else that was done."),
        _("Could the other matter have a time of its own?"),
    ),
    ("defensiveness", "victim_turn"): Said(
        _("These words turn what was said into a picture of you as the bad one."), _HEARD
    ),
    ("passive_aggression", "sarcasm"): Said(
        _("These words may say the opposite of what they mean."),
        _("How would it be said straight?"),
    ),
    ("passive_aggression", "cold_agreement"): Said(
        _("These words say yes and may be heard as no."),
        _("Is it a yes or a no for you?"),
    ),
    ("passive_aggression", "martyr"): Said(
        _("These words may be heard as: see what I have to carry."),
        _("What help would you like?"),
    ),
    ("passive_aggression", "hint"): Said(
        _("There may be a wish in here that has to be guessed."),
        _("What is the wish, said openly?"),
    ),
    ("dismissal", "minimising"): Said(
        _("These words may make what somebody feels look small."),
        _("What is it like for them, as far as you know?"),
    ),
    ("dismissal", "calm_down"): Said(
        _("Words that ask for calm are often heard as: your feeling is too much."),
        _("Would a pause help you? You could say so of yourself."),
    ),
    ("dismissal", "at_least"): Said(
        _("Words such as at least move on from the hard part before it was heard."),
        _("What is the hard part?"),
    ),
    ("dismissal", "too_sensitive"): Said(
        _("These words are about how much somebody feels, and not about what happened."), _WHAT
    ),
    ("dismissal", "get_over_it"): Said(
        _("These words ask for an end of a feeling. Feelings seldom end on request."),
        _("What do you need yourself, when this comes up?"),
    ),
    ("avoidance", "topic_drop"): Said(_("These words close the topic."), _LATER),
    ("avoidance", "shutdown"): Said(_("These words end the talk."), _LATER),
    ("avoidance", "deflecting"): Said(
        _("These words lead away from the matter."),
        _("Is there a part of it you could answer?"),
    ),
    ("mind_reading", "motive"): Said(_("These words state as a fact why somebody did it."), _SEEN),
    ("mind_reading", "thought"): Said(
        _("These words state as a fact what somebody thinks or feels."), _SEEN
    ),
    (THREAT, "threat"): Said(_("These words name something bad that would follow."), ""),
    (THREAT, "coercion"): Said(_("These words leave no room for a no."), ""),
    (THREAT, "monitoring"): Said(
        _("These words are about checking where somebody is or what they do."), ""
    ),
    (THREAT, "isolation"): Said(_("These words would keep somebody away from other people."), ""),
    (THREAT, "self_harm_lever"): Said(
        _("These words tie harm, or a great loss, to what somebody else does."), ""
    ),
    (THREAT, "money"): Said(_("These words use money to get something done."), ""),
    ("i_statement", "feeling_tied"): Said(
        _("These words name a feeling of your own and what it is tied to."), _KNOWN
    ),
    ("need", "named_need"): Said(_("These words name what is needed."), _KNOWN),
    ("request", "doable"): Said(
        _("These words ask for something that can be done."),
        _("Would a no be all right?"),
    ),
    ("validation", "makes_sense"): Said(
        _("These words say that a feeling makes sense."), _("Is that how you see it?")
    ),
    ("reflection", "said_back"): Said(
        _("These words say back what was heard."),
        _("Is there a way to ask whether you got it right?"),
    ),
    ("reflection", "feeling_heard"): Said(
        _("These words say back a feeling."), _("Is there a way to ask whether you got it right?")
    ),
    ("open_question", "open_ask"): Said(
        _("This question leaves room for an answer of any length."),
        _("Do you have the time to hear the answer?"),
    ),
    ("appreciation", "specific_thanks"): Said(
        _("These words give thanks for something."), _("What did it change for you?")
    ),
    ("repair", "owned"): Said(
        _("These words take on a part of what happened."), _("Is it the part that is yours?")
    ),
    ("repair", "restart"): Said(
        _("These words offer to begin again."), _("What would a new start need from you?")
    ),
    ("boundary", "own_limit"): Said(
        _("These words may set a limit and say what you would do yourself."),
        _("Is it something you can and want to keep to?"),
    ),
    ("kind_refusal", "warm_no"): Said(
        _("These words say no and stay warm."), _("Is the no clear enough for you?")
    ),
    ("misunderstanding", "talking_past"): Said(
        _("Two meanings may be in play here."), _("What did each of you mean?")
    ),
}
THEIR_WORDS = {
    BARRIER: _("How is it for you to read this? You need not answer it now, or at all."),
    MOVE: _("How is it for you to read this?"),
    SIGNAL: _("What did you mean, and what may they have heard?"),
}

PROBLEMS = {
    "disguised_you": _(
        "After “I feel that you” or “I feel like you” there is mostly a thought about them. What is the feeling in one word, such as sad, tense or let down?"
    ),
    "judgement_in_observation": _(
        "A word here weighs what happened. What would a camera have seen or heard?"
    ),
    "faux_feeling": _(
        "This word also says what somebody did to you. What is the feeling under it: hurt, lonely, angry, something else?"
    ),
    "no_feeling": _("Is there a feeling you would like to name? One word is enough."),
    "no_need": _("What matters to you in this: rest, respect, time together, something else?"),
    "demand": _("This may be heard as an order. Could they say no to it? How would you ask it?"),
    "vague_request": _(
        "How would both of you know that it is done? What could be seen, and by when?"
    ),
    "mind_reading": _("This states why somebody did it. What did you see, and what do you guess?"),
    "always_never": _("When was the last time? One time is easier to talk about than always."),
}

SELF_TALK = {
    "inner_critic": _(
        "This may be the inner critic. Would you say it to a friend, in these words?"
    ),
    "all_or_nothing": _("Does this sound like all or nothing? What would lie in between?"),
    "overgeneralising": _(
        "Does this make one time into every time? Was there a time it was otherwise?"
    ),
    "mental_filter": _("Does this look at one part alone? What else was there?"),
    "discounting": _("Does something good get passed over here? What would it be if it counted?"),
    "mind_reading": _("Does this say what somebody thinks? What did they say or do?"),
    "fortune_telling": _("Does this know how it will end? What else could happen?"),
    "magnifying": _("Does this make it very large? How large might it be in a year?"),
    "emotional_reasoning": _(
        "Does a feeling stand in for a fact here? What would each of them be?"
    ),
    "should": _("Is there a strict rule in this? What would you wish, in its place?"),
    "labelling": _("Does this give you a name for one thing you did? What was the one thing?"),
    "personalising": _("Does this put all of it on you? What else had a part in it?"),
}
FIDELITY = (
    _("Little of what was said comes back in this reply yet."),
    _("A small part of what was said comes back."),
    _("Some of what was said comes back."),
    _("The matter comes back in your own words."),
    _("The matter comes back, and a feeling with it."),
)
HEARD = {
    "negation_flip": _(
        "Kith is unsure about one part: it may have turned into its opposite. You could look once more at what was wanted and what was not."
    ),
    "advice": _(
        "There may be advice in it. It can wait until they have been heard, or until they ask."
    ),
    "judgement": _("A part may weigh or console. You could leave it out and see what remains."),
    "parroting": _("Much of it is word for word. What would it be in your own words?"),
    "feeling_named": _("You name a feeling. They can say whether it fits."),
    "need_named": _("You guess at what matters to them. They can say whether it fits."),
}
LEVELS = {
    "simple": _("Say back what happened"),
    "complex": _("Say back what is between the lines"),
    "feeling_need": _("Hear a feeling and a need"),
    "summary": _("Gather a longer story"),
}
CHOSEN = {  # by the kind of a choice, and whether it leaves room in that scene
    ("continue", True): _("Going on fits here: nothing that was shown asks for less."),
    ("continue", False): _("This goes on past what was shown. It happens to everybody."),
    ("ease_off", True): _("This gives room."),
    ("ease_off", False): _("This steps back further than was asked. It is kindly meant."),
    ("check_in", True): _("This asks, and an answer of any kind can come."),
    ("check_in", False): _("Asking is kind, and here it may ask too much."),
}


def kind_of(label: str) -> str:
    """Give `barrier`, `move` or `signal` for a label."""
    return BARRIER if label in BARRIERS else SIGNAL if label in SIGNALS else MOVE
