"""The published list: whole, plain, and the same on the page, in the terminal and in the code."""

import re
from html import escape

import pytest

from kith.cli import forget_words
from kith.remains.finding import Places
from kith.remains.forgetting import planned
from kith.remains.listing import GOES, PLACES, WHEN, listing
from kith.web.door import opencopy, pages, place, public
from kith.web.door.answer import Asked
from kith.web.guard import PUBLIC_PAGES, Lines

# What a person who cleans up has to hear of, whatever else is added.
TRACES = {
    *("shell_history", "browser_history", "browser_cache", "package_caches", "app_lists"),
    *("synced_copies", "system_backups", "exports", "print_queue", "disk", "clipboard"),
}


def test_every_entry_can_be_used():
    """A place, a time and a way to go that the code knows; no code twice; a way out for each."""
    found = listing()
    codes = [one.code for one in (*found.ours, *found.others)]
    assert len(codes) == len(set(codes))
    for ours in found.ours:
        assert (ours.place in PLACES, ours.when in WHEN, ours.goes in GOES) == (True,) * 3
        assert ours.patterns
    for other in found.others:
        assert other.how, other.code
    assert {one.code for one in found.others} >= TRACES


def test_the_page_and_the_terminal_say_all_of_it(tmp_path):
    """One list, three places; none of them leaves out what is awkward."""
    found = listing()
    html = pages.remains_page("/")
    told = forget_words.told(planned(Places(None, *[tmp_path] * 3)), running_now=False)
    for other in found.others:
        for text in (other.title, other.what, *other.how):
            assert escape(text) in html
            assert text in told
    for ours in found.ours:
        assert escape(ours.title) in html
        assert escape(ours.what) in html
    for text in (*found.lead, *found.quiet, *found.choices, *sum(found.options, ())):
        assert escape(text) in html
    assert all(line in told for line in found.choices)


def test_the_names_on_the_list_are_those_that_the_code_uses():
    """A file that is renamed in the code does not quietly fall off the list."""
    by_code = {one.code: one.patterns for one in listing().ours}
    assert set(by_code["vault"]) >= {place.ENVELOPE, place.DATABASE}
    assert place.FILE in by_code["place"]
    assert opencopy.FILE in by_code["open_copy"]
    assert place.MAKING in by_code["half_done"]


def test_choices_come_with_what_follows_from_them_and_none_is_pressed():
    """To leave all as it is comes first, help is among them, and nothing tells a person to act."""
    found = listing()
    assert "as it is" in found.options[0][0]
    assert "Help now" in found.options[-1][1]
    assert any("noticed" in line for line in found.choices)
    text = " ".join((*found.lead, *found.choices, *sum(found.options, ())))
    assert not re.search(
        r"\b(must|should|need to|have to|now or|quickly|immediately|at once you)\b", text
    )


@pytest.mark.parametrize("home", ["/", "/today/"])
def test_the_page_needs_no_passphrase_and_tells_nothing_of_anybody(tmp_path, home):
    """Same words with a vault and without, for anyone; only the way back differs. No path of this machine."""

    def shown():
        asked = Asked(Lines(method="GET", target=public.REMAINS))
        return public.answer(asked, tmp_path, home).body.decode()

    empty = shown()
    (tmp_path / place.ENVELOPE).touch()
    opencopy.write(tmp_path, opencopy.OpenCopy("2026-03-01", ()))
    assert shown() == empty
    assert str(tmp_path) not in empty
    assert f'href="{home}">Back' in empty
    assert "<title>Kith</title>" in empty


def test_it_is_one_step_from_help_now_and_answers_to_no_other_site():
    """Reachable while locked; not a page that another site may link to."""
    assert f'href="{public.REMAINS}"' in pages.help_page(None, "/")
    assert public.REMAINS not in PUBLIC_PAGES
