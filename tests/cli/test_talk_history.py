"""`kith talk history` in a terminal: who one is is asked, words are read if chosen, nothing is kept."""

import json
from datetime import UTC, datetime, timedelta

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
    assert (group.returncode, "  1  Ben (1)" in group.stdout) == (3, True)


def in_group(path, count=900):
    """Write a group of three, one message a minute, in turn."""
    path.write_text(
        "".join(
            f"{13 + n // 1440:02}/04/2023, {n // 60 % 24:02}:{n % 60:02} - "
            f"{('Ana', 'Ben', 'Cy')[n % 3]}: {'You never listen' if n % 2 else 'ok'}\n"
            for n in range(count)
        )
    )
    return path


def test_a_group_is_looked_at_with_one_other_and_without_its_words(tmp_path):
    """Only what comes right after one another is an answer; words are refused with a sentence."""
    path = in_group(tmp_path / "group.txt")
    asked = command("talk", "history", path, "--json", "--answer", "me=1", said="")
    assert asked.returncode == 3
    assert json.loads(asked.stdout)["questions"][0]["options"] == [
        {"number": 1, "name": "Ben", "messages": 300},
        {"number": 2, "name": "Cy", "messages": 300},
    ]
    done = command("talk", "history", path, "--json", "--answer", "me=1", "--with", "1", said="")
    found = json.loads(done.stdout)
    assert found["messages"] == {"me": 300, "them": 300}
    answers = found["totals"]["answers"]
    assert (answers["me"]["value"], answers["them"]["value"]) == (0, 300)  # Ana writes after Cy
    assert "Cy" not in done.stdout
    for wrong, words in (
        (("--with", "9"), "has that number"),
        (("--with", "1", "--reads", "own"), "to whom"),
    ):
        refused = command("talk", "history", path, "--answer", "me=1", *wrong, said="")
        assert (refused.returncode, words in refused.stderr) == (4, True)


def archive(path, *chats):
    """Write an export of all chats, as Telegram does it; each is a name, a number, and how many wrote how much."""
    listed = [
        {
            "name": name, "type": "personal_chat" if len(counts) < 3 else "private_group", "id": place,
            "messages": [
                {"id": n, "type": "message", "date_unixtime": str(1_700_000_000 + 60 * n),
                 "from": who, "from_id": f"user{who}", "text": f"canary {n}"}
                for n, who in enumerate(who for _ in range(max(counts.values())) for who in counts)
            ],
        }
        for place, (name, counts) in enumerate(chats, 1)
    ]  # fmt: skip
    path.write_text(
        json.dumps({"personal_information": {"user_id": "me"}, "chats": {"list": listed}}), "utf-8"
    )
    return path


def test_one_chat_of_an_archive_is_chosen_by_its_number(tmp_path):
    """Equal names, names that steer a terminal, and an empty one; nothing of the others is counted."""
    path = archive(
        tmp_path / "result.json",
        ("Robin", {"me": 5, "a": 5}),
        ("Robin", {"me": 210, "b": 210}),
        ("\x1b[31mred\u202e", {"me": 3, "c": 3, "d": 3}),
        ("", {"me": 2, "e": 2}),
    )
    asked = command("talk", "history", path, said="")
    assert (asked.returncode, "There are 4 chats" in asked.stdout) == (3, True)
    told = command("talk", "history", path, "--list", said="")
    assert told.returncode == 0
    assert "  2  Robin: 420 messages, 2023-11-14 to 2023-11-15" in told.stdout
    assert "  3  " in told.stdout
    assert "\x1b" not in told.stdout
    assert "\u202e" not in told.stdout
    rows = json.loads(command("talk", "history", path, "--list", "--json", said="").stdout)["chats"]
    assert [(one["number"], one["messages"], one["others"]) for one in rows] == [
        (2, 420, 1), (1, 10, 1), (3, 9, 2), (4, 4, 1),
    ]  # fmt: skip
    assert "canary" not in json.dumps(rows)
    for number, messages in ((1, {"me": 5, "them": 5}), (2, {"me": 210, "them": 210})):
        found = command("talk", "history", path, "--json", "--chat", str(number), said="")
        assert json.loads(found.stdout)["messages"] == messages
    assert "More than two" in command("talk", "history", path, "--chat", "3", said="").stdout
    none = command("talk", "history", path, "--chat", "7", said="")
    assert (none.returncode, "no chat of that number" in none.stderr) == (4, True)


def test_heavy_words_of_the_last_days_bring_the_quiet_line(tmp_path):
    """One's own, or both where that was chosen; older ones and those that were not read bring nothing."""
    now = datetime.now(UTC)

    def brings(days, who, *words):
        path = tmp_path / "chat.txt"
        at = now - timedelta(days=days)
        path.write_text(
            "".join(
                f"[{at:%Y-%m-%d, %H:%M:%S}] {name}: {said}\n"
                for name, said in (("Ana", "hi"), ("Ben", "hi"), (who, "I want to kill myself"))
            )
        )
        done = command("talk", "history", path, "--json", "--answer", "me=1", *words, said="")
        return "help_now" in json.loads(done.stdout)

    own, both = ("--reads", "own"), ("--reads", "both")
    assert brings(1, "Ana", *own)
    assert brings(1, "Ben", *both)
    assert not brings(1, "Ben", *own)
    assert not brings(1, "Ana")
    assert not brings(20, "Ana", *own)
