"""`kith talk history` in a terminal: who one is is asked, words are read if chosen, nothing is kept."""

import json

import pytest
from running_kith import command

LINES = ("ok", "You never listen to me", "Thank you for cooking last night, it meant a lot")


@pytest.fixture
def chat(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text(
        "".join(
            f"{1 + n // 30:02}/{4 + n // 700:02}/2023, {8 + n % 12:02}:{n % 60:02} - "
            f"{('Zeb Canary', 'Ines')[n % 2]}: {LINES[n % 3]}\n"
            for n in range(690)
        )
    )
    return path


def figures(chat, *words, said=""):
    done = command("talk", "history", chat, "--json", "--answer", "me=2", *words, said=said)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_who_one_is_is_asked_first(chat):
    """By number; a name does not stand on a command line and is not repeated."""
    asked = command("talk", "history", chat, said="")
    assert (asked.returncode, "  1  Zeb Canary" in asked.stdout) == (3, True)
    told = command("talk", "history", chat, "--json", said="")
    assert (told.returncode, json.loads(told.stdout)["questions"][0]["key"]) == (3, "me")
    named = command("talk", "history", chat, "--answer", "me=Ines", said="")
    assert (named.returncode, "Ines" in named.stderr + named.stdout) == (2, False)


def test_figures_without_words_and_with_those_that_were_chosen(chat):
    """Times and lengths first; one's own words, or both."""
    plain = figures(chat)
    assert (plain["messages"], plain["reads"], plain["messages_read"]) == (
        {"me": 345, "them": 345},
        "none",
        0,
    )
    assert set(plain["totals"]) == {"messages", "characters", "starts", "answers"}
    own = figures(chat, "--reads", "own")
    assert (
        own["totals"]["barriers"]["me"]["value"],
        own["totals"]["barriers"]["them"]["value"],
    ) == (115, 0)
    both = figures(chat, "--reads", "both")
    assert both["totals"]["barriers"]["them"]["value"] == 115
    assert both["stretches"] == {
        "count": 0, "repaired": 0, "repaired_by": {"me": 0, "them": 0}, "each": [],
    }  # fmt: skip
    assert not any(line in json.dumps(both) for line in LINES[1:])
    assert "Canary" not in json.dumps(both)


def test_a_month_and_a_topic(chat, tmp_path):
    """Too few messages say how many and no more; a topic's words come from a file or standard input."""
    assert figures(chat, "--month", "2023-05")["messages"] == {"me": 0, "them": 0}
    topic = figures(chat, "--topic", "-", said="cooking\n")
    assert (topic["messages"], topic["enough"], topic["totals"]) == (
        {"me": 115, "them": 115},
        False,
        {},
    )
    for wrong in (("--month", "May"), ("--topic", tmp_path / "none")):
        assert command("talk", "history", chat, *wrong, said="").returncode == 2


def test_lines_for_a_terminal(chat):
    """They say what an interval is, and that silence says nothing."""
    told = command("talk", "history", chat, "--answer", "me=1", said="").stdout
    assert "Messages: 345 of yours, 345 of theirs." in told
    assert "never means that all is well" in told
    few = command("talk", "history", chat, "--answer", "me=1", "--month", "2023-03", said="").stdout
    assert "Not enough yet" in few


def test_threats_end_the_two_sides(chat):
    """Only counts of messages are left, and where help is."""
    chat.write_text(
        chat.read_text() + "24/04/2023, 12:00 - Ines: Show me your phone or we are done\n"
    )
    found = figures(chat, "--reads", "own")
    assert (found["held"], found["totals"], found["months"]) == ("threat_or_control", {}, [])
    told = command("talk", "history", chat, "--answer", "me=2", "--reads", "own", said="").stdout
    assert "Help now" in told
    assert "Minutes" not in told


def test_what_is_no_chat_of_two_is_refused(tmp_path):
    """A diary, a group."""
    path = tmp_path / "file"
    path.write_text("time,mood\n2026-01-02T10:00Z,0.5\n2026-01-02T11:00Z,-0.5\n")
    assert command("talk", "history", path, said="").returncode == 4
    path.write_text("".join(f"13/04/2023, 09:15 - {who}: x\n" for who in ("Ana", "Ben", "Cy")))
    group = command("talk", "history", path, "--answer", "me=1", said="")
    assert (group.returncode, "More than two people" in group.stderr) == (4, True)
