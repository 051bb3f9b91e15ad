"""The pages of a SQLCipher file in the clear, free ones too: what somebody with the key could find.

SQLCipher 4: each page ends in an initialisation vector (16 bytes) and a checksum (64); the first
begins with a salt (16) that is not encrypted. The rest is AES-256 in CBC mode. Written here with
numpy, because the library gives rows only and never what lies between them.
"""

from pathlib import Path

import numpy as np

PAGE, RESERVED, VECTOR, SALT, FRAME, LOG = 4096, 80, 16, 16, 24, 32


def _tables() -> tuple[np.ndarray, np.ndarray]:
    """Return the S-box of AES and products in its field."""
    times = np.zeros((256, 256), dtype=np.uint8)
    for a in range(256):
        for b in (1, 2, 9, 11, 13, 14):
            product, x, y = 0, a, b
            while y:
                product ^= x * (y & 1)
                x, y = ((x << 1) ^ (0x11B if x & 0x80 else 0)), y >> 1
            times[b, a] = product
    box, p, q = np.zeros(256, dtype=np.uint8), 1, 1
    while True:
        p = p ^ ((p << 1) & 0xFF) ^ (0x1B if p & 0x80 else 0)
        for shift in (1, 2, 4):
            q = (q ^ (q << shift)) & 0xFF
        q ^= 0x09 if q & 0x80 else 0
        turned = q
        for shift in (1, 2, 3, 4):
            turned ^= ((q << shift) | (q >> (8 - shift))) & 0xFF
        box[p] = turned ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    return box, times


_BOX, _TIMES = _tables()
_BACK = np.argsort(_BOX).astype(np.uint8)
_ROWS_BACK = np.array([(i - 4 * (i % 4)) % 16 for i in range(16)])


def _round_keys(key: bytes) -> list[np.ndarray]:
    words = [np.frombuffer(key[i : i + 4], dtype=np.uint8).copy() for i in range(0, 32, 4)]
    round_constant = 1
    for i in range(8, 60):
        word = words[-1].copy()
        if i % 8 == 0:
            word = _BOX[np.roll(word, -1)]
            word[0] ^= round_constant
            round_constant = int(_TIMES[2, round_constant])
        elif i % 8 == 4:
            word = _BOX[word]
        words.append(words[i - 8] ^ word)
    return [np.concatenate(words[i : i + 4]) for i in range(0, 60, 4)]


def _mixed_back() -> np.ndarray:
    """Return, for each of four rows, what a byte becomes in a column once it is mixed back."""
    factors = np.array((14, 11, 13, 9))
    rows = [_TIMES[factors[(row - np.arange(4)) % 4]] for row in range(4)]
    return np.stack([np.ascontiguousarray(one.T).view(np.uint32)[:, 0] for one in rows])


_MIXED = _mixed_back()
_TURNED = np.stack([_MIXED[row][_BACK] for row in range(4)])  # out of the box, then mixed


def decrypted(data: bytes, key: bytes, vector: bytes) -> bytes:
    """Undo AES-256-CBC."""
    blocks = np.frombuffer(data, dtype=np.uint8).reshape(-1, 16)
    keys = _round_keys(key)
    state = blocks ^ keys[14]
    for number in range(13, 0, -1):
        turned = state[:, _ROWS_BACK].reshape(-1, 4, 4)
        words = keys[number].reshape(4, 4)
        mixed = np.bitwise_xor.reduce([_MIXED[row][words[:, row]] for row in range(4)])
        columns = mixed ^ _TURNED[0][turned[:, :, 0]]
        for row in range(1, 4):
            columns ^= _TURNED[row][turned[:, :, row]]
        state = np.ascontiguousarray(columns).view(np.uint8).reshape(-1, 16)
    state = _BACK[state[:, _ROWS_BACK]] ^ keys[0]
    before = np.vstack([np.frombuffer(vector, dtype=np.uint8)[None, :], blocks[:-1]])
    return (state ^ before).tobytes()


def page_in_the_clear(page: bytes, key: bytes, *, first: bool) -> bytes:
    """Return one page; what was never encrypted stands as it is."""
    start = SALT if first else 0
    body, rest = page[start:-RESERVED], page[-RESERVED:]
    return page[:start] + decrypted(body, key, rest[:VECTOR])


def in_the_clear(path: Path, key: bytes) -> bytes:
    """Return every page of a database file, or of the log beside one, one after another."""
    data = path.read_bytes()
    if path.name.endswith("-wal"):
        size = FRAME + PAGE
        pages = [
            (data[at + FRAME : at + size], data[at : at + 4] == b"\0\0\0\1")
            for at in range(LOG, len(data) - size + 1, size)
        ]
    else:
        pages = [(data[at : at + PAGE], at == 0) for at in range(0, len(data), PAGE)]
    return b"".join(page_in_the_clear(page, key, first=first) for page, first in pages)
