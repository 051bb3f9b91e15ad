"""Checking in on Today."""

import pytest

from kith.web.today.models import CheckIn

pytestmark = pytest.mark.usefixtures("space")


@pytest.fixture
def check_in(client):
    def send(**fields):
        return client.post("/today/", {"valence": "0.5", "arousal": "-0.5", **fields})

    return send


def test_a_mood_alone_is_a_whole_check_in(check_in):
    """Everything but the mood may stay empty."""
    assert check_in().status_code == 302
    row = CheckIn.objects.get()
    assert (row.valence, row.arousal, row.company_known) == (0.5, -0.5, False)


def test_the_page_opens(client, person):
    """Today shows the form."""
    person("Amara")
    page = client.get("/today/")
    assert page.status_code == 200
    assert "Amara" in page.content.decode()
