"""Spanish words in a step: fear brings help, and nobody is asked to word it better."""

import pytest

from kith import practices
from kith.web.practise import feedback
from kith.web.today import care

SAY = next(
    (step, field)
    for one in practices.library().practices.values()
    for step in one.steps
    for field in step.fields
    if field.reader == "istatement"
)


@pytest.mark.parametrize("text", ["Me siento amenazada.", "Siento miedo de Pedro."])
def test_fear_brings_the_line_and_no_question(space, text):
    """Also where the crisis reader says nothing."""
    step, field = SAY
    heard = feedback.heard(step, {field.id: text}, None)
    assert heard.danger
    assert not heard.notes
    offer = feedback.offer_of(space, step, {field.id: text}, danger=heard.danger)
    assert offer.level == care.QUIET_LINE
    assert offer.kind == care.DANGER


@pytest.mark.parametrize("reader", ["istatement", "limit", "blame", "watching", "selftalk"])
@pytest.mark.parametrize("text", ["Me siento triste.", "Siempre llegas tarde.", "Tienes que irte."])
def test_nothing_is_asked_about_what_was_not_read(reader, text):
    """The readers know English."""
    step, field = next(
        (step, field)
        for one in practices.library().practices.values()
        for step in one.steps
        for field in step.fields
        if field.reader == reader
    )
    value = [text] if field.kind is practices.Kind.LIST else text
    if field.kind is practices.Kind.CONDITIONS:
        value = [(text, "")]
    assert not feedback.heard(step, {field.id: value}, None).notes
