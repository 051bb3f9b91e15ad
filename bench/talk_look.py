# ruff: noqa: E402 (the number of threads is said before numpy is imported)
"""How long the readers behind "Look at a message" take for a draft. Prints figures, never a text.

Data: every seventh message of KithGold's training half. Times are of the processor, one thread.
Run: .kith/bin/python bench/talk_look.py
"""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.web.settings.checks")

import django
import numpy as np

django.setup()

from loops import reference

from kith.safety import crisis
from kith.talk import istatement, read
from kith.web.conversations import looking

GOLD = Path(__file__).parent.parent / "data" / "kithgold"
WARM_UP = 60  # messages; tables and expressions are made when they are first needed


def messages() -> list[str]:
    """Give every seventh message of the training half."""
    files = [GOLD / f"{name}.jsonl" for name in "abcd"]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines][::7]


def timed(run: Callable[[str], object], texts: list[str]) -> str:
    """Say how long one call takes, in milliseconds."""
    times = []
    for text in texts:
        begun = time.process_time()
        run(text)
        times.append(time.process_time() - begun)
    median, high = np.percentile(times, 50) * 1000, np.percentile(times, 95) * 1000
    return f"median {median:.2f} ms, 95th percentile {high:.2f} ms"


def page(text: str) -> object:
    """Read a draft as the page does."""
    return looking.look(text, theirs=False, person=None, heard=crisis.read(text))


def main() -> None:
    """Print a line for each reader, and one for all that the page asks."""
    texts = messages()
    for text in texts[:WARM_UP]:
        page(text)
    signs = np.mean([len(text) for text in texts])
    product, loop = reference()
    print(f"{len(texts)} messages, {signs:.0f} signs on average")
    print(f"reference: numpy product {product:.3f} s, Python loop {loop:.3f} s")
    readers = {"crisis": crisis.read, "read": read, "istatement": istatement.read, "page": page}
    for name, run in readers.items():
        print(f"{name:11}{timed(run, texts)}")


if __name__ == "__main__":
    main()
