"""Said outright in few words: violence, an end, a wound, harm meant; and the same words of a plain day."""

import pytest

from kith.safety import crisis

DUE = [
    (
        "danger",
        2,
        "He strangled me in the kitchen on Sunday. I still have to pack the school bags.",
    ),
    ("danger", 2, "She choked me until I saw stars. We had soup afterwards."),
    (
        "danger",
        2,
        "My landlord makes me have sex with him when the rent is late. What could I say to him?",
    ),
    ("danger", 2, "I am being beaten every week, nobody here knows"),
    ("danger", 2, "My uncle is going to belt me when he sees my grades"),
    ("danger", 2, "He'll hit me if he reads this"),
    ("danger", 2, "I would call the police but she said she'd find me first"),
    ("danger", 2, "Sleeping in the car again so he can't get to us"),
    ("danger", 2, "I have to do whatever they say, they took my passport"),
    ("danger", 2, "They keep my passport until the debt is paid"),
    ("suicide", 2, "I must die, that's all there is to it"),
    ("suicide", 2, "I've had enough of being alive."),
    ("suicide", 2, "I used to be afraid of dying, now I can't wait for it"),
    ("suicide", 2, "I could hang from that beam"),
    ("suicide", 2, "The beam in the garage would hold my weight, I tried"),
    ("suicide", 1, "I want to join my husband, I can't stay here without him"),
    ("suicide", 1, "I hope a stranger finds my note before the kids do"),
    ("self_harm", 2, "I'm scared I'll cut again"),
    ("self_harm", 2, "so tired of covering my cuts at work"),
    ("self_harm", 2, "I slammed my fingers in the door so the outside matches the inside"),
    ("self_harm", 1, "I need to see the blood, it calms me down"),
    ("self_harm", 1, "bought a pack of blades again, couldn't stop myself"),
    ("harm_to_others", 2, "thinking about killing my wife"),
    ("harm_to_others", 2, "I want to drive my van into all of them"),
    ("harm_to_others", 2, "I could hold his head under the water till he stops"),
    ("harm_to_others", 2, "I'm ready to stab him"),
    ("harm_to_others", 2, "I want to shoot the guy, I know where he lives"),
]
PLAIN = [
    "My brother strangled me at judo and I tapped out",
    "That film choked me up",
    "We are being beaten by the other team, three goals down",
    "I will beat you at chess when you get home",
    "I must dye my hair before Friday",
    "I've had enough of living out of a suitcase",
    "We had enough of living with the builders in the house",
    "The swing hangs from a beam in the barn",
    "I want to see the blood test results",
    "I bought new razor heads for shaving",
    "I need to get out before the rush hour",
    "I'd like to disappear for a weekend",
    "Someone find the note about the milk, I wrote it on the fridge",
    "I'm ready to shoot the video",
    "I want to drive the car into town",
    "I could hold the baby while you shower",
    "I know where he lives, I'll drop the parcel off",
    "thinking about killing the weeds on the drive",
    "My dad is going to beat me at tennis if I don't train",
    "I slept in the car at the festival",
    "I promised to stay until the summer fair is over",
    "Christ was beaten, and the children made it out of egg boxes",
    "Trying not to open the drawer with the sweets",
    "She makes me have breakfast before work",
]


@pytest.mark.parametrize(("kind", "least", "text"), DUE)
def test_what_is_said_outright_is_heard(kind, least, text):
    """Whatever else stands around it; one alone and among many."""
    found = crisis.read(text)
    assert found.level >= least
    assert found.kind == kind
    assert crisis.read_many([text] * 12) == [found] * 12


@pytest.mark.parametrize("text", PLAIN)
def test_the_same_words_of_a_plain_day_bring_no_panel(text):
    """Sport, shaving, parcels, suitcases."""
    assert crisis.read(text).level < 2
