"""What may be hard to hear, a you in a feeling, and a limit without a step of one's own: seen, and no more."""

import pytest

from kith.talk import istatement, limit
from kith.web.practise.feedback import blame

HARD = [
    "You don't care about anyone but yourself.",
    "If you loved me you would know.",
    "A normal person would have called.",
    "Grow up.",
    "Thanks a lot for nothing.",
    "I guess I'll do it myself, as usual.",
    "You only think about yourself.",
    "All you care about is your phone.",
    "Anyone else would have helped.",
    "Other husbands help with the dishes.",
    "If you cared about us, you would be home.",
    "Well done, as always.",
    "How nice of you to finally show up.",
    "I suppose I have to clean it alone again.",
    "Don't worry about me, I'm used to it.",
    "Any decent friend would have asked.",
    "Somebody who loves me would remember.",
    "Fine, I'll do everything myself.",
    "Why can't you be like your brother?",
    "Oh please, grow up!",
    "You never care about anybody but your mates.",
    "Any real man would fix it himself.",
    "If you respected me you wouldn't be late.",
    "Grow up, will you?",
    "Thanks for nothing.",
    "Nice one, as usual.",
    "I guess I have to plan everything myself again.",
    "You just think of yourself.",
    "Everyone else would have said sorry.",
    "All you ever talk about is your work.",
]
FAIR = [
    "I love that you always make me tea.",
    "I am grateful that you never complain about my cooking.",
    "I like how you always ask first.",
    "Thanks a lot for the soup.",
    "I guess I will go for a walk alone.",
    "If you loved the film you would know the song.",
    "When I grow up I want to paint.",
    "I know that anyone else would need rest, too.",
    "Thank you for helping me on Monday.",
    "I suppose I will take the bus.",
    "Other people like coffee and I like tea.",
    "We watched the kids grow up.",
    "Well done with the garden.",
    "If you wanted to come, you would be welcome.",
    "I'm happy that you always call on Sundays.",
    "A good friend would be nice to have.",
    "I did it myself and was proud.",
    "Nice of you to come.",
    "I was glad when you came home on time.",
    "Would you wash up tonight?",
    "I love when you always sing in the car.",
    "You only need to call once.",
    "A good friend would be welcome at the party.",
    "I guess I will cook tonight.",
    "Other mothers helped me when I was ill.",
    "I thank you for nothing more than your time.",
    "If you loved it there, we could go again.",
    "I had to grow up early.",
    "Everybody else would like soup.",
    "We do everything together.",
    "I think a normal day would help.",
    "I appreciate that you never shout.",
]
STATEMENTS = [
    ("I feel angry at how selfish you are being.", "judgement_in_observation"),
    ("I feel that all you think about is yourself.", "disguised_you"),
    ("I feel how little effort you put in.", "disguised_you"),
    ("I sense you don't respect me.", "disguised_you"),
    ("I felt cross about how lazy you were.", "judgement_in_observation"),
    ("I suspect you do not love me.", "disguised_you"),
    ("I feel how rarely you listen.", "disguised_you"),
    ("I have the feeling that you never listen.", "disguised_you"),
    ("I feel as if all you want is to win.", "disguised_you"),
]
LIMITS = [
    ("I won't have you talk to me like that.", "demand_only"),
    ("If you raise your voice, the call ends.", ""),
    ("My mother must not comment on my weight.", "demand_only"),
    ("I want her to stop calling after ten.", "demand_only"),
    ("I will not let you shout at the kids.", "demand_only"),
    ("He has to knock before he comes in.", "demand_only"),
    ("Nobody may smoke in my kitchen.", "demand_only"),
    ("If you insult me, the visit is over.", ""),
    ("After nine my phone is off.", ""),
    ("I need my brother to pay me back.", "demand_only"),
    ("They should ask before they come.", "demand_only"),
    ("I expect her to apologise.", "demand_only"),
    ("I can't have you read my letters.", "demand_only"),
    ("If she shouts, our talk ends for that day.", ""),
    ("When he drinks, the evening is over for me.", ""),
    ("My sister needs to stop borrowing my car.", "demand_only"),
    ("I want him not to call at work.", "demand_only"),
    ("If you shout, I will leave the room.", ""),
    ("I go home at ten.", ""),
    ("I won't let anyone mock my accent.", "demand_only"),
    ("My father should not come without calling.", "demand_only"),
    ("I need you to stop.", "demand_only"),
    ("If you swear, our call is over.", ""),
    ("I'll hang up if you shout.", ""),
    ("My kids must be in bed by eight.", "demand_only"),
    ("She has to stop reading my mail.", "demand_only"),
    ("I want them to be quiet after ten.", "demand_only"),
    ("When they talk about politics, I leave the table.", ""),
    ("At ten the visit ends.", ""),
    ("I will pay only my half.", ""),
]


@pytest.mark.parametrize("text", HARD)
def test_what_may_be_hard_to_hear_is_asked_about(text):
    """With words of its own."""
    notes = list(blame(text))
    assert notes
    assert all(note.words.strip() for note in notes)


@pytest.mark.parametrize("text", FAIR)
def test_kind_and_plain_words_are_left_alone(text):
    """Thanks with an always in it, growing up, a walk alone."""
    assert not list(blame(text))


@pytest.mark.parametrize(("text", "code"), STATEMENTS)
def test_a_you_in_a_feeling_is_seen(text, code):
    """And the words are not blamed a second time as a vague request."""
    codes = istatement.read(text).codes
    assert code in codes
    assert "vague_request" not in codes


@pytest.mark.parametrize(("text", "code"), LIMITS)
def test_a_limit_asks_others_or_rests_on_oneself(text, code):
    """Neither is a threat."""
    found = limit.read(text)
    assert not found.threat
    assert (code in found.codes) if code else not found.codes


@pytest.mark.parametrize("text", ["You will regret it.", "If you leave, you will be sorry."])
def test_a_threat_stays_one(text):
    """Whatever else is said."""
    assert limit.read(text).threat
