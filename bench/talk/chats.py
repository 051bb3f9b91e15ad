"""How long a chat takes: parsed, looked at and read, beside chat-miner and whatstk on the same file.

python bench/talk/chats.py [--messages 500000] [--seed 1] [--peers PYTHON]

Writes a chat as WhatsApp does (brackets, British dates, pictures left out, messages of several
lines), with texts of the SMS corpus where it is at hand. Each row runs in a process of its own:
processor seconds and the most memory. Peers need a Python that has them (`--peers`); without one
their rows say so. Prints counts alone.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

MEASURED = """
import json, resource, sys
sys.path[:0] = {path!r}
def work(file):
{work}
found = work({file!r})
own, kids = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([own.ru_utime + own.ru_stime + kids.ru_utime + kids.ru_stime,
                  max(own.ru_maxrss, kids.ru_maxrss) // 1024, found]))
"""
ANSWERS = "{'tz': 'Europe/Berlin', 'me': '1'}"
OWN = {
    "kith: parsed with its words": f"""
    from kith import exchange
    items = exchange.read(file, {ANSWERS}, texts=True).items()
    return sum(item.count for item in items if isinstance(item, exchange.Messages))
""",
    "kith import: looked at and read in the child": f"""
    from kith.exchange import sandbox
    found, reading = sandbox.looked(file, {ANSWERS})
    for item in reading.items():
        pass
    return found.messages
""",
    "kith talk history, no words": f"""
    from kith.exchange import sandbox
    from kith.exchange.two_sides import messages_of
    from kith.talk.history import history
    found = history(messages_of(sandbox.read(file, {ANSWERS})))
    return found.messages.me + found.messages.them
""",
}
STORED = """
    import contextlib, io, tempfile
    from pathlib import Path
    from kith import vault
    from kith.cli import main
    said = 'as long as a passphrase has to be'
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / 'vault'
        vault.create(place, said)
        sys.stdin = io.StringIO(said + '\\n{"me": "1"}')
        words = ['import', file, '--tz', 'Europe/Berlin', '--vault', str(place), '--json']
        with contextlib.redirect_stdout(io.StringIO()) as out:
            main([*words, '--answers', '-', '--passphrase-stdin'])
    return json.loads(out.getvalue())['stored']['messages']
"""
READ = f"""
    from kith.exchange import sandbox
    from kith.exchange.two_sides import messages_of
    from kith.talk.history import Reads, history
    reading = sandbox.read(file, {ANSWERS}, texts=True)
    found = history(messages_of(reading), Reads.BOTH)
    return found.read
"""
VADER = """
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    peer = SentimentIntensityAnalyzer()
    count = 0
    with open(file, encoding='utf-8') as lines:
        for line in lines:
            count += line[0] == '['
            peer.polarity_scores(line.partition(': ')[2])
    return count
"""
PEERS = {
    "whatstk 0.9.1": """
    from whatstk import df_from_whatsapp
    return len(df_from_whatsapp(file, hformat='[%d/%m/%Y, %H:%M:%S] %name:'))
""",
    "chat-miner 0.6.0": """
    import logging
    from chatminer.chatparsers import WhatsAppParser
    parser = WhatsAppParser(file)
    parser.parse_file()
    return len(parser.parsed_messages.get_df())
""",
}


def texts() -> list[str]:
    """Return texts of the SMS corpus, or a few lines where it is not at hand."""
    import sets

    try:
        found = [text for text, _ in sets.sms()]
    except OSError:
        found = []
    return found or ["ok", "see you at six", "what was that like for you?", "You never listen"]


def written(folder: Path, count: int, seed: int) -> Path:
    """Write a chat of two with as many messages."""
    chance, said = random.Random(seed), texts()
    at = datetime(2010, 1, 3, 8)  # noqa: DTZ001 (an export names no zone)
    path = folder / "_chat.txt"
    with path.open("w", encoding="utf-8") as out:
        for _ in range(count):
            at += timedelta(
                seconds=int(chance.expovariate(1 / (60 if chance.random() < 0.97 else 15_000)))
            )
            text = " ".join(chance.choice(said).split())
            roll = chance.random()
            text = (
                "\u200eimage omitted"
                if roll < 0.04
                else f"{text}\nand more"
                if roll < 0.07
                else text
            )
            out.write(
                f"[{at:%d/%m/%Y, %H:%M:%S}] {chance.choice(('Anna', 'Ben Müller'))}: {text}\n"
            )
    return path


def measured(python: str, work: str, file: Path, path: list[str]) -> list[float] | None:
    """Run something in a process of its own; None where it did not end well."""
    script = MEASURED.format(path=path, work=work, file=str(file))
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  did not end well: {done.stderr.strip().splitlines()[-1:]}")
        return None
    found: list[float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def told(name: str, found: list[float] | None) -> None:
    """Print one row."""
    if found is None:
        return
    seconds, memory, count = found
    print(
        f"{name:<46} {seconds:7.2f} s {memory:5.0f} MB {count:9,.0f} {count / seconds:11,.0f} a second"
    )


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", default="", help="a Python that has whatstk and chat-miner")
    args = parser.parse_args()
    from loops import reference

    product, loop = reference()
    print(f"reference: numpy product {product * 1000:.0f} ms, Python loop {loop * 1000:.0f} ms")
    source = str(HERE.parents[1] / "src")
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder), args.messages, args.seed)
        print(f"{args.messages:,} messages, {file.stat().st_size / 1e6:.1f} MB, seed {args.seed}")
        for name, work in OWN.items():
            told(name, measured(sys.executable, work, file, [source]))
        told("kith import, into a vault", measured(sys.executable, STORED, file, [source]))
        told("kith talk history, both sides' words", measured(sys.executable, READ, file, [source]))
        vader = measured(args.peers, VADER, file, [source]) if args.peers else None
        told("VADER over the lines of the file", vader)
        for name, work in PEERS.items():
            if args.peers:
                told(name, measured(args.peers, work, file, []))
            else:
                print(f"{name:<46} skipped: no Python with it was named (--peers)")


if __name__ == "__main__":
    main()
