"""No shipped text makes a forbidden claim, shouts, blames, labels or names a method."""

from collections import defaultdict
from pathlib import Path

import pytest
from reading_grade import grade, sentences, syllables
from shown_text import of_html, of_python, of_template, shown_texts
from wording_rules import faults

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kith"
ENOUGH_WORDS = 40  # below this a grade says nothing


def pages():
    """Texts by page: a template, or a TOML file with words."""
    found = defaultdict(list)
    for path, text in shown_texts(SOURCE):
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
    found = list(shown_texts(SOURCE))
    assert len(found) > 300, "the lint sees hardly any text: is it looking in the right place?"
    wrong = [(str(path.relative_to(SOURCE)), text, faults(text)) for path, text in found]
    assert not [row for row in wrong if row[2]]


def test_the_readme_and_the_package_keep_the_rules():
    """What is promised in public is held to the same list."""
    for name in ("README.md", "pyproject.toml"):
        for line in (ROOT / name).read_text(encoding="utf-8").split("\n\n"):
            assert not faults(line), (name, line)


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


def test_a_bad_text_in_any_kind_of_file_is_found(tmp_path):
    """Planted in a template, a TOML file and a module, each is reported."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>Your streak is 3</p>", encoding="utf-8")
    (tmp_path / "words.toml").write_text('line = "Therapy for you"', encoding="utf-8")
    (tmp_path / "view.py").write_text('said = _("Well done, you did it")', encoding="utf-8")
    wrong = {path.name for path, text in shown_texts(tmp_path) if faults(text)}
    assert wrong == {"page.html", "words.toml", "view.py"}


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
