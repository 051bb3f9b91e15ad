"""Reading in a child gives the same as reading here, and nothing a file does gets past it."""

import json
import subprocess
import sys
import time
from io import BytesIO

import pytest
from invented_files import ANSWERS, EXAMPLES, NOW

from kith import exchange
from kith.exchange import child, sandbox


@pytest.mark.parametrize("name", ["tidy", "contacts", "daylio", "howwefeel", "bearable"])
def test_the_child_reads_what_would_be_read_here(name, tmp_path):
    """Every record, zone, kind and note arrives as it was, from a path or from bytes."""
    data = EXAMPLES[name].encode()
    path = tmp_path / "diary.csv"
    path.write_bytes(data)
    here = list(exchange.read(data, ANSWERS, now=NOW).items())
    assert list(sandbox.read(path, ANSWERS, now=NOW).items()) == here
    assert sandbox.inspect(data, ANSWERS, now=NOW) == exchange.inspect(data, ANSWERS, now=NOW)


def test_the_zone_survives_the_way(mapping_for_table):
    """A time comes back in its own zone, not as a bare offset."""
    rows = [r for r in sandbox.read(EXAMPLES["table"].encode(), ANSWERS, mapping_for_table, now=NOW)
            if hasattr(r, "at")]  # fmt: skip
    assert {row.at.tzinfo.key for row in rows} == {"Europe/Berlin"}


def test_refusals_and_questions_come_through():
    """A refusal in the child is the same refusal here."""
    with pytest.raises(exchange.UnreadableFile, match="spreadsheet"):
        sandbox.inspect(b"PK\x03\x04 [Content_Types].xml", now=NOW)
    with pytest.raises(exchange.QuestionsOpen) as open_ones:
        sandbox.read(b"time,mood\n2024-05-01,3\n", {"tz": "Europe/Berlin"}, now=NOW)
    assert open_ones.value.keys == ("mood_scale",)


def test_a_reading_let_go_ends_its_child(monkeypatch):
    """Whoever stops reading half-way leaves no process behind."""
    data = EXAMPLES["tidy"] + EXAMPLES["tidy"].split("\n", 1)[1] * 5000
    children = []
    start = sandbox._start
    monkeypatch.setattr(sandbox, "_start", lambda: children.append(start()) or children[-1])
    items = sandbox.read(data.encode(), ANSWERS, now=NOW).items()
    next(items)
    assert children[0].poll() is None
    items.close()
    assert children[0].poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="these limits are those of Unix")
def test_a_reading_let_go_ends_a_child_that_is_stuck(monkeypatch):
    """Even one that never writes again is gone at once, not when its time is up."""
    script = "print('\"tidy\"', flush=True)\nprint('1', flush=True)\nwhile True: pass"
    monkeypatch.setattr(sandbox, "_start", lambda: _spinning(script, seconds=30))
    began = time.monotonic()
    items = sandbox.read(b"time,mood\n2024-05-01,3\n", now=NOW).items()
    assert next(items) == 1
    items.close()
    assert time.monotonic() - began < 10


LIMITED = (
    "import sys\nfrom kith.exchange import child\nchild.confine(0)\n"
    "try:\n    {attempt}\nexcept (PermissionError, MemoryError) as e:\n    sys.exit(7)\n"
    "except OSError:\n    sys.exit(7)\nsys.exit(0)\n"
)


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('/tmp/kith-written', 'w')",
        "import os; os.open('/tmp/kith-written', os.O_WRONLY | os.O_CREAT)",
        "import os; os.remove('/tmp/kith-none')",
        "bytearray(700 << 20)",
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="these limits are those of Unix")
def test_the_child_cannot_reach_out(attempt):
    """No network, no program, no file written, no more memory than allowed."""
    script = LIMITED.format(attempt=attempt)
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == 7


@pytest.mark.skipif(sys.platform == "win32", reason="these limits are those of Unix")
def test_a_child_that_never_ends_is_ended(monkeypatch):
    """A reader that spins is stopped by its limit on time and said to have taken too long."""
    monkeypatch.setattr(sandbox, "_start", lambda: _spinning("while True: pass", seconds=1))
    with pytest.raises(exchange.RefusedFile, match="took_too_long"):
        sandbox.inspect(b"time,mood\n2024-05-01,3\n", now=NOW)


@pytest.mark.skipif(sys.platform == "win32", reason="these limits are those of Unix")
def test_the_child_gives_itself_time_by_the_size_of_the_file():
    """Ten seconds and five for each megabyte, no file at all, and 512 megabytes of memory."""
    script = (
        "import resource\nfrom kith.exchange import child\nchild.confine(3 << 20)\n"
        "for name in ('CPU', 'FSIZE', 'AS'):\n"
        "    print(*resource.getrlimit(getattr(resource, f'RLIMIT_{name}')))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == ["25", "25", "0", "0", *[str(512 << 20)] * 2]


def test_the_child_is_confined_before_it_looks_at_the_file(monkeypatch):
    """The limits come with the size that it was told, and nothing is answered without them."""
    confined = []

    def confine(size):
        confined.append(size)
        raise exchange.RefusedFile("confined")

    monkeypatch.setattr(child, "confine", confine)
    asked = {"path": "", "parquet": False, "answers": {}, "size": 24, "do": "inspect"}
    said = BytesIO()
    child.main(BytesIO(json.dumps(asked).encode() + b"\ntime,mood\n2024-05-01,3\n"), said)
    assert confined == [24]
    assert json.loads(said.getvalue())[2] == "confined"


@pytest.mark.parametrize("script", ["import os; os.abort()", "print('{', flush=True)", "print(1)"])
def test_a_child_that_breaks_is_a_refusal(monkeypatch, script):
    """A crash or babble is one clear refusal."""
    monkeypatch.setattr(sandbox, "_start", lambda: _spinning(script, seconds=5))
    with pytest.raises(exchange.RefusedFile, match="reader_stopped"):
        sandbox.inspect(b"time,mood\n2024-05-01,3\n", now=NOW)


def _spinning(script: str, seconds: int) -> subprocess.Popen[bytes]:
    limit = (
        "import resource, sys; sys.stdin.buffer.readline();"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))\n"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-c", limit + script], **pipes)


@pytest.mark.skipif(sys.platform == "win32", reason="these limits are those of Unix")
def test_time_grows_with_the_file():
    """A small file has ten seconds, a large one longer in proportion."""
    script = (
        "import resource, sys; from kith.exchange import child; child.confine(int(sys.argv[1]));"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    limits = [
        int(subprocess.check_output([sys.executable, "-c", script, str(size)]))
        for size in (100, 40 << 20)
    ]
    assert limits == [10, 10 + 40 * child.SECONDS_A_MEGABYTE]
