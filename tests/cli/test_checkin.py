"""`kith checkin`: a check-in in the terminal, on a real vault, in a process of its own."""

from datetime import UTC, datetime

import pytest
import running_kith
from running_kith import made, python

from kith.cli import checkin
from kith.safety import helplines

PASSPHRASE = "quiet river under early light"
LOOK = """
import argparse, json, sys
from kith.cli.opened import opened
args = argparse.Namespace(vault=sys.argv[1], passphrase_stdin=True)
with opened(args):
    from kith.web.today.models import CheckIn
    for row in CheckIn.objects.order_by("pk"):
        people = [p.name for p in row.company.order_by("pk")]
        known = row.company_known
        print(json.dumps([row.valence, row.arousal, row.feelings, row.note, people, known]))
"""


@pytest.fixture(scope="module")
def vault_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("checkin") / "vault"
    made(folder)
    return folder


@pytest.fixture
def check_in(vault_folder):
    def run(*lines, passphrase=PASSPHRASE):
        command = ("-m", "kith", "checkin", "--vault", vault_folder, "--passphrase-stdin")
        return python(*command, said="\n".join([passphrase, *lines, ""]))

    return run


def kept(folder):
    import json

    told = python("-c", LOOK, folder, said=PASSPHRASE + "\n")
    assert told.returncode == 0, told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_mood_word_who_note_done(check_in, vault_folder):
    """Asked in four lines; the note is not repeated on the screen by Kith."""
    told = check_in("nonsense", "-4 2", "lonely, wobbly", "Amara, amara, Dad", "canary walk")
    assert told.returncode == 0, told.stderr
    assert "Saved at" in told.stdout
    assert "canary" not in told.stdout + told.stderr
    assert kept(vault_folder)[-1] == [
        -0.4,
        0.2,
        ["feel.lonely", "wobbly"],
        "canary walk",
        ["Amara", "Dad"],
        True,
    ]


def test_all_but_the_mood_may_stay_empty(check_in, vault_folder):
    """One word is enough, and what is not said is not made up."""
    assert check_in("low").returncode == 0
    assert kept(vault_folder)[-1] == [-0.4, None, [], "", [], False]


def test_alone_is_said_in_words(check_in, vault_folder):
    """Alone is not the same as not said."""
    assert check_in("calm", "", "Alone").returncode == 0
    assert kept(vault_folder)[-1] == [0.5, -0.5, ["feel.calm"], "", [], True]


def test_in_another_language_it_says_what_is_noticed(check_in, monkeypatch):
    """Before the note is asked for; in English there is nothing to say."""
    said = "En español solo reconoce palabras claras"
    assert said not in check_in("low").stdout
    monkeypatch.setitem(running_kith.ENVIRONMENT, "KITH_LANG", "es_MX.UTF-8")
    assert said in check_in("low").stdout


def test_without_a_mood_nothing_is_saved(check_in, vault_folder):
    """An empty answer ends it, with a sentence."""
    before = kept(vault_folder)
    told = check_in("")
    assert told.returncode == 2
    assert "nothing was saved" in told.stdout
    assert kept(vault_folder) == before


def test_a_wrong_passphrase_says_so_and_nothing_more(check_in):
    """What happened, that nothing was lost, what to do; no trace of what was typed."""
    told = check_in("low", "", "", "canary", passphrase="wrong canary passphrase")
    assert told.returncode == 4
    assert "Nothing was lost" in told.stderr
    assert "canary" not in told.stdout + told.stderr
    assert "Traceback" not in told.stderr


def test_hard_words_are_saved_and_answered_with_numbers(check_in, vault_folder):
    """The writing stands; whom to call follows, never instead."""
    told = check_in("rough", "", "", "I want to kill myself tonight")
    assert told.returncode == 0
    assert "findahelpline.com" in told.stdout
    assert kept(vault_folder)[-1][3] == "I want to kill myself tonight"


@pytest.mark.parametrize("country", ["", "GB"])
def test_a_plan_to_die_is_answered_with_the_emergency_first(check_in, vault_folder, country):
    """Also where no country is chosen and no number is known; no web address stands before it."""
    from kith.web.door import place

    place.keep_country(vault_folder, country)
    told = check_in("rough", "", "", "I am going to kill myself tonight. I have the pills here.")
    lines = told.stdout[told.stdout.index("Saved at") :].splitlines()[1:]
    assert "emergency" in lines[0]
    assert all("http" not in line and "." in line for line in lines[:1])
    softer = check_in("rough", "", "", "I want to die").stdout
    assert softer.index("You do not have to carry this alone") < softer.index("emergency")


def test_a_number_comes_with_what_is_to_be_known_before_a_call(check_in, vault_folder):
    """Which word to text, and for the country that Help now has, not only the one in the vault."""
    from kith.web.door import place

    place.keep_country(vault_folder, "US")
    told = check_in("rough", "", "", "I want to kill myself tonight").stdout
    assert "text HOME to 741741" in told
    assert "  911" in told
    assert told.count("Check this number") == checks("US", "crisis")
    assert "findahelpline.com" in told


def test_who_calls_about_violence_hears_that_a_call_leaves_a_trace(check_in, vault_folder):
    """Whoever does the harm may read the bill."""
    from kith.web.door import place

    place.keep_country(vault_folder, "GB")
    told = check_in("rough", "", "", "he hit me again and I am scared he will kill me").stdout
    assert "Your call log or bill may show a call." in told
    assert told.count("Check this number") == checks("GB", "abuse")


def checks(country, purpose):
    found = helplines.lines_for(country, datetime.now(UTC).date())
    return sum(line.check_this_number for line in found.lines_of(purpose))


def test_nothing_a_person_says_can_be_given_in_argv():
    """The command line is seen by other programs and kept in a history."""
    told = python("-m", "kith", "checkin", "--help", said="")
    options = {word for word in told.stdout.split() if word.startswith("--")}
    assert options == {"--help", "--vault", "--passphrase-stdin", "--version"} & options
    assert "Help now" in told.stdout


@pytest.mark.parametrize(
    ("typed", "mood"),
    [
        ("low", checkin.Mood(-0.4, word="low")),
        ("  So-So ", checkin.Mood(0.0, word="so-so")),
        ("serene", checkin.Mood(0.5, -0.5, feeling="feel.calm")),
        ("10", checkin.Mood(1.0)),
        ("-10, 5", checkin.Mood(-1.0, 0.5)),
        ("2.5 -1", checkin.Mood(0.25, -0.1)),
    ],
)
def test_a_mood_is_a_word_or_numbers(typed, mood):
    """Five words, any known feeling, one or two numbers."""
    assert checkin.mood_of(typed) == mood


@pytest.mark.parametrize(
    "typed", ["", "11", "1 2 3", "nan", "inf", "-1e9", "blorp", "1;2", "१ x", "0,5", "-4,2"]
)
def test_anything_else_is_asked_for_again(typed):
    """No guess is made."""
    with pytest.raises(checkin.NotAMoodError):
        checkin.mood_of(typed)


def test_the_five_words_are_those_of_the_page():
    """The terminal and the page mean the same by them."""
    from kith.web.today import words

    assert {word: value for word, (value, _) in words.FIVE.items()} == checkin.FIVE
