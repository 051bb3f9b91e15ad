"""A limit is asked for an action of one's own, kindly and seldom; nothing is made of a threat."""

import pytest

from kith.talk import limit, read

FAIR = (
    "If you shout at me, I will leave the room.",
    "If you call after ten, I won't pick up until morning.",
    "I don't lend money to family.",
    "When you talk about my weight, I'm going to change the subject.",
    "If you come late again, I'll start without you.",
    "I can't talk about this tonight. I will call you tomorrow at six.",
    "I love having you here. After nine I need quiet, so I'll go to my room then.",
    "I read messages twice a day now, so it may take me a while to answer.",
    "If there is drinking, I will drive home.",
    "I would like to help. I can do one hour on Saturday, not the whole day.",
    "If you call me an idiot, I will hang up.",
    "If somebody says I am stupid, I leave the chat.",
    "I keep my door closed while I work.",
    "I am not available on Sundays. I spend them alone.",
    "I'm sorry this is hard to hear. I will not share my password.",
    "If you read my messages again, I will sleep at my sister's.",
    "I stop the car when there is yelling in it.",
    "I will ask you to go home if you bring drugs here.",
    "If the jokes about my faith go on, I will get up and eat in the kitchen.",
    "I'd rather not hug today. I will wave.",
    "I prefer to keep my salary to myself.",
    "We will leave at eight, whatever happens.",
    "I am going to turn my phone off at night.",
    "If you need more, I can give you the number of a helper.",
    "I do not answer work mail after six.",
    "If you apologise, I will listen. If you shout, I will go.",
    "I'll pay my half, and no more than that.",
    "If you touch my hair I will step back and say no.",
    "I won't discuss my therapy at dinner; I will say so once and then change the subject.",
    "If it gets loud I take ten minutes outside.",
    "You matter to me, and I will not be the one who carries messages between you two.",
    "I can meet for an hour. After that I go home.",
    "If you send it again I will mute the group for a week.",
    "I will put my things in my own drawer and lock it.",
    "If you stop by without calling, I may not open.",
    "I might say no when you ask on the same day.",
    "Please knock. If the door is shut I will not answer.",
    "You should know that I will leave if it starts again.",
    "I'll think about it and tell you on Friday.",
    "If you tell others what I told you, I will share less with you.",
)  # fmt: skip
DEMANDS = (
    "You must stop shouting",
    "You have to respect me.",
    "Stop calling me at work!",
    "You need to change.",
    "Don't talk to me like that.",
    "I want you to stop drinking.",
    "I need you to be home by six.",
    "You can't talk to your ex any more.",
    "Never do that again.",
    "You should treat me better.",
    "Leave me alone.",
    "No more late nights.",
    "I expect you to say sorry.",
    "You are not allowed to look at my phone.",
    "You will listen to me.",
    "Please stop.",
)
NO_ACTION = (
    "My limit is shouting.",
    "I will not accept being shouted at.",
    "I feel tired after your calls.",
    "Respect.",
    "I won't tolerate it.",
)
INSULTS = (
    "You are so selfish. If you come late, I will start without you.",
    "I will leave, you idiot.",
    "If you are crazy again, I will go home.",
    "You narcissist, I will hang up now.",
    "Your stupid calls wake me; I will turn my phone off.",
)
SORRIES = (
    "Sorry, I am so sorry, but I will go home at nine.",
    "I'm sorry, I know it's hard, forgive me, I will not come on Sunday.",
    "I apologise. I will be late with it. Sorry again.",
)
THREATS = (
    "If you leave I will take the kids and you will never see them",
    "If you do that again you will regret it",
    "I will make you pay for this",
)


def test_what_is_fair_passes_without_nit_picking() -> None:
    """At most two of forty may be asked about; none is called an insult."""
    asked = [text for text in FAIR if not limit.read(text).ok]
    assert len(FAIR) == 40
    assert len(asked) <= 2, asked
    assert not any("insult" in limit.read(text).codes for text in FAIR)


@pytest.mark.parametrize("text", DEMANDS)
def test_a_demand_is_asked_for_an_own_action(text: str) -> None:
    """With the words that demand, so that a page can point at them."""
    found = limit.read(text)
    assert found.codes == ("demand_only",)
    assert not found.own_action
    (problem,) = found.problems
    assert text[problem.start : problem.end].strip()


@pytest.mark.parametrize("text", NO_ACTION)
def test_without_a_demand_the_action_is_asked_for_too(text: str) -> None:
    """There is nothing to point at."""
    assert limit.read(text).codes == ("no_own_action",)


@pytest.mark.parametrize("text", INSULTS)
def test_a_name_for_somebody_is_pointed_at(text: str) -> None:
    """The one word, and the action is seen all the same."""
    found = limit.read(text)
    assert found.codes == ("insult",)
    assert found.own_action


@pytest.mark.parametrize("text", SORRIES)
def test_more_than_one_sorry_is_counted(text: str) -> None:
    """One is none too many."""
    found = limit.read(text)
    assert found.codes == ("many_sorries",)
    assert found.sorries > 1


@pytest.mark.parametrize("text", THREATS)
def test_a_threat_is_not_worded_better(text: str) -> None:
    """Nothing is corrected in it."""
    found = limit.read(text)
    assert found.threat
    assert found.safety
    assert not found.problems
    assert not found.ok


def test_words_of_danger_are_said_to_be_so() -> None:
    """The limit may be a good one; help stands beside it."""
    found = limit.read("If you hit me, I will call the police.")
    assert found.safety
    assert not found.threat
    assert found.ok


@pytest.mark.parametrize(
    ("when", "then", "codes"),
    [
        ("you shout at me", "leave the room", ()),
        ("you shout at me", "I will leave the room", ()),
        ("you shout at me", "You must stop shouting", ("demand_only",)),
        ("you shout at me", "stop shouting at me", ("demand_only",)),
        ("you shout at me", "stop the call", ()),
        ("", "leave me alone", ("demand_only",)),
        ("it is late", "not pick up", ()),
        ("you ask for money", "say no, once, and change the subject", ()),
        ("you ask for money", "not lend any", ()),
        ("", "turn my phone off at nine", ()),
        ("you call me names", "you will apologise", ("demand_only",)),
        ("they smoke inside", "open the window and sit outside", ()),
        ("you call me stupid", "leave", ()),
    ],
)
def test_two_parts_are_read_as_one(when: str, then: str, codes: tuple[str, ...]) -> None:
    """The form says "I will" before the action; an order does not become one by that."""
    found = limit.read_parts(when and f"If {when}", then)
    assert found.codes == codes
    for problem in found.problems:
        assert 0 <= problem.start <= problem.end <= len(then)


def test_another_language_is_left_alone() -> None:
    """Nothing is said about what is not read."""
    found = limit.read(
        "Wenn du mich anschreist, dann gehe ich aus dem Zimmer und komme später wieder"
    )
    assert not found.problems
    assert found.language != "en"
    assert limit.read("").codes == ()


@pytest.mark.parametrize(
    "text", ["", " ", "I", "if", "you", "\x00", "I will", "a" * 5000, "sorry " * 999]
)
def test_anything_can_be_read(text: str) -> None:
    """Whatever is written, an answer comes."""
    limit.read(text)
    limit.read_parts(text, text)


@pytest.mark.parametrize("then", ["Otherwise I leave the room.", "Otherwise I'll end the call."])
def test_to_step_out_is_no_threat(then):
    """An action of one's own that goes away from the shouting; what is more than that still counts."""
    found = limit.read(f"You must stop shouting. {then}")
    assert found.own_action
    assert not (found.threat)
    assert not (found.safety)
    more = f"{then.rstrip('.')} and you never see the kids again."
    assert limit.chance_of_threat(more) == read(more).probabilities["threat_control"]


@pytest.mark.parametrize(
    "then", ["make him regret it", "I'll make you sorry", "teach you a lesson"]
)
def test_to_make_somebody_sorry_threatens(then):
    """It is no demand, and nothing is corrected in it."""
    found = limit.read_parts("you shout", then)
    assert found.threat
    assert not found.problems


@pytest.mark.parametrize(
    ("when", "then", "codes"),
    [
        ("he shouts", "stop it", ("demand_only",)),
        ("", "I won't be spoken to like that", ("no_own_action",)),
        ("he shouts", "stop the talk and go for a walk", ()),
        ("", "I won't stay in the room while you shout", ()),
    ],
)
def test_what_is_no_step_of_ones_own_is_asked_about(when, then, codes):
    """An order behind "I will", and what will not be done to me."""
    assert limit.read_parts(when, then).codes == codes
