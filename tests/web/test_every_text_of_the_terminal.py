"""Every text of the terminal comes from a catalogue: help, questions, sentences; and answers in Spanish."""

import argparse
import re
from contextlib import contextmanager, suppress

import pytest

import pseudo
from kith import cli, measures, practices, tongues
from kith.cli import checkin, practice

NAMES = {"kith", "Kith", "findahelpline", "com", "https", "org", "www"}


def words_of(text):
    return set(re.findall(r"[^\W\d_]{2,}", str(text)))


def parsers(parser):
    """Yield a parser and those of its actions."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from parsers(one)


def names_in(parser):
    """Return what is the same in every language: commands, options, what stands for a value."""
    known = words_of(parser.prog) | NAMES
    for action in parser._actions:
        known |= words_of(" ".join(action.option_strings)) | words_of(action.dest)
        known |= words_of(action.metavar or "") | words_of(" ".join(map(str, action.choices or ())))
    return known


def left(text, known):
    """Return what stands in no brackets and is no name."""
    return [one for one in pseudo.outside(text) if not words_of(one) <= known]


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_help_is_asked_for(name):
    """Of the command and of each of its actions; what argparse itself says as well."""
    with pseudo.spoken_everywhere():
        for parser in parsers(cli.parser_of(name)):
            told = parser.format_help()
            assert not left(told, names_in(parser) | words_of(" ".join(cli.COMMANDS))), told


def test_the_overview_is_asked_for():
    """`kith --help`, with Help now."""
    with pseudo.spoken_everywhere():
        told = cli._overview()
    assert not left(told, words_of(" ".join(cli.COMMANDS)) | NAMES), told


def test_it_would_find_a_help_without_a_catalogue(monkeypatch):
    """A test that finds nothing would show nothing."""
    monkeypatch.setattr("kith.cli.lock.add_arguments", lambda p: p.add_argument("x", help="a text"))
    with pseudo.spoken_everywhere():
        parser = cli.parser_of("lock")
        assert [one for one in left(parser.format_help(), names_in(parser)) if "a text" in one]


@contextmanager
def told_in_pseudo(capsys, monkeypatch):
    """Collect what is printed while nobody's language is spoken, also by `main`."""
    monkeypatch.setenv("KITH_LANG", pseudo.CODE)
    out = []
    with pseudo.spoken_everywhere():
        capsys.readouterr()
        yield out
        said = capsys.readouterr()
        out.append(said.out + said.err)


TIDY = (
    "time,mood,with,note\n2026-03-02T10:00Z,4,Amara;amara,hello\nsoon,2,,\n2026-03-03T10:00Z,9,,\n"
)
DAYLIO = "full_date,date,weekday,time,mood,activities,note_title,note\n2026-03-02,Mar 2,Mon,10:00,fair,tea,,x\n"
CHAT = "12/03/2022, 10:00 - Amara: hello\n12/03/2022, 10:01 - Tom: hi\n"
OWN = {"Amara", "amara", "Tom", "soon", "hello", "tea", "fair", "NAME", "FILE", "csv", "txt"}
OWN |= {
    "FOLDER",
    "vault",
    "json",
    "map",
    "answer",
    "answers",
    "mood",
    "scale",
    "order",
    "dmy",
    "mdy",
    "ymd",
    "date",
}
OWN |= {"people", "tz", "me", "skip", "when", "how", "who", "nobody", "docs", "importing", "md"}
RUNS = {
    "a diary": (("import", "FILE", "--dry-run"), TIDY),
    "a diary that is answered": (("import", "FILE", "--dry-run", "--answer", "mood_scale=1..10"), TIDY),
    "a wrong answer": (("import", "FILE", "--dry-run", "--answer", "mood_scale=qq"), TIDY),
    "daylio": (("import", "FILE", "--dry-run"), DAYLIO),
    "a chat": (("import", "FILE", "--dry-run"), CHAT),
    "a table": (("import", "FILE", "--dry-run"), "when;how;who\n1;2;nobody\n"),
    "no file": (("import", "nowhere.csv", "--dry-run"), ""),
    "no file named": (("import",), ""),
    "no command": (("nothing",), ""),
    "wrong days": (("report", "--days", "0"), ""),
    "a wrong ending": (("report", "x.doc"), ""),
    "half a plan": (("export", "x", "--with-plan"), ""),
    "a second passphrase alone": (("export", "x", "--second-passphrase"), ""),
    "answers that never leave": (("export", "x.json", "--fhir", "asq"), ""),
    "answers in a folder": (("export", "x", "--fhir", "gad7"), ""),
    "a backup over another": (("backup", "FILE"), "x"),
    "no such practice": (("practice", "run", "nothing"), ""),
    "an option that is not there": (("lock", "--nothing"), ""),
    "no such file of a practice": (("practice", "try", "nothing.toml"), ""),
    "a zone": (("remind", "--days", "mon", "--at", "9:00", "--zone", "Nowhere"), ""),
    "days": (("remind", "--days", "qq", "--at", "9:00"), ""),
    "a time": (("remind", "--days", "mon", "--at", "25:00"), ""),
    "a time in quiet hours": (("remind", "--days", "mon", "--at", "23:00"), ""),
    "too many times": (("remind", "--days", "mon", *("--at", "9:00", "--at", "10:00", "--at", "11:00", "--at", "12:00")), ""),
    "lines": (("safety", "helplines"), ""),
    "status": (("status", "--vault", "nowhere"), ""),
    "lock": (("lock", "--vault", "nowhere"), ""),
    "no such questionnaire": (("measure", "score", "nothing", "--answers", "FILE"), "[]"),
    "answers that do not fit": (("measure", "score", "gad7", "--answers", "FILE"), "[9]"),
    "answers": (("measure", "score", "gad7", "--answers", "FILE"), "[1,1,1,1,1,1,1]"),
    "hard answers": (("measure", "score", "phq9", "--answers", "FILE"), "[3,3,3,3,3,3,3,3,3]"),
}  # fmt: skip


@pytest.mark.parametrize("what", RUNS)
def test_what_a_command_says_is_asked_for(what, tmp_path, capsys, monkeypatch):
    """What was found, what was asked, what went wrong."""
    words, content = RUNS[what]
    file = tmp_path / "file.csv"
    file.write_text(content)
    args = [str(file) if word == "FILE" else word for word in words]
    with told_in_pseudo(capsys, monkeypatch) as out, suppress(SystemExit):
        cli.main(args)
    own = OWN | NAMES | words_of(str(tmp_path)) | words_of(" ".join(args))
    own |= set().union(*(words_of(measures.measure(name).name) for name in measures.ids()))
    own |= words_of("GAD PHQ SMS HH MM BR FR DE AU CA EU IE IT IN NL NZ GB US ES ZA")
    assert out[0].strip()
    assert not left(out[0], own), out[0]


class Typing:
    """Types what is in a list, then Enter; keeps what was asked."""

    def __init__(self, *lines):
        self.lines, self.asked = list(lines), []

    def __call__(self, prompt):
        self.asked.append(prompt)
        print(prompt)
        return self.lines.pop(0) if self.lines else ""


def test_a_check_in_asks_in_the_language_that_is_spoken(space, capsys, monkeypatch):
    """Every question, and every sentence when something cannot be read."""
    typed = Typing("qqq", "-4", "tired", "x" * 90, "Amara", "a note")
    with told_in_pseudo(capsys, monkeypatch) as out:
        assert checkin._check_in(typed) == 0
        assert checkin._check_in(Typing()) == 2
    assert not left(out[0], {"Amara", "tired"} | words_of("x" * 90)), out[0]


@pytest.mark.parametrize("name", sorted(practices.library().practices))
def test_a_practice_asks_in_the_language_that_is_spoken(name, capsys, monkeypatch):
    """From its first word to its last, with nothing answered but one wrong number."""
    with told_in_pseudo(capsys, monkeypatch) as out:
        practice.tried(practices.library().practices[name], Typing(*["777"] * 3))
    assert not left(out[0], {"skip", "stop"}), out[0]


def test_a_kept_practice_asks_in_the_language_that_is_spoken(space, capsys, monkeypatch, person):
    """About whom, where one goes on, and what can be made of it at the end."""
    person("Amara")
    with told_in_pseudo(capsys, monkeypatch) as out:
        for name in ("then_or_now", "intention", "compass"):
            practice.run_kept(name, Typing("qqq", "Amara", "7", "/stop"))
            practice.run_kept(name, Typing("yes", *["1"] * 40))
    assert not left(out[0], {"skip", "stop", "Amara", "qqq"}), out[0]


def test_a_half_is_typed_as_it_is_written_where_it_is_spoken():
    """With a comma in Spanish, with a point in English, where a comma could part two numbers."""
    with tongues.speaking("es"):
        assert checkin.mood_of("-4,5").valence == pytest.approx(-0.45)
        assert checkin.mood_of("5; -2,5").arousal == pytest.approx(-0.25)
        assert checkin.mood_of("muy mal").word == "rough"
    with pytest.raises(checkin.OneOrTwoError):
        checkin.mood_of("-4,5")


def test_days_of_the_week_are_understood_in_spanish_too():
    """By their first letters, with and without an accent, beside the English ones."""
    from kith.cli import remind

    assert remind._days("lun,mié,sab,dom") == {0, 2, 5, 6}
    assert remind._days("mon,mar,fri") == {0, 1, 4}


@pytest.mark.parametrize("typed", ["sí", "si", "SÍ", "s", "yes", "y."])
def test_yes_is_understood_in_every_language(typed):
    """Whatever language the question was in."""
    from kith.cli.asking import is_no, is_yes

    assert is_yes(typed)
    assert not is_no(typed)


def test_a_step_is_skipped_and_stopped_in_spanish_too():
    """The words of the help text."""
    from kith.cli.terminal import SkippedError, StoppedError, Terminal

    for typed, error in (("/saltar", SkippedError), ("/parar", StoppedError)):
        with pytest.raises(error):
            Terminal(lambda _, typed=typed: typed).line("> ")
