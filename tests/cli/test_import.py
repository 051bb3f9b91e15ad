"""`kith import` in a terminal: look first, answer, all of it or nothing, and back again."""

import json
import os
import resource
import signal
import time
from datetime import UTC, datetime, timedelta

import pytest
from running_kith import begun, command, held, made

from kith import vault

NOTHING = {"CheckIn": 0, "Contact": 0, "Writing": 0, "Person": 0, "ImportBatch": 0}
TIDY = "time,mood,with\n2026-01-02T10:00Z,6,Amara;Dad\n2026-01-02T15:00Z,4,\nsoon canary,5,Dad\n"
SCALE = ("--answer", "mood_scale=1..10")
KEYS = {
    "format",
    "sure",
    "checkins",
    "contacts",
    "people",
    "messages",
    "entries",
    "writings",
    "first",
    "last",
    "questions",
    "not_understood",
}
MAP = """schema = 1
[time]
column = "quand"
zone = "Europe/Paris"
[mood]
column = "humeur"
min = 0
max = 10
"""
ROWS = 1_000  # with long notes: more than is held in memory before it goes to the disk


@pytest.fixture
def folder(tmp_path):
    made(tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def diary(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text(TIDY)
    return path


@pytest.fixture
def long_diary(tmp_path):
    path = tmp_path / "long.csv"
    hours = (f"{1990 + i // 8760}-01-{1 + i % 28:02}T{i % 24:02}:00Z" for i in range(ROWS))
    lines = (f"{at},{i % 10 + 1},Ana;Ben,note {i} {'x' * 6000}" for i, at in enumerate(hours))
    path.write_text("time,mood,with,note\n" + "\n".join(lines) + "\n")
    return path


def bring(folder, *words, **how):
    return command("import", *words, "--vault", folder, "--passphrase-stdin", **how)


def test_a_dry_run_asks_for_no_vault_and_prints_these_keys(diary):
    """What `--dry-run --json` prints is settled; a program may rely on each key and no other."""
    asked = command("import", diary, "--dry-run", "--json", said="")
    assert asked.returncode == 3
    assert set(json.loads(asked.stdout)) == KEYS
    assert [q["key"] for q in json.loads(asked.stdout)["questions"]] == ["mood_scale"]
    answered = command("import", diary, "--dry-run", "--json", *SCALE, said="")
    assert answered.returncode == 0
    told = json.loads(answered.stdout)
    assert set(told) == KEYS
    assert (told["checkins"], told["people"], told["questions"]) == (2, 2, [])
    assert told["not_understood"] == [{"line": 4, "why": "not_a_time"}]
    assert "canary" not in answered.stdout


def test_an_open_question_brings_nothing_in(folder, diary):
    """The scale is asked, never guessed; the answer is shown as one types it."""
    told = bring(folder, diary)
    assert told.returncode == 3
    assert "--answer mood_scale=" in told.stdout
    assert held(folder) == NOTHING


def test_a_file_comes_in_is_listed_and_is_taken_back(folder, diary):
    """The whole way there and back, with a number to call the import by."""
    told = bring(folder, diary, *SCALE)
    assert told.returncode == 0, told.stderr
    assert "Brought in 2 check-ins" in told.stdout
    assert "kith import --undo 1" in told.stdout
    assert held(folder) == {**NOTHING, "CheckIn": 2, "Person": 2, "ImportBatch": 1}
    again = bring(folder, diary, *SCALE, "--json")
    assert json.loads(again.stdout)["stored"]["already_here"] == 2
    assert set(json.loads(again.stdout)) == KEYS | {"import", "stored"}
    assert json.loads(again.stdout)["import"] == 1
    said = bring(folder, diary, *SCALE).stdout
    assert "All of this file is here already. Nothing was added." in said
    assert "It came in with import 1." in said
    (first,) = json.loads(bring(folder, "--list", "--json").stdout)
    assert (first["import"], first["undone"]) == (1, False)
    back = bring(folder, "--undo", "1")
    assert back.returncode == 0
    assert "What you wrote yourself is untouched." in back.stdout
    assert held(folder) == {**NOTHING, "ImportBatch": 1}
    assert "taken back" in bring(folder, "--list").stdout
    twice = bring(folder, "--undo", "1")
    assert twice.returncode == 2
    assert "Nothing was changed" in twice.stderr


def test_people_of_an_address_book_come_in_and_go_again(folder, tmp_path):
    """A file without a day has people only; twice it adds nothing."""
    path = tmp_path / "all.vcf"
    path.write_text("BEGIN:VCARD\nFN:Ana\nNOTE:quiet\nEND:VCARD\nBEGIN:VCARD\nTEL:1\nEND:VCARD\n")
    told = bring(folder, path)
    assert told.returncode == 0, told.stderr
    assert "1 new person" in told.stdout
    assert held(folder) == {**NOTHING, "Person": 1, "ImportBatch": 1}
    assert "All of this file is here already" in bring(folder, path).stdout
    assert bring(folder, "--undo", "1").returncode == 0
    assert held(folder) == {**NOTHING, "ImportBatch": 1}


def test_a_password_stands_on_no_command_line(tmp_path):
    """It comes from standard input or a file, and no answer of Kith holds it."""
    path = tmp_path / "journal.txt"
    path.write_bytes(b"gAAAAAB" + b"x" * 130)
    asked = command("import", path, "--dry-run", said="")
    assert asked.returncode == 3
    assert "What is the password?" in asked.stdout
    refused = command("import", path, "--dry-run", "--answer", "password=canary", said="")
    assert refused.returncode == 2
    wrong = command("import", path, "--dry-run", "--answers", "-", said='{"password": "canary"}')
    assert wrong.returncode == 3
    assert "That password does not open this journal" in wrong.stdout
    assert "canary" not in refused.stdout + refused.stderr + wrong.stdout + wrong.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("days", "note", "line"),
    [
        (1, "I am going to kill myself tonight. I have the pills here.", "people to talk to"),
        (1, "he hit me again and I am scared he will kill me", "do not feel safe"),
        (1, "a walk with the dog", ""),
        (40, "I am going to kill myself tonight. I have the pills here.", ""),
    ],
)
def test_recent_words_that_came_in_bring_the_quiet_line_first(folder, tmp_path, days, note, line):
    """As on the page: only of the last days, before what came in, never repeated; JSON has it too."""
    day = (datetime.now(UTC) - timedelta(days=days)).date().isoformat()
    diary = tmp_path / "d.csv"
    heading = "full_date,date,weekday,time,mood,activities,note_title,note"
    diary.write_text(f'{heading}\n{day},,,10:00,good,,,"{note}"\n{day},,,11:00,good,,,\n')
    told = bring(folder, diary, "--tz", "UTC")
    assert told.returncode == 0, told.stderr
    first = told.stdout.splitlines()[0]
    assert (line in first) if line else first.startswith("Brought in 2")
    assert note not in told.stdout + told.stderr
    if "people" in line:
        assert "people to talk to" not in bring(folder, diary, "--tz", "UTC").stdout
    bring(folder, "--undo", "1")
    as_json = json.loads(bring(folder, diary, "--tz", "UTC", "--json").stdout)
    assert bool(as_json.get("help_now")) is bool(line)


def answers_in_fhir(name, said):
    """A response of another program, of now."""
    items = [{"linkId": code, "answer": [{"valueInteger": one}]} for code, one in said.items()]
    return json.dumps(
        {
            "resourceType": "QuestionnaireResponse",
            "status": "completed",
            "authored": datetime.now(UTC).isoformat(),
            "questionnaire": f"urn:kith:questionnaire:{name}",
            "item": items,
        }
    )


def test_answers_that_came_in_are_named(folder, tmp_path):
    """A file of answers brings answers, and the terminal says so."""
    file = tmp_path / "answers.json"
    file.write_text(answers_in_fhir("gad7", {f"gad7_{n}": 1 for n in range(1, 8)}))
    assert "answers to 1 questionnaire" in bring(folder, file).stdout


def test_answers_that_only_lead_to_help_are_not_kept_and_told(folder, tmp_path):
    """Help comes first; the report says that they were not kept, in JSON as well."""
    file = tmp_path / "answers.json"
    file.write_text(answers_in_fhir("asq", {"asq_1": 1, "asq_5": 1}))
    told = bring(folder, file)
    assert told.returncode == 0, told.stderr
    assert "kith help" in told.stdout.splitlines()[0] or "help" in told.stdout.splitlines()[0]
    assert "Answers that only lead to help, and are not kept in Kith: 1." in told.stdout
    assert held(folder)["ImportBatch"] == 0
    assert json.loads(bring(folder, file, "--json").stdout)["help_now"]


def test_a_mapping_says_which_column_is_what(folder, tmp_path):
    """A table in nobody's format comes in with a mapping beside it."""
    table, mapping = tmp_path / "t.csv", tmp_path / "map.toml"
    table.write_text("quand,humeur\n2026-01-02 10:00,6\n2026-01-03 10:00,4\n")
    mapping.write_text(MAP)
    told = bring(folder, table, "--map", mapping)
    assert told.returncode == 0, told.stdout + told.stderr
    assert held(folder)["CheckIn"] == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "which file"),
        (("diary.csv", "--answer", "mood_scale"), 2, "KEY=VALUE"),
        (("nowhere.csv",), 4, "no such file"),
        (("notes.pdf",), 4, "neither a table nor an export"),
        (("huge.csv",), 5, "larger than 100 MB"),
    ],
)
@pytest.mark.usefixtures("diary", "huge", "pdf")
def test_each_refusal_has_its_exit_code_and_a_sentence(folder, tmp_path, words, code, said):
    """What happened, that nothing was changed, what to do."""
    told = bring(folder, *words, cwd=tmp_path)
    assert told.returncode == code
    assert said in told.stderr
    assert "othing was changed" in told.stderr
    assert "canary" not in told.stdout + told.stderr
    assert held(folder) == NOTHING


@pytest.fixture
def huge(tmp_path):
    """A table far longer than is read; it takes no room on the disk."""
    with (tmp_path / "huge.csv").open("wb") as file:
        file.write(TIDY.encode())
        file.truncate(200 << 20)


@pytest.fixture
def pdf(tmp_path):
    """No table at all."""
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7 binary canary")


def test_a_wrong_passphrase_opens_nothing(folder, diary):
    """Exit code 4, and what was typed is not repeated."""
    told = bring(folder, diary, *SCALE, said="a wrong canary passphrase")
    assert told.returncode == 4
    assert "canary" not in told.stdout + told.stderr
    assert held(folder) == NOTHING


def writing_begins(folder, before):
    """Wait until rows of the import are on their way to the disk."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        wal = folder / "vault.db-wal"
        if wal.exists() and wal.stat().st_size > before + 200_000:
            return
        time.sleep(0.01)
    raise AssertionError("the import wrote nothing")


@pytest.mark.parametrize(
    ("sign", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_an_import_that_is_stopped_half_way_leaves_nothing(folder, long_diary, sign, code):
    """Ctrl-C or a kill in the middle of writing: the vault opens, and nothing of the file is in it."""
    assert held(folder) == NOTHING  # and the tables are there
    words = ("import", long_diary, *SCALE, "--vault", folder, "--passphrase-stdin")
    child = begun("-m", "kith", *words)
    child.stdin.write("quiet river under early light\n")
    child.stdin.flush()
    writing_begins(folder, 0)
    os.kill(child.pid, sign)
    out, err = child.communicate()
    assert child.returncode == code, out + err
    assert "Traceback" not in err
    if sign is signal.SIGINT:
        assert "stopped and taken back. Nothing was lost" in err
    assert held(folder) == NOTHING
    if sign is signal.SIGKILL:
        assert bring(folder, long_diary, *SCALE).returncode == 0  # all of it in one go
        assert held(folder) == {**NOTHING, "CheckIn": ROWS, "Person": 2, "ImportBatch": 1}


def test_an_import_that_the_disk_has_no_room_for_leaves_nothing(folder, long_diary):
    """Exit code 1 and a sentence; the vault is as it was."""
    assert held(folder) == NOTHING
    room = max(path.stat().st_size for path in folder.iterdir()) + 600_000

    def narrow():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    told = bring(folder, long_diary, *SCALE, preexec_fn=narrow)
    assert told.returncode == 1, told.stdout + told.stderr
    assert "othing was" in told.stderr
    assert held(folder) == NOTHING
    assert vault.exists(folder)


def test_an_unknown_table_names_its_columns_and_the_way_on(tmp_path):
    """Headings are no content; one made to harm the terminal is shown short and harmless."""
    table = tmp_path / "t.csv"
    table.write_text(f"quand,humeur,\x1b[31mred \u202e,{'a' * 300}\n2026-01-02 10:00,6,x,y\n")
    told = command("import", table, "--dry-run", said="")
    assert told.returncode == 3
    assert "Its columns: quand · humeur · " in told.stdout
    assert "--map FILE" in told.stdout
    assert "--answer" not in told.stdout
    assert not {"\x1b", "\u202e"} & set(told.stdout)
    assert "a" * 41 not in told.stdout


def test_an_answer_that_is_none_is_told(diary):
    """What was typed, that it was not understood, and the question once more."""
    told = command("import", diary, "--dry-run", "--answer", "mood_scale=five", said="")
    assert told.returncode == 3
    assert "“five” was not understood" in told.stdout
    assert "for instance 1 to 10, or -4 to 4" in told.stdout
    assert "--answer mood_scale=" in told.stdout
    slip = command("import", diary, "--dry-run", "--answer", "moodscale=1..5", said="")
    assert slip.returncode == 2
    assert "no question with that name (moodscale)" in slip.stderr


def test_the_people_of_a_file_are_named_on_the_screen_only(folder, tmp_path):
    """Who would come in, and which spellings are one person; never in the report for programs."""
    diary = tmp_path / "d.csv"
    diary.write_text(
        "time,valence,with\n2026-01-02T10:00Z,0.5,Amara;Dad\n2026-01-03T10:00Z,0.1,amara\n"
    )
    told = command("import", diary, "--dry-run", said="").stdout
    assert "People, and how often: Amara (1) · Dad (1) · amara (1)" in told
    assert "Taken as one person: “Amara” · “amara”" in told
    assert "2 people" in told
    assert "Amara" not in command("import", diary, "--dry-run", "--json", said="").stdout
    assert "2 new people" in bring(folder, diary).stdout
    assert held(folder)["Person"] == 2


def test_the_dry_run_and_what_came_in_count_alike(folder, tmp_path):
    """The same words and numbers before and after."""
    diary = tmp_path / "d.csv"
    diary.write_text(
        "time,valence,with,note\n2026-01-02T10:00Z,0.5,Ana,one\n2026-01-03T10:00Z,,Ana,\n"
        "2026-01-04T10:00Z,,,two\nsoon,1,,\n"
    )
    dry = command("import", diary, "--dry-run", said="").stdout
    done = bring(folder, diary).stdout
    same = (
        "1 check-in, 2 check-ins without a mood, 2 that name someone, 0 contacts by themselves, "
        "2 with text, 1 "
    )
    assert f"{same}person" in dry
    assert "counts as a contact with them" in dry
    assert f"{same}new person" in done
    assert "1 row not fully understood" in dry
    assert "1 row not fully understood" in done
    listed = bring(folder, "--list").stdout
    assert "d.csv (a tidy diary)" in listed
    assert f"{same}new person" in listed
    (told,) = json.loads(bring(folder, "--list", "--json").stdout)
    assert (told["file"], told["stored"]["checkins"]) == ("d.csv", 1)


def test_a_folder_ends_in_a_sentence(folder, tmp_path):
    """Which file is for the person to say."""
    told = bring(folder, tmp_path)
    assert told.returncode == 4
    assert (
        "This is a folder, not a file. Nothing was changed. You could name one file" in told.stderr
    )


CHAT = """14/08/2023, 09:15 - Messages and calls are end-to-end encrypted. Tap to learn more.
14/08/2023, 09:15 - Zeb Canary: good morning canary
14/08/2023, 09:20 - Ines: hello
and more
14/08/2023, 19:20 - Ines: canary again
"""


def test_a_chat_brings_contacts_and_no_words(folder, tmp_path):
    """Who the person is is told by a number; a name does not belong on a command line."""
    path = tmp_path / "chat.txt"
    path.write_text(CHAT)
    asked = command("import", path, "--dry-run", said="")
    assert asked.returncode == 3
    assert "  1  Zeb Canary\n  2  Ines\n" in asked.stdout
    assert "--answer me=1" in asked.stdout
    named = command("import", path, "--dry-run", "--answer", "me=Ines", said="")
    assert named.returncode == 2
    assert "Ines" not in named.stderr
    told = json.loads(
        command("import", path, "--dry-run", "--json", "--answer", "me=1", said="").stdout
    )
    assert set(told) == KEYS
    assert [told[name] for name in ("format", "entries", "messages", "contacts", "people")] == [
        "whatsapp", 4, 3, 2, 1,
    ]  # fmt: skip
    brought = bring(folder, path, "--answer", "me=1")
    assert brought.returncode == 0, brought.stderr
    assert "3 messages counted" in brought.stdout
    assert NOTHING | held(folder) == NOTHING | {"Contact": 2, "Person": 1, "ImportBatch": 1}
    assert "All of this file is here already" in bring(folder, path, "--answer", "me=1").stdout
    assert bring(folder, "--undo", "1").returncode == 0
    assert held(folder)["Contact"] == held(folder)["Person"] == 0
