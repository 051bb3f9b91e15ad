"""What a reply does with a feeling: its opposite is no saying back, making small is seen, guessing deep counts."""

import pytest

from kith.talk import paraphrase

MOVED = "I was so lonely after the move. Nobody rang on my birthday, and I sat there with the cake."
PROJECT = "My boss gave the project to Tom although I had prepared it for months. I was furious and also ashamed."
FATHER = "Dad is in hospital and I am afraid that he will die. I cannot sleep."
CALL = "I was so happy when my daughter called from Peru."

OPPOSITE = [
    (MOVED, "So you were happy that nobody rang."),
    (MOVED, "You weren't lonely at all."),
    (MOVED, "You were glad to be by yourself."),
    (PROJECT, "So you were pleased that Tom got it."),
    (PROJECT, "You were not furious about it."),
    (PROJECT, "You felt proud that you had prepared it."),
    (FATHER, "You are relieved that he is in hospital."),
    (FATHER, "You are not afraid."),
    (CALL, "So you were sad when she called."),
    (CALL, "It made you angry that she called."),
    (MOVED, "You enjoyed it and felt content with your cake."),
    (FATHER, "You feel excited about it."),
    (PROJECT, "So you are not really ashamed."),
    (MOVED, "You didn't feel lonely."),
    (CALL, "You were afraid of her call."),
]
SMALL = [
    (MOVED, "Birthdays aren't that important anyway."),
    (MOVED, "Just ring them yourself."),
    (MOVED, "It's only a birthday."),
    (MOVED, "Nobody celebrates birthdays these days."),
    (PROJECT, "It doesn't really matter who does it."),
    (PROJECT, "Just tell your boss."),
    (PROJECT, "Talk to Tom about it."),
    (FATHER, "There are worse things."),
    (FATHER, "Try to sleep with a tea."),
    (MOVED, "No big deal, next year then."),
    (PROJECT, "Don't take it so personally."),
    (FATHER, "Stop worrying."),
    (MOVED, "You're too old for birthdays."),
    (PROJECT, "Ask for another project."),
    (MOVED, "Who cares about cake."),
    (FATHER, "Simply call the nurse every night."),
    (MOVED, "That's life. It happens to everyone."),
    (MOVED, "Come on, it was months ago."),
]
DEEP = [
    (MOVED, "It sounds as if you missed being thought of. Did I get it?"),
    (MOVED, "You would have been happy if one had rung."),
    (MOVED, "You'd have loved for somebody to ring."),
    (MOVED, "One call would have meant a lot to you."),
    (PROJECT, "It sounds like you needed to be valued."),
]
WELL = [
    *DEEP,
    (MOVED, "At least that is how it sounds to me: lonely."),
    (MOVED, "It sounds as if you missed being thought of. Did I get it?"),
    (MOVED, "You would have liked somebody to remember you."),
    (MOVED, "It seems you longed for company."),
    (PROJECT, "It sounds like you needed to be valued."),
    (PROJECT, "Maybe it matters a lot to you to be seen."),
    (FATHER, "It sounds as if he means very much to you."),
    (FATHER, "I sense that you need somebody to hold on to."),
    (MOVED, "So you wanted to feel that you belong there, too."),
    (PROJECT, "I imagine you wished that somebody had noticed."),
    (FATHER, "You wish you could feel safe again."),
    (MOVED, "Perhaps you missed your people very much."),
    (PROJECT, "Is it that you wanted to be taken seriously?"),
    (FATHER, "It sounds as if you are scared of losing him."),
    (MOVED, "Nobody rang, and you were alone with the cake."),
    (PROJECT, "You are angry that he got it after all your work."),
    (CALL, "You were glad to hear her voice."),
    (CALL, "It made you happy that she rang."),
    (FATHER, "You lie awake because you fear for your father."),
    (MOVED, "You were not happy that nobody rang."),
    (PROJECT, "You wanted to be proud of it, and now you are angry."),
]


@pytest.mark.parametrize(("speaker", "reply"), OPPOSITE)
def test_the_opposite_of_what_was_felt_is_no_saying_back(speaker, reply):
    """A feeling that was not theirs, or that is taken away."""
    said = paraphrase.read(speaker, reply)
    assert said.negation_flip
    assert not said.feeling_named, "such a feeling is not told to be a guess that may fit"
    assert not said.need_named
    assert said.fidelity <= 1


@pytest.mark.parametrize(("speaker", "reply"), SMALL)
def test_making_small_and_advising_is_seen(speaker, reply):
    """Also as a short order."""
    said = paraphrase.read(speaker, reply)
    assert said.judgement or said.advice


@pytest.mark.parametrize(("speaker", "reply"), WELL)
def test_a_guess_at_a_feeling_or_a_need_is_not_marked_lowest(speaker, reply):
    """With no word of theirs in it, too; and nothing is asked about it."""
    said = paraphrase.read(speaker, reply)
    assert said.fidelity >= 2
    assert (said.judgement, said.advice, said.negation_flip) == (False, False, False)


@pytest.mark.parametrize("reply", ["You missed the bus.", "I like cake.", "So what did you eat?"])
def test_what_has_nothing_to_do_with_it_stays_lowest(reply):
    """A frame alone is no guess."""
    assert paraphrase.read(MOVED, reply).fidelity <= 1


@pytest.mark.parametrize(("speaker", "reply"), DEEP)
def test_a_need_that_is_guessed_at_is_named(speaker, reply):
    """So that whoever practises sees that they heard it; without a guess nothing is said of one."""
    assert paraphrase.read(speaker, reply).need_named
    assert not paraphrase.read(speaker, "Nobody rang.").need_named
