"""Hints that stand by themselves, and hard words about games, meals, machines and calls (`beside.toml`)."""

import pytest

from kith.safety import crisis

FOUND = {
    ("harm_to_others", 1): [
        "I follow her home to see if she lies", "I followed him to work to see whether he lies to me", "I go through her bag to check if she cheats", "I put an app on his phone to see where he goes",
        "I sit in the car outside her office to catch her lying", "I trail my wife to find out where she really goes", "I follow my girlfriend home to make sure she isn't cheating", "I waited outside his house to catch him cheating", "I searched his coat to see if he is having an affair", "I hid a recorder in her car so I know where she goes",
    ],
    ("suicide", 1): [
        "drove to the bridge today and sat there for an hour", "went to the bridge last night and stood there for ages", "walked to the cliff this morning and just stood there", "sat in my car by the viaduct for two hours today", "stood on the bridge for an hour yesterday and looked down",
        "went up to the roof last night and stayed there a while", "I sat by the railway tracks all evening and watched the trains", "walked to the railway line tonight and stood there until it was dark", "parked at the bridge again and sat there for ages", "climbed up onto the roof and sat there half the night",
        "Mum will get the insurance at least", "at least the kids will get the life insurance", "they'd at least get the life insurance payout", "at least my family would have the money from the policy", "at least they'd have my insurance money", "the kids get the payout at least, that's something", "at least my wife gets the policy", "my husband would get the pension anyway", "at least my parents would collect the life insurance", "my brother inherits my savings at least",
    ],
    ("suicide", 2): [
        "the voices tell me to step into the road", "the voice tells me to walk into traffic", "voices keep telling me to step off the platform", "my voices say I should walk into the sea", "a voice says step in front of the bus", "the voices order me to run into the road", "the voice keeps telling me to walk out into the traffic", "these voices want me to jump off the balcony", "the voice in my head says I should drive into a wall", "voices whisper to me to lie down on the tracks",
        "si me deja me tiro por la ventana", "si se va me mato", "si me abandona me tiro al tren", "como me deje me quito la vida", "si me quita a los niños me cuelgo", "si vuelve a engañarme me tomo todas las pastillas", "si me dejas me tiro del balcón", "cuando se vaya me mato", "si pierdo el juicio me pego un tiro", "si me bloquea me corto las venas",
    ],
    ("danger", 1): [
        "tengo miedo de él", "le tengo miedo a mi marido", "tengo mucho miedo de mi pareja", "me da miedo mi novio", "tengo miedo de mi padre", "le tengo pánico a él", "me da miedo cuando llega a casa", "tengo miedo de ella", "siento miedo de mi esposo", "me aterra mi ex",
    ],
}  # fmt: skip
QUIET = [
    "my wife attacked the garden with a knife", "my husband attacked the weeds with a machete", "he attacked the cake with a knife", "she stabbed the potatoes with a fork", "dad went at the hedge with an axe", "my partner stabbed the melon with a knife and juice went everywhere", "mum attacked the frozen butter with a knife", "my son attacked the piñata with a bat", "he came at the turkey with a carving knife", "my brother hacked at the brambles with a machete",
    "The battery is dying and I want to jump off this call", "I want to jump off this call", "I'm going to jump off the zoom now", "let me jump off this call and ring you later", "gonna jump off the meeting early", "I want to jump off the call, my phone is dying", "I have to jump off this chat", "my laptop is dying and I should jump off the stream", "I will jump off Teams now, battery is dying", "can I hop off this call, my battery is dead",
    "my plant committed suicide", "the houseplant committed suicide while we were away", "my sourdough starter committed suicide", "the printer committed suicide before my deadline", "my laptop committed suicide today", "the basil killed itself on the windowsill", "my car committed suicide on the motorway", "our toaster committed suicide this morning", "the fern committed suicide again", "my phone committed suicide in the bath",
    "he beat me at chess again", "the kids hit me with pillows", "she beat me at tennis", "my brother beat me at scrabble last night", "my son beats me at every video game", "the children hit me with snowballs", "my daughter hit me with a pillow and laughed", "my boss beat me at darts", "my husband beats me at cards every time", "the twins hit me with balloons",
    "we drove to the bridge and sat there for an hour with a picnic", "sat on the pier for hours fishing", "went up to the roof to fix the leak, stayed there all afternoon", "stood on the bridge for ages in a traffic jam", "walked to the cliffs with the dog and sat for a while, lovely view", "dad gets his pension at least now he is retired", "at least the kids have savings accounts now", "I follow her on Instagram", "I followed him to the kitchen to help", "I went through her bag to find the keys",
    "the voice in the satnav says drive onto the bridge", "the voices on the radio said to stay off the road", "si se va la luz me mato de risa", "como se vaya el wifi me mato", "si te vas me quito los zapatos", "si me dejan me tomo un helado", "cuando se va el sol me tiro en el sofá", "si me deja mi madre salir me tiro a la piscina", "me da miedo la oscuridad", "si me dejas la receta te mato jaja",
]  # fmt: skip
MEANT = [  # level 1 at least: the same words where something is meant
    "my husband attacked me in the garden with a knife", "he attacked the door with an axe", "he beat me again last night", "he beats me at night", "he hit me with a pillow over my face so I couldn't breathe", "he stabbed the cake and then came at me with the knife", "he attacked the turkey with a knife and said I was next", "he beat me at chess and then he hit me", "she murdered the lasagne and I'm scared she will hurt me", "he threw the cushions at me and choked me",
    "I want to jump off this bridge", "I want to jump off the call and off the roof", "my laptop died and so should I, I want to die", "my plant committed suicide and I want to too", "my brother committed suicide", "my friend committed suicide and my plant died", "my phone is dying and I want to die", "I want to get off this call and kill myself", "he beat me at the pool party", "I'm jumping off the roof after this call",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "least"), [(t, kind, level) for (kind, level), rows in FOUND.items() for t in rows]
)  # fmt: skip
def test_what_was_missed_is_found(text, kind, least):
    """At the level wanted or above, alone and among many."""
    found = crisis.read(text)
    assert found.level >= least
    assert found.kind == kind
    assert crisis.read_many([text] * 12) == [found] * 12


@pytest.mark.parametrize("text", QUIET)
def test_ordinary_lines_bring_nothing(text):
    """A game, a meal, a machine, a call, a view."""
    assert crisis.read(text).level == 0
    assert crisis.read_many([text] * 12) == [crisis.NOTHING] * 12


@pytest.mark.parametrize("text", MEANT)
def test_the_same_words_meant_still_count(text):
    """What is silent above hides nothing that stands beside it."""
    assert crisis.read(text).level >= 1
