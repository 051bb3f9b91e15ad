"""The pages that need no vault: safe to fill, Help now first, the number near the top."""

import re
import subprocess
import sys
from html import escape
from html.parser import HTMLParser

import pytest
from kithed import ENVIRONMENT

from kith.safety.helplines import countries, lines_for
from kith.web.door import pages

CODES = [one.code for one in countries()]
EVERY_PAGE = {
    "lock": pages.lock_page(),
    "lock, wrong": pages.lock_page("wrong_passphrase"),
    "welcome": pages.welcome_page("five little words here now", "Dropbox"),
    "welcome, typed by hand": pages.welcome_page(None, None),
    "forgot": pages.forgot_page("five little words here now"),
    "broken": pages.broken_page(),
    "not kept": pages.not_kept_page("disk_full", "/help/"),
    "too large": pages.too_large_page(),
    "what remains": pages.remains_page("/"),
    "help": pages.help_page(None, "/"),
    "help, GB": pages.help_page("GB", "/today/", remembered=False),
}


class Reader(HTMLParser):
    """Collects what can be focused, and the words a person reads before the first number."""

    def __init__(self, html):
        super().__init__()
        self.stops, self.words, self.number_at, self.silent = [], [], None, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.silent = tag in ("title", "style", "script", "option")
        if tag in ("a", "button", "input", "select", "textarea") and given.get("type") != "hidden":
            self.stops.append((tag, given))
        if str(given.get("href", "")).startswith(("tel:", "sms:")) and self.number_at is None:
            self.number_at = len(self.words)

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.words += data.split()


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_help_now_is_the_first_stop_after_the_skip_link(name):
    """Two keys from anywhere, and the exit is the third."""
    stops = Reader(EVERY_PAGE[name]).stops
    assert [given.get("href") for _, given in stops[:2]] == ["#main", "/help/"]
    assert stops[2][0] == "button"
    assert 'action="/exit"' in EVERY_PAGE[name]


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_no_page_carries_inline_script_or_style(name):
    """The content security policy would refuse it; so would we."""
    html = EVERY_PAGE[name]
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", html)
    assert "http:" not in html
    assert "$" not in re.sub(r"\$\d", "", html)


@pytest.mark.parametrize("code", [None, *CODES, "", "XX", "<b>", "de"])
def test_sixty_words_at_most_stand_before_the_first_number(code):
    """On a bad night nobody reads an introduction; in any country there is something to call."""
    read = Reader(pages.help_page(code, "/"))
    known = lines_for(code).emergency
    if known:
        assert read.number_at is not None
        assert read.number_at <= 60
    else:
        assert {"112", "911"} <= {word.strip(".,;") for word in read.words[:60]}


@pytest.mark.parametrize("code", CODES)
def test_every_number_is_printed_as_the_file_has_it(code):
    """Emergency numbers and lines of the country all stand on its page."""
    html = pages.help_page(code, "/")
    found = lines_for(code)
    for number in (*found.emergency, *found.lines):
        assert (number.dial or number.sms_to or number.chat) in html


@pytest.mark.parametrize("code", ["GB", "US", "DE"])
def test_an_order_puts_lines_about_violence_first_and_loses_none(code):
    """Emergency, then violence, then the rest; the order goes along when the country is chosen."""
    usual, ordered = pages.help_page(code, "/"), pages.help_page(code, "/", order="2")
    found = lines_for(code)
    abuse = escape(found.lines_of("abuse")[0].name)
    crisis = escape(next(x.name for x in found.lines_of("crisis") if "abuse" not in x.what_for))
    assert usual.index(crisis) < usual.index(abuse)
    first = found.emergency[0].dial
    assert ordered.index(f"tel:{first}") < ordered.index(abuse) < ordered.index(crisis)
    for line in found.lines:
        assert escape(line.name) in ordered
    assert 'name="order" value="2"' in ordered
    assert 'name="order"' not in usual
    assert pages.help_page(code, "/", order="<b>") == usual


def test_help_now_stands_when_its_data_cannot_even_be_imported():
    """With a damaged installation the few lines that always hold are shown."""
    code = (
        "import sys; sys.modules['kith.safety.helplines'] = None\n"
        "from kith.web.door import pages; print(pages.help_page('GB', '/'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=True
    )
    assert all(word in done.stdout for word in ("112", "911", "999", "findahelpline.com"))


HOSTILE = ["<script>alert(1)</script>", '" onfocus="x', "'><img src=x>", "$title ${main}", "&amp;"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_filled_in_stays_text(text):
    """A suggestion, a service, an address: none becomes markup or another placeholder."""
    html = pages.welcome_page(text, text) + pages.help_page("GB", text)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert '" onfocus' not in html
    assert html.count("<main") == 2


def test_the_page_after_exit_says_nothing_of_kith():
    """Whoever looks over a shoulder sees an ordinary closed page."""
    html = pages.away_page()
    assert "kith" not in re.sub(r"/static/\S+", "", html).lower()
    assert '<a href="/help/">Help</a>' in html


def test_the_name_that_i_chose_stands_on_every_page_that_anybody_can_open():
    """In the tab of each, on the lock page as its heading, and nowhere Kith's own name instead."""
    with pages.framed("Notes & <b>"):
        made = [pages.lock_page(), pages.help_page("GB", "/"), pages.broken_page()]
        assert "<h1>Notes &amp; &lt;b&gt;</h1>" in made[0]
        assert all("<title>Notes &amp; &lt;b&gt;</title>" in html for html in made)
        assert "kith" not in re.sub(r"/static/\S+", "", made[0]).lower()
    assert "<title>Kith</title>" in pages.lock_page()


def test_help_now_in_a_sample_life_carries_its_mark_and_says_that_its_numbers_are_real():
    """Nobody takes a help line for part of the simulation, or the simulation for a life."""
    with pages.framed(None, sample=True):
        shown = pages.help_page("GB", "/")
    assert "Nobody in it is real. The numbers under Help now are." in shown
    assert "sample" not in pages.help_page("GB", "/")
    assert Reader(shown).number_at <= 60


def test_a_wait_is_told_in_good_english():
    """One second is one second."""
    assert "wait a second" in pages.sentence("wait", seconds="1")
    assert "wait 2 seconds" in pages.sentence("wait", seconds="2")
    assert "1 seconds" not in pages.lock_page("wait", seconds="1")


def test_every_vault_error_has_a_sentence_of_its_own():
    """What happened, what is safe, what to do, for each code the vault can raise."""
    from kith.vault import errors

    codes = {
        one.code
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.VaultError)
    }
    inside_only = {
        "backup_unreadable",
        "newer_backup",
        "backup_mismatch",
        "throwaway",
        "altered_value",
    }
    fallback = pages.sentence("vault_error")
    for code in codes - inside_only - {"vault_error"}:
        assert pages.sentence(code) != fallback, code
        assert len(re.findall(r"[.](?:\s|$)", pages.sentence(code))) >= 2, code
    assert pages.sentence("never heard of") == fallback


ABOUT = ["someone", "own", "after", "ways"]


def words_before_a_number(html):
    """The words of a page before the first digit somebody could dial, outside of markup."""
    main = html[html.index("<main") : html.index("</main>")]
    return len(re.split(r"[0-9]{3}|findahelpline", re.sub(r"<[^>]+>", " ", main))[0].split())


@pytest.mark.parametrize("country", [None, "GB", "US", "DE", "IN"])
@pytest.mark.parametrize("about", ABOUT)
def test_a_number_comes_before_sixty_words_whatever_the_page_is_about(about, country):
    """R11: somebody in need reads little before the first number, on each page of help."""
    html = pages.help_about_page(about, country, "/")
    assert words_before_a_number(html) <= 60
    assert "<form" not in html.split("<main")[1]  # and is asked nothing


def test_who_worries_about_what_they_do_finds_the_line_for_it():
    """In Britain it is Respect; where no such line is known, the directory of all countries."""
    assert "tel:08088024040" in pages.help_about_page("own", "GB", "/")
    assert "findahelpline.com" in pages.help_about_page("own", "IN", "/")


@pytest.mark.parametrize("country", [None, *(one.code for one in countries())])
def test_what_is_said_of_the_lines_below_is_true_of_them(country):
    """Find A Helpline talks with nobody; a line for one's own behaviour is named where there is one."""
    page = str(pages.help_about_page("own", country, "/"))
    theirs = lines_for(country).lines_of("own_behaviour")
    assert ("These people talk with those who worry" in page) is bool(theirs)
    assert ("knows no line for this alone here" in page) is (not theirs)


@pytest.mark.parametrize("what", ["own", "someone", "ways"])
@pytest.mark.parametrize("country", [None, "US", "GB", "DE", "FR"])
def test_what_a_call_leaves_behind_is_said_once(what, country):
    """R16, whichever lines stand there."""
    assert str(pages.help_about_page(what, country, "/")).count("in your call log") == 1


def test_no_line_is_said_to_keep_everything_to_itself():
    """Most can be called without a name; a child at risk or a life in danger they may pass on."""
    text = " ".join(re.sub(r"<[^>]+>", " ", pages.help_about_page("ways", "GB", "/")).split())
    assert "nothing happens without" not in text
    for said in ("without giving a name", "a child is at risk", "ask first what they keep"):
        assert said in text


def test_help_leads_to_the_three_pages_and_they_lead_back():
    """They are reached by a tap from Help now, in any country and without one."""
    for about in ABOUT:
        assert f'href="/help/{about}/"' in pages.help_page(None, "/")
        assert 'href="/help/"' in pages.help_about_page(about, None, "/").split("<main")[1]


def test_a_page_of_help_that_cannot_be_made_still_gives_numbers():
    """A damaged installation leaves the few lines that always hold."""
    assert "findahelpline.com" in pages.help_about_page("nothing like it", "GB", "/")


def test_no_page_after_a_wound_says_how():
    """R7: no word for a means stands on it."""
    text = pages.help_about_page("after", "GB", "/").lower()
    named = {
        "pill",
        "tablet",
        "blade",
        "razor",
        "knife",
        "rope",
        "overdose",
        "cut ",
        "burn",
        "poison",
    }
    assert not {word for word in named if word in text}


# What a question of the gate is about, and the words of the page that speak of it.
SPOKEN_OF = {
    "neck": "round your neck",
    "weapon": "A weapon",
    "threat_to_life": "killing you",
    "threats": "I will kill myself",
    "follows": "followed, waited for",
    "forced": "something sexual",
    "worse": "gets worse",
    "pregnant": "pregnant",
    "device": "Phone, accounts and this device",
    "control": "needs control",
}
TOLD_TO = re.compile(
    r"\b(?:you (?:should|must|need to|have to|ought)|leave (?:him|her|them)|get out now|stand up to|"
    r"tell (?:him|her|them) (?:that|how|to)|forgive|abuser|victim)\b",
    re.IGNORECASE,
)


def test_what_could_help_speaks_of_all_that_the_care_settings_ask_about():
    """Whoever answered yes to a question finds a line about it; nothing is an order."""
    from kith.safety import gate

    heavy = {question.code for question in gate.questions() if question.weight == "danger"}
    assert heavy <= set(SPOKEN_OF)
    html = pages.help_about_page("ways", "GB", "/")
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for code, words in SPOKEN_OF.items():
        assert words in text, code
    assert not TOLD_TO.findall(text)
    assert text.index("08088024040" if "08088024040" in text else "0808 2000 247") < text.index(
        "round your neck"
    )


def test_what_could_help_stands_in_the_order_of_the_gate():
    """Lines to call, an own plan for safety, limits without words, people, the device, a record."""
    html = pages.help_about_page("ways", "GB", "/")
    parts = ["These people know", "While you live with it", "A limit can be silent"]
    parts += ["People on your side", "Phone, accounts", "Writing down what happens"]
    places = [html.index(part) for part in parts]
    assert places == sorted(places)
