"""Cut the power of a recorded hour many times and count what was lost.

    python trying.py FOLDER CUTS SEED [SABOTAGE]

Prints a line of JSON: how many cuts `held`, and how many did not.
"""

import json
import pickle
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from cuts import Record, cuts, lay_out

from kith.vault import cipher, digest
from kith.vault.errors import VaultError

HERE = Path(__file__).parent


def recorded(folder: Path, *sabotage: str) -> Record:
    """Live an hour in a process of its own and give its record."""
    record = folder / "record"
    command = [sys.executable, str(HERE / "an_hour.py"), str(folder / "vault"), str(record)]
    done = subprocess.run([*command, *sabotage], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: Record = pickle.loads(record.read_bytes())  # noqa: S301 - written a moment ago, by us
    return found


def cut(record: Record, times: int, seed: int) -> Counter[str]:
    """Cut at `times` places and name what was found: `held`, `lost`, `half` or `broken`.

    `held` is the state after the last use that was acknowledged, or after the one that was under
    way: whole, with every page and reference sound. `lost` is an earlier one.
    """
    chance = random.Random(seed)
    places = [chance.randint(0, len(record.changes)) for _ in range(times)]
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as room:
        for number, (place, files) in enumerate(cuts(record, places, chance)):
            folder = Path(room) / str(number)
            lay_out(files, folder)
            found[_judged(record, place, folder)] += 1
    return found


def _judged(record: Record, place: int, folder: Path) -> str:
    last = max(i for i, (at, _, _) in enumerate(record.said) if at <= place)
    try:
        cipher.inspect(folder / "vault.db", record.key)  # what opening the vault does
        with cipher.opened(folder / "vault.db", record.key) as connection:
            cipher.verify(connection)
            now = digest.contents(connection).digest
    except VaultError:
        return "broken"
    digests = [said for _, _, said in record.said]
    if now in digests[last : last + 2]:
        return "held"
    return "lost" if now in digests else f"half: {record.said[min(last + 1, len(digests) - 1)][1]}"


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir()
    hour = recorded(Path(sys.argv[1]), *sys.argv[4:])
    sys.stdout.write(json.dumps(cut(hour, int(sys.argv[2]), int(sys.argv[3]))) + "\n")
