"""What the pages of Today read from a browser."""

import pytest

from kith.web.today.forms import MeetingForm
from kith.web.today.views.contact import ContactForm


@pytest.mark.parametrize("form", [MeetingForm, ContactForm])
@pytest.mark.parametrize(("written", "kept"), [("0", None), ("", None), ("40", 40.0)])
def test_no_minutes_at_all_is_a_length_that_nobody_told(form, written, kept):
    """Zero minutes is kept as unknown, never as a contact that did not last."""
    read = form({"minutes": written})
    read.is_valid()
    assert read.cleaned_data["minutes"] == kept
