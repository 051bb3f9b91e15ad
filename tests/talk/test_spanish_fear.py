"""Who is afraid in Spanish is led to help and never corrected; ordinary Spanish is left alone."""

import pytest

from kith.talk import istatement, limit
from kith.talk.language import ENGLISH, language
from kith.talk.words import fold

AFRAID = [
    "Me siento amenazada.",
    "Siento miedo de Pedro.",
    "Me siento atrapada en esta casa.",
    "Le tengo miedo cuando llega a casa.",
    "No me siento segura con él.",
    "Él no me deja ver a mis amigas.",
    "Me pega porque le provoco.",
    "Me da miedo cuando se enfada.",
    "Me siento vigilado todo el tiempo.",
    "Tengo miedo de que me haga daño.",
    "Me das miedo.",
    "Vivo con miedo.",
    "Me revisa el móvil cada noche.",
    "Tengo que pedirle permiso para salir.",
    "Ando pisando huevos en mi casa.",
    "Me asusto cuando oigo la llave en la puerta.",
    "Escondo el teléfono para que no lo vea.",
    "Me siento como una prisionera.",
    "No me atrevo a decirle que no.",
    "Cuando grita tengo miedo de mi marido.",
    "Me encierra en el cuarto.",
    "Estoy aterrorizada.",
    "Controla mi dinero y mis amigos.",
    "Tengo pánico a su reacción.",
    "Me siento acorralado cuando bloqueas la puerta.",
    "Nos sentimos en peligro con él.",
    "Me amenaza con quitarme a los niños.",
]
CALM = [
    "Me siento triste cuando llegas tarde.",
    "Tengo miedo a los aviones.",
    "Tengo miedo de perder el trabajo.",
    "Me da miedo hablar en público.",
    "Me siento atrapada en el tráfico.",
    "No estoy segura de qué decir.",
    "Me siento insegura con mi pelo.",
    "Me molesta que no friegues los platos.",
    "Necesito descansar, ¿podrías cocinar hoy?",
    "Me siento sola los domingos.",
    "Te echo de menos.",
    "Estoy enfadada porque llegaste tarde.",
    "No me dejas hablar cuando cenamos.",
    "Me siento presionada por los exámenes.",
    "Tengo miedo de que llueva mañana.",
    "Quiero que me escuches.",
    "Siento que eres un egoísta.",
    "Tienes que dejar de gritar.",
    "Me da pena no verte más.",
    "Te odio.",
]


@pytest.mark.parametrize("text", AFRAID)
def test_fear_in_spanish_is_heard_and_never_corrected(text):
    """In a few words, and whatever the language of the pages is."""
    found = istatement.read(text)
    assert found.safety
    assert not found.problems
    assert limit.read(text).safety


@pytest.mark.parametrize("text", CALM)
def test_ordinary_spanish_is_no_danger_and_gets_no_question(text):
    """Not read, and so not corrected."""
    found = istatement.read(text)
    assert not found.safety
    assert not found.problems
    assert language(fold(text).words) != ENGLISH


@pytest.mark.parametrize(
    "words", ["amenazada", "miedo de mi marido", "vigilado", "atrapada por él"]
)
def test_own_words_for_a_feeling_are_heard_in_spanish(words):
    """In every list of feelings."""
    assert istatement.frightens(words)
    assert not istatement.frightens("cansada")


@pytest.mark.parametrize(
    "text",
    [
        "He told me so",
        "She said muy bien to me and I felt proud",
        "My abuela always made us laugh",
        "I love my casa",
        "No",
        "Me too",
        "She is my novia and I need more time with her",
    ],
)
def test_english_stays_english(text):
    """A Spanish word within it changes nothing."""
    assert language(fold(text).words) == ENGLISH


def test_a_long_text_is_read_in_time():
    """Nothing in the rules takes longer than the text grows."""
    assert not istatement.read("me siento muy muy bien y tengo mucho sueño " * 3000).safety
