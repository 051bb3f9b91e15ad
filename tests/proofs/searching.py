"""Search bytes for a sentence, in the ways in which a program may have written it."""

import base64
from pathlib import Path


def spellings(words: str) -> list[bytes]:
    """Return a sentence as UTF-8, UTF-16, in a form's encodings, and inside base64 text."""
    plain = words.encode()
    shifted = [base64.b64encode(b"x" * by + plain) for by in range(3)]
    found = [
        plain,
        plain.upper(),
        words.encode("utf-16-le"),
        words.encode("utf-16-be"),
        words.replace(" ", "+").encode(),
        words.replace(" ", "%20").encode(),
        plain.hex().encode(),
        *(text[4:-4] for text in shifted),  # whatever stands before and after it
    ]
    return [
        one for one in found if len(one) > 4
    ]  # of a very short sentence hardly anything is left


def found_in(folder: Path, words: str) -> list[str]:
    """Return the files under a folder that hold the words."""
    wanted = spellings(words)
    hits = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            hits += [path.name for one in wanted if one in data]
        hits += [str(path) for one in wanted if one in bytes(path.name, "utf-8")]
    return hits


def seen_by_others(words: str) -> list[str]:
    """Return the processes whose command line or environment holds the words."""
    hits = []
    for kind in ("cmdline", "environ", "comm"):
        for path in Path("/proc").glob(f"[0-9]*/{kind}"):
            try:
                data = path.read_bytes()
            except OSError:  # it has ended, or is somebody else's
                continue
            hits += [str(path) for one in spellings(words) if one in data]
    return hits
