# ruff: noqa: E402 (the number of threads is said before numpy is imported)
"""How good the reader of messages is and how fast it reads. Prints counts only, never a text.

python bench/talk_reader.py                 false alarms on kept texts, seed pairs, speed
python bench/talk_reader.py --left-out      what each writer of KithGold gets from a reader that never saw them
python bench/talk_reader.py --emotions      the emotions of GoEmotions (dev) from words and pairs
python bench/talk_reader.py --fairness      other Englishes beside plain English, words for who somebody is
python bench/talk_reader.py --test FILE...  any file of KithGold's form: for final figures
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np

sys.path.insert(0, str(Path(__file__).parent / "talk"))

import sets
from figures import Read, alarms, faithful, of_labels
from fitting import auc
from loops import reference

from kith.talk import BARRIERS, Reading, read, read_many
from kith.talk.first import worth_reading
from kith.talk.many import Reader
from kith.talk.reading import score
from kith.talk.weights import weights
from kith.talk.words import fold

MOST = 4000


def kept() -> dict[str, list[str]]:
    """Give the texts that nothing was learned from and no bar was set on."""
    texts, marks, names = sets.emotions("dev")
    good = {names.index(name) for name in sets.KIND}
    return {
        "kind comments (GoEmotions dev)": [
            t for t, m in zip(texts, marks, strict=True) if set(m) <= good
        ],
        "therapists' sentences": [t for t, part in sets.counsel() if part == "kept"][:MOST],
        "polite requests": [t for t, s, part in sets.polite() if part == "kept" and s > 0.5],
        "text messages": [t for t, part in sets.sms() if part == "kept"][:MOST],
    }


def false_alarms() -> None:
    """Print how often a barrier is shown on kind and ordinary texts."""
    kind = [0, 0, 0]
    for name, texts in kept().items():
        found = [{f.label for f in r.findings} & set(BARRIERS) for r in read_many(texts)]
        some, grave = (
            sum(map(bool, found)),
            sum(bool(x & {"contempt", "threat_control"}) for x in found),
        )
        print(
            f"{name:32} {len(texts):5d}  any barrier {some:3d} ({100 * some / len(texts):.2f} %)  contempt or threat {grave} ({100 * grave / len(texts):.3f} %)"
        )
        if name != "text messages":
            kind = [a + b for a, b in zip(kind, (len(texts), some, grave), strict=True)]
    print(
        f"{'all kind':32} {kind[0]:5d}  any barrier {kind[1]:3d} ({100 * kind[1] / kind[0]:.2f} %)  contempt or threat {kind[2]} ({100 * kind[2] / kind[0]:.3f} %)"
    )


def any_barrier(reading: Reading) -> float:
    """Give the chance of the likeliest barrier."""
    return max(reading.probabilities[label] for label in BARRIERS)


def halves() -> None:
    """Print whether the chance of what is shown in the first pairs hangs on the shown words."""
    halved, total = faithful([b for _, b, _ in sets.seed_pairs()], read)
    print(f"seed pairs: without the shown words the chance halves in {halved} of {total}")


def seeds() -> None:
    """Print how the sixty pairs that were written first are told apart."""
    pairs = sets.seed_pairs()
    bad = np.array([any_barrier(read(b)) for _, b, _ in pairs])
    good = np.array([any_barrier(read(k)) for _, _, k in pairs])
    truth = np.r_[np.ones(len(bad)), np.zeros(len(good))]
    print(
        f"seed pairs: {len(pairs)}, AUC of any barrier {auc(np.r_[bad, good], truth):.3f}, pairs won {np.mean(bad > good):.3f}, shown {np.mean([any(f.label in BARRIERS for f in read(b).findings) for _, b, _ in pairs]):.2f} of barriers and {np.mean([any(f.label in BARRIERS for f in read(k).findings) for _, _, k in pairs]):.2f} of kind ones"
    )


def read_gold(messages: list[sets.Gold]) -> list[Read]:
    """Read messages of KithGold with their context, and where each label is likeliest."""
    names = weights().columns[: weights().labels]
    found = []
    for m in messages:
        reading = read(m.text, m.before)
        folded = fold(m.text)
        where: dict[str, tuple[int, int]] = {}
        if folded.clauses and reading.language == "en":
            scored = score(folded, m.before)
            for n, label in enumerate(names):
                first, last = scored.stretches[int(np.argmax(scored.margins[:, n]))]
                where[label] = folded.span(
                    folded.clauses[first].first, folded.clauses[last - 1].last
                )
        found.append(Read(reading.probabilities, reading.findings, where))
    return found


def counted(paths: list[Path]) -> None:
    """Print the figures on files of KithGold's form."""
    messages = sets.gold(paths)
    found = read_gold(messages)
    print(f"{len(messages)} messages of {len({m.situation for m in messages})} situations")
    of_labels(messages, found)
    alarms(messages, found)
    halved, total = faithful([m.text for m in messages if m.group == "barrier"], read)
    print(
        f"without the shown words the chance halves in {halved} of {total} ({100 * halved / max(total, 1):.0f} %)"
    )


def timed(texts: list[str], do: Callable[[list[str]], object], seconds: float = 4) -> float:
    """Give texts a second of processor time."""
    do(texts)
    start, rounds = time.process_time(), 0
    while time.process_time() - start < seconds:
        do(texts)
        rounds += 1
    return rounds * len(texts) / (time.process_time() - start)


def beside(texts: list[str]) -> None:
    """Print how fast a peer goes over the same texts, in turns with ours, where it is installed."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        print("vaderSentiment is not installed: no figure beside it")
        return
    peer = SentimentIntensityAnalyzer()
    pairs = [
        (
            timed(texts, Reader().read, 2),
            timed(texts, lambda x: [peer.polarity_scores(t) for t in x], 2),
        )
        for _ in range(5)
    ]
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    print(
        f"VADER: {np.median([b for _, b in pairs]):,.0f} a second; many at once goes {ratios[2]:.2f} times as fast ({ratios[0]:.2f} to {ratios[-1]:.2f} in five turns)"
    )


def speed() -> None:
    """Print how fast messages are read, one by one and in a row, beside two fixed loops."""
    product, loop = (1000 * one for one in reference())
    print(f"reference: numpy product {product:.0f} ms, Python loop {loop:.0f} ms")
    texts = kept()["text messages"][:3000]
    print(
        f"read_many: {timed(texts, lambda x: list(read_many(x))):,.0f} text messages a second of one core ({np.mean([len(t) for t in texts]):.0f} signs each, {np.mean([worth_reading(t) for t in texts]):.3f} of them read after the first look)"
    )
    print(f"many at once: {timed(texts, Reader().read):,.0f} a second, words met before")
    beside(texts)
    for text in texts:
        read(text)  # cues are compiled when they are first needed
    drafts = [m.text for m in sets.gold()][:600]
    taken = []
    for text in drafts:
        start = time.process_time()
        read(text)
        taken.append(1000 * (time.process_time() - start))
    print(
        f"draft of {np.mean([len(t) for t in drafts]):.0f} signs: median {np.median(taken):.1f} ms, 95th percentile {np.percentile(taken, 95):.1f} ms of the processor"
    )


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--emotions", action="store_true")
    parser.add_argument("--fairness", action="store_true")
    parser.add_argument("--test", nargs="+", type=Path)
    args = parser.parse_args()
    if args.test:
        counted(args.test)
    elif args.left_out:
        from left_out import figures as left_out
        from make import learned

        left_out(learned())
    elif args.fairness:
        from fairness import figures as fairness

        fairness()
    elif args.emotions:
        from emotions import figures

        figures()
    elif not sets.TALK.exists():
        print("the sets that are counted on are not here (KITH_DATA): skipped")
    else:
        false_alarms()
        seeds()
        halves()
        speed()


if __name__ == "__main__":
    main()
