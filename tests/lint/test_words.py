"""No shipped text makes a forbidden claim, shouts, blames, labels or names a method."""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from shown_text import KINDS, of_html, of_python, of_template, of_words, shown_texts

from kith.safety.helplines import countries
from kith.web.door import pages as pages_of_the_door
from kith.wording.reading import grade, sentences, syllables
from kith.wording.rules import faults

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kith"
ENOUGH_WORDS = 40  # below this a grade says nothing


@cache
def all_texts():
    """Every shown text of Kith."""
    return list(shown_texts(SOURCE))


def pages():
    """Texts by page: a template, or a TOML file with words."""
    found = defaultdict(list)
    for path, text in all_texts():
        if path.suffix != ".py":
            found[path.relative_to(SOURCE)].append(text)
    return {
        path: texts
        for path, texts in found.items()
        if sum(map(len, sentences(texts))) >= ENOUGH_WORDS
    }


def is_help(path):
    plan = "plan" in path.parts or path.stem == "plan"
    return plan or "help" in path.stem or path.name in {"gate.toml", "helplines.toml"}


def test_every_shown_text_keeps_the_rules():
    """Templates, TOML and literals in code, all of them."""
    found = all_texts()
    assert len(found) > 300, "the lint sees hardly any text: is it looking in the right place?"
    wrong = [(str(path.relative_to(SOURCE)), text, faults(text)) for path, text in found]
    assert not [row for row in wrong if row[2]]


def in_public():
    """The files that speak of Kith to whoever has not opened it yet, and its pages for people."""
    named = (
        *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "NOTICE"),
        *("pyproject.toml", "kith"),
    )
    return [*(ROOT / name for name in named), *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", in_public(), ids=lambda path: path.name)
def test_what_is_said_in_public_keeps_the_rules(path):
    """What is promised there is held to the same list; docs/commands.md holds every command's help."""
    assert not [part for part in of_words(path.read_text(encoding="utf-8")) if faults(part)]


def test_every_kind_of_file_that_holds_words_is_read():
    """Pages, lists, code, scripts, styles, paper, and the texts that go into an export."""
    found = Counter(path.suffix for path, _ in all_texts())
    least = {".html": 800, ".toml": 1000, ".py": 700, ".js": 150, ".css": 4, ".typ": 20, ".txt": 5}
    assert {kind for kind, count in least.items() if found[kind] < count} == set()
    kinds = {
        path.suffix
        for path in SOURCE.rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    wordless = {".woff2", ".ttf", ".typed", ".json", ".po", ".mo", ".tsv", ".npz", ".sql"}
    assert kinds - wordless == set(KINDS), "a new kind of file: does a person read it?"


def test_pages_are_easy_to_read():
    """Grade 6 or lower on help pages, 8 or lower elsewhere, averaged by page."""
    grades = {str(path): (round(grade(texts), 1), 6 if is_help(path) else 8) for path, texts in pages().items()}  # fmt: skip
    assert grades
    assert not {path: got for path, got in grades.items() if got[0] > got[1]}


@pytest.mark.parametrize(
    "text",
    [
        "Kith treats depression.",
        "A clinically proven way to feel better",
        "Therapy in your pocket",
        "Your diagnosis at a glance",
        "A relapse prevention plan",
        "You have moderate depression.",
        "Your risk score is 3",
        "There is no risk.",
        "This person is safe.",
        "Kith monitors your notes.",
        "He committed suicide.",
        "After a failed attempt",
        "It is a cry for help.",
        "Suicide is just a thought.",
        "Saved!",
        "Welcome back! It is good to see you.",
        "A 5 day streak",
        "Is your partner a narcissist?",
        "Signs of a toxic person",
        "You haven't checked in since Monday",
        "Well done, keep it up",
        "You should tell him.",
        "taking an overdose",
        "completely private",
        "An evidence-based method",
        "Kith reduces anxiety.",
        "It predicts a bad week.",
        "Screens for depression",
        "Your AI companion",
        "Military-grade encryption",
        "The suicide rate is rising.",
        "She is only attention-seeking.",
        "Suicide because of a breakup",
        "He killed himself.",
        "Do not take paracetamol for it.",
        "Snap out of it.",
        "You must leave him.",
        "You need to forgive them.",
        "Kill yourself.",
    ],
)
def test_each_rule_catches_its_fault(text):
    """A lint that cannot fail would protect nobody."""
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kith is not therapy and not a diagnosis.",
        "It does not diagnose, treat, monitor or predict any condition.",
        "It is not therapy, not a diagnosis, not secret from someone who controls this device.",
        "For my therapist",
        "If you worry about how you treat somebody.",
        "He died by suicide.",
        "Your set-back plan",
        "Not equal: a != b",
        "You could tell somebody you trust.",
        "After calls your mood is lower.",
        "You could tell them, or not.",
        "patient",
        "If you think of suicide, you are not alone with it.",
    ],
)
def test_what_must_be_sayable_is_allowed(text):
    """Saying what Kith is not, roles, and plain words pass."""
    assert faults(text) == []


def test_text_is_found_wherever_it_hides():
    """In blocks, in translated strings, in attributes, in f-strings; not in comments or code."""
    page = (
        "{# a streak #}{% load i18n %}<p>One <b>bold</b> word</p>{% translate 'two words' %}"
        "<img alt='three words'><script>var streak = 1</script><button title=\"four words\">five</button>"
        "{% blocktranslate with n=m %}six {{ n }} words{% endblocktranslate %}"
    )
    found = " / ".join(of_template(page))
    for part in (
        "One bold word",
        "two words",
        "three words",
        "four words",
        "five",
        "six this words",
    ):
        assert part in found
    assert "streak" not in found
    code = '"""Doc string here."""\nx = f"say {name} now"\ny = ["one two", "single", "<p>in a page</p> x"]\n'
    assert sorted(of_python(code)) == ["in a page", "one two", "say this now", "x"]
    assert of_html("<p>a<br>b</p>") == ["a", "b"]


PLANTED = {
    "text of a page": ("templates/a.html", "<p>Your streak is 3</p>"),
    "text over lines": ("templates/a.html", "<p>Your\n  <b>streak</b></p>"),
    "a picture": ("templates/a.html", "<img alt='A streak of days'>"),
    "a button": ("templates/a.html", "<input type=submit value='See my streak'>"),
    "read out": ("templates/a.html", "<nav aria-label='Streaks'></nav>"),
    "a narrow table": ("templates/a.html", "<td data-says=\"{% translate 'Streak' %}\">3</td>"),
    "a sentence": ("templates/a.html", "{% translate 'Your streak is long' %}"),
    "a sentence with a name": ("templates/a.html", "{% blocktranslate %}{{ n }} on a streak{% endblocktranslate %}"),
    "a filter": ("templates/a.html", "{{ said|default:_('no streak yet') }}"),
    "a tag": ("templates/a.html", "{% include 'b.html' with said=_('no streak yet') %}"),
    "a page of the door": ("door/pages/a.html", "<!-- piece -->\n<p>$name has a streak</p>"),
    "a list": ("words.toml", "line = 'Therapy for you'"),
    "a list in a list": ("words.toml", "[[a]]\n[[a.b]]\nlines = ['x', 'A streak']"),
    "a sentence in code": ("view.py", "said = _('Well done, you did it')"),
    "a word in code": ("view.py", "said = _('Streak')"),
    "a word in a form": ("view.py", "label=gettext_lazy('Streak')"),
    "one or many": ("view.py", "said = ngettext('%(n)s day streak', '%(n)s days', n)"),
    "put together": ("view.py", "said = f'{n} on your streak'"),
    "html in code": ("view.py", "said = '<p>Your <b>streak</b></p>'"),
    "help of a command": ("cli/a.py", "parser.add_argument('--x', help='shows your streak')"),
    "a script": ("static/a.js", "part.textContent = 'Your streak';"),
    "a script, one word": ("static/a.js", 'part.title = "Streak";'),
    "a script with a number": ("static/a.js", "part.textContent = `${n} on your streak`;"),
    "a style": ("static/a.css", "p::after{content:'x';content:\"streak\"}"),
    "a drawing": ("static/a.svg", "<svg><title>Your streak</title></svg>"),
    "a sheet of paper": ("plots/a.typ", "#text[Your streak]"),
    "a text of an export": ("templates/export/readme.txt", "Your\nstreak is in here."),
    "writings of an export": ("templates/export/writings.md", "# Your streak"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLANTED)
def test_a_bad_text_in_any_place_is_found(tmp_path, place):
    """A forbidden word, planted wherever words can stand, is reported."""
    name, planted = PLANTED[place]
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(planted, encoding="utf-8")
    assert [text for _, text in shown_texts(tmp_path) if faults(text)]


def test_a_bad_text_in_a_page_for_people_is_found():
    """The same for the README and the pages beside it."""
    planted = (ROOT / "README.md").read_text(encoding="utf-8") + "\n\nA clinically proven app."
    assert [part for part in of_words(planted) if faults(part)]


ABOUT = ("someone", "own", "after")


@pytest.mark.parametrize("country", [None, *(one.code for one in countries())])
def test_help_pages_as_they_are_shown_read_at_grade_six(country):
    """R11: put together from their pieces and numbers, in every country and for each concern."""
    shown = {"help": pages_of_the_door.help_page(country, "/")}
    shown |= {one: pages_of_the_door.help_about_page(one, country, "/") for one in ABOUT}
    grades = {name: round(grade(main_of(html)), 1) for name, html in shown.items()}
    assert not {name: got for name, got in grades.items() if got > 6}


def main_of(html):
    """The texts of a page's own part, without names and addresses of services."""
    main = re.sub(r"<form.*?</form>", "", html.partition("<main")[2], flags=re.DOTALL)
    lines = of_html("<main" + re.sub(r"<(strong|a|h3)\b.*?</\1>", "", main, flags=re.DOTALL))
    assert sum(map(len, sentences(lines))) > ENOUGH_WORDS
    return lines


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("help", 1),
        ("people", 2),
        ("someone", 2),
        ("emergency", 4),
        ("made", 1),
        ("table", 2),
        ("called", 1),
    ],
)
def test_syllables_are_counted_about_right(word, count):
    """The grade rests on it."""
    assert syllables(word) == count


def test_hard_text_has_a_higher_grade_than_plain_text():
    """Long words and long sentences raise it; short ones keep it low."""
    plain = ["You can call this number. They will listen. You do not have to say your name."]
    hard = ["Notwithstanding considerable methodological heterogeneity, interpersonal determinants demonstrably influence psychological recuperation."]  # fmt: skip
    assert grade(plain) < 4
    assert grade(hard) > 14
    assert grade([]) == 0
