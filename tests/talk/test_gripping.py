"""Watching, shutting in or out, taking what is another's: heard in a limit; one's own limits are left alone."""

import pytest

from kith.talk import gripping

HOLDS = [
    ("she goes out with her friends", "lock her out"),
    ("", "follow him on Fridays to see whether he lies"),
    ("", "check his phone every night"),
    ("she leaves me", "take the kids away"),
    ("he talks to other women", "take his phone"),
    ("she comes home late", "lock the door so she has to sleep in the car"),
    ("you see your ex", "show up at your work"),
    ("she spends too much", "cancel her card"),
    ("", "You do not go out without me."),
    ("he does not answer", "call him every ten minutes"),
    ("she wears that dress", "cut up her dress"),
    ("", "not let her see her sister"),
    ("he lies", "make him show me his messages"),
    ("", "You send me your location when you are out."),
    ("she leaves me", "take our children"),
    ("she shouts", "give her the silent treatment"),
    ("he goes to the pub", "hide his car keys so he stays home"),
    ("you break up with me", "post your photos"),
    ("she is late", "ask her friends where she was"),
    ("", "drive past her house at night"),
    ("he disobeys", "punish him"),
    ("", "read her diary"),
    ("you leave", "tell your boss everything"),
    ("she argues", "hold her until she listens"),
    ("", "forbid her to work"),
    ("", "You ask me for permission before you spend money."),
    ("", "stop her from seeing her mother"),
    ("he cheats", "make him regret it"),
    ("she does not reply", "go after her"),
    ("", "put a tracker on his car"),
    ("", "look in her handbag when she showers"),
    ("he goes to football", "not give him his bank card"),
    ("", "I want you to stop meeting your sister"),
    ("she laughs with men", "drag her home"),
    ("", "he gives me his password"),
    ("you say no", "keep asking until you give in"),
    ("she hangs up", "keep ringing until she answers"),
    ("", "no more nights out for you"),
    ("she complains", "not talk to her for a week"),
    ("he lies", "throw his clothes out of the window"),
    ("", "set a trap and see if he answers"),
    ("she is not home by ten", "lock the front door"),
    ("", "make her quit her job"),
    ("you see him again", "tell your parents what you are"),
    ("", "install an app on her phone"),
    ("", "you must not have contact with other men"),
]
OWN = [
    ("you shout at the kids", "take them to the park until it is calm"),
    ("he comes drunk", "lock the door"),
    ("my ex turns up", "not open and call the police"),
    ("", "read my book in peace"),
    ("she asks about my ex", "say that I do not want to talk about it"),
    ("", "check my own bank account every week"),
    ("he lies again", "move out"),
    ("you are late", "wait ten minutes and then go"),
    ("it gets late", "lock the door and sleep"),
    ("it is late at night", "lock the front door"),
    ("", "tell my family that I need rest"),
    ("", "keep my money in my own account"),
    ("he texts at night", "answer in the morning"),
    ("", "take my daughter to school myself"),
    ("they argue at dinner", "take my plate to the kitchen"),
    ("she wants to borrow money", "say no this time"),
    ("", "you do not smoke in my car"),
    ("", "You do not read my letters."),
    ("he shouts", "leave the room"),
    ("she rings after ten", "let it ring and call back at lunch"),
    ("he has been drinking", "take his car keys"),
    ("he drinks", "take the kids to my sister's"),
    ("you check my phone", "change my password"),
    ("he follows me", "call the police"),
    ("she is late", "start dinner without her"),
    ("you shout", "end the call"),
    ("", "stop checking his phone"),
    ("he asks for money again", "say no"),
    ("", "keep my phone in the kitchen"),
    ("she talks about my weight", "change the subject"),
    ("he comes unannounced", "not open the door"),
    ("", "lock my bedroom door at night"),
    ("", "lock the door when I go to bed"),
    ("you insult me", "go for a walk"),
    ("", "not answer mails after six"),
    ("he reads my diary", "keep it at work"),
    ("my son hits his brother", "take him to his room and sit with him"),
    ("", "tell him that I need a break"),
    ("you do not help", "cook for myself only"),
    ("she borrows my car without asking", "keep my keys with me"),
    ("", "ask him how his day was"),
    ("", "give her a call on Sunday"),
    ("he wants to see me", "meet him in a café"),
    ("you are not ready by eight", "drive without you"),
    ("", "talk to her when we are both calm"),
    ("", "look after myself first"),
    ("", "I need to see you on Sundays."),
    ("he raises his voice", "not speak with him until we are both calm"),
]


@pytest.mark.parametrize(("when", "then"), HOLDS)
def test_words_that_watch_or_hold_somebody_are_heard(when, then):
    """The words are named, so that it can be said of which they are."""
    found = gripping.read(then, when)
    assert found
    assert all(then[one.start : one.end].strip() for one in found)


@pytest.mark.parametrize(("when", "then"), OWN)
def test_what_is_ones_own_to_do_is_left_alone(when, then):
    """Leaving, a locked bedroom, the keys of somebody who drank, children taken to safety."""
    assert gripping.read(then, when) == ()


def test_a_long_text_is_read_in_time():
    """Nothing in the rules takes longer than the text grows."""
    assert gripping.read("let her go and make it so that we stay and take our time " * 2000) == ()
