"""Questions about self-talk, by the labels of `kith.talk.selftalk`: offers, never a finding about anybody."""

from django.utils.translation import gettext_lazy as _

OFFERS = {
    "inner_critic": _(
        "Does this sound like a voice that scolds you? Would you speak to a friend in this way?"
    ),
    "all_or_nothing": _("Does this sound like all or nothing? What would a part of it look like?"),
    "overgeneralising": _(
        "Could one time be standing for all times here? When was it otherwise, even a little?"
    ),
    "mental_filter": _("Could the one hard part be filling the view? What else was there?"),
    "discounting": _(
        "Could something good be left out of the count here? What if a friend had done it?"
    ),
    "mind_reading": _("Does this say what others think? What did they say or do?"),
    "fortune_telling": _("Does this speak as if what is to come were known? What else could come?"),
    "magnifying": _("Could it look smaller in a month? How large is it today?"),
    "emotional_reasoning": _(
        "Could a feeling be standing here as proof? What do you know beside the feeling?"
    ),
    "should": _("Is there a rule in here? Whose rule is it, and would you like it softer?"),
    "labelling": _("Is there a name for all of you in here? What happened, just this once?"),
    "personalising": _("Could all of it be falling on you here? What else had a part in it?"),
}
