"""Who hurts whom is not turned round; what is done, asked or demanded is met as it should be."""

import pytest

from kith.safety.crisis import HELD, MEANT_HARM, decided, read
from kith.safety.templates import knowledge
from kith.safety.weigh import HEADS

FEARED = (
    *("I'm scared I might hurt my baby", "I am afraid I will hurt my son"),
    *("I'm afraid I'll hurt my child", "I grabbed her by the throat last night"),
    *("I hit my girlfriend last night and I'm scared of myself", "What if I hurt my kids"),
    *("I worry that I could hurt my little girl", "I'm so scared of hurting the baby"),
)
AT_HAND = (
    *("I have a gun and I'm going to use it on him", "I'm going to stab my husband tonight"),
    *("I am going to kill him tonight", "I'm going to shoot my boss on Monday"),
    *("I will kill my wife tomorrow", "Tonight I'm going to kill my stepdad"),
    *("I've got a knife and I'm going to use it on her", "I'm gonna stab him tomorrow"),
)
FIGURES = (
    *("I'll kill my brother when he gets home, he ate my cake", "I'm going to kill him at chess tonight"),
    *("I'm going to kill him tonight, he forgot the milk again lol", "I'm scared I might hurt my back"),
    *("I'm going to shoot my boss an email on Monday", "I'm worried I hurt my sister's feelings"),
    "Ill kill my sister tomorrow if she borrows my coat again",
)  # fmt: skip
NOW = (
    *("I slit my wrists an hour ago", "I swallowed bleach", "I drank antifreeze"),
    *("I took 40 paracetamol", "I took thirty sleeping pills", "I have taken 60 tablets"),
    *("I cut myself and it won't stop bleeding", "my wrists won't stop bleeding"),
    *("how many paracetamol does it take", "is it painful to hang yourself"),
    *("does it hurt to drown yourself", "how many sleeping pills would it take to die"),
    *("I'm going to OD", "I'm gonna od tonight", "I have a plan and the means"),
)
DEMANDED = (
    *("voices are telling me to do it", "the voices say I should kill myself"),
    *("the voices keep telling me to jump", "a voice in my head keeps telling me to end it"),
)
ORDINARY = (
    *("I took 2 paracetamol for my head", "how many paracetamol can I take in a day"),
    *("I took 40 mg of propranolol before the exam", "I took 20 tablets back to the chemist"),
    *("cut my finger on a tin and it won't stop bleeding", "Cut myself shaving and it won't stop bleeding"),
    *("I cut my thumb slicing onions and it won't stop bleeding", "is it painful to have a tooth out"),
    *("how many weeks does it take to get an appointment", "I have a plan and the means to pay off the loan"),
    *("the voices on the radio tell me to buy a mattress", "The dog drank antifreeze and we rushed him to the vet"),
)  # fmt: skip


@pytest.mark.parametrize("line", FEARED)
def test_what_the_writer_fears_or_did_is_harm_to_others_and_a_quiet_line(line):
    """No danger from somebody else, no harm to oneself."""
    found = read(line)
    assert (found.level, found.kind) == (1, "harm_to_others")


def test_what_the_writer_wants_to_do_to_a_child_brings_the_panel():
    """Plain intent."""
    found = read("I want to hurt my baby")
    assert (found.level, found.kind) == (2, "harm_to_others")


@pytest.mark.parametrize("line", AT_HAND)
def test_a_weapon_or_a_time_brings_the_full_page_for_harm_to_others(line):
    """Not the page about suicide."""
    found = read(line)
    assert (found.level, found.kind) == (3, "harm_to_others")


@pytest.mark.parametrize("line", FIGURES)
def test_a_figure_of_speech_about_harm_brings_a_quiet_line_at_most(line):
    """Cake, chess, coats, feelings."""
    assert read(line).level <= 1


@pytest.mark.parametrize(
    "line", ["My husband grabbed me by the throat last night", "I'm scared he will hurt my baby"]
)
def test_what_somebody_else_does_stays_danger(line):
    """The other way round."""
    assert read(line).kind == "danger"


@pytest.mark.parametrize("line", NOW)
def test_what_is_done_or_asked_or_ready_brings_the_full_page(line):
    """Done just now, a wound that does not stop, a question about means, a plan with means (R7)."""
    assert read(line).level == 3


@pytest.mark.parametrize("line", ["I cut myself and it won't stop bleeding", "my wrists won't stop bleeding"])  # fmt: skip
def test_a_wound_that_does_not_stop_is_spoken_of_first(line):
    """The page speaks of the wound."""
    assert read(line).reason == "wound_now"


@pytest.mark.parametrize("line", DEMANDED)
def test_a_voice_that_demands_it_brings_at_least_the_panel(line):
    """Whoever hears it is not alone with it."""
    assert read(line).level >= 2


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_doses_tins_and_questions_bring_a_quiet_line_at_most(line):
    """And nobody is said to have harmed themselves."""
    found = read(line)
    assert found.level <= 1
    assert found.kind != "self_harm"


def test_words_cannot_undo_an_outright_wish_or_a_plain_intent():
    """However little everything else weighs, in a text of any length."""
    know, weights = knowledge(), dict.fromkeys(HEADS, -(10**5))
    empty = type(read(""))
    for words, sentences in ((3, 1), (20, 1), (30, 3), (400, 30)):
        for reason in HELD:
            found = {"suicide": empty(2, "suicide", reason)}
            assert decided(found, weights, know.sums, words=words, sentences=sentences).level == 2
    for reason in MEANT_HARM:
        found = {"harm_to_others": empty(2, "harm_to_others", reason)}
        assert decided(found, weights, know.sums).level == 2
