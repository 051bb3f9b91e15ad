"""Every page of a vault's file and of its log as it lies on the disk, decrypted by hand.

Reading through the library shows what a table says now. Somebody with the key can also look at
pages that nothing uses any more and at older ones in the log; so this does (AES-256, CBC, FIPS 197).
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PAGE, RESERVED, SALT = 4096, 80, 16
WAL_HEAD, FRAME_HEAD = 32, 24
Bytes = NDArray[np.uint8]


def _times(a: int, b: int) -> int:
    """Multiply in the field of AES."""
    found = 0
    while b:
        found ^= a if b & 1 else 0
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return found


def _boxes() -> tuple[Bytes, Bytes]:
    """Give the S-box and its inverse."""
    box = np.zeros(256, np.uint8)
    for value in range(256):
        inverse = next((x for x in range(256) if _times(value, x) == 1), 0)
        mixed = inverse
        for turn in range(1, 5):
            mixed ^= (inverse << turn | inverse >> 8 - turn) & 0xFF
        box[value] = mixed ^ 0x63
    back = np.zeros(256, np.uint8)
    back[box] = np.arange(256, dtype=np.uint8)
    return box, back


BOX, BACK = _boxes()
TIMES = {n: np.array([_times(v, n) for v in range(256)], np.uint8) for n in (9, 11, 13, 14)}
SHIFTED_BACK = np.array([(i - 4 * (i % 4)) % 16 for i in range(16)])


def _round_keys(key: bytes) -> Bytes:
    words = [[*key[i : i + 4]] for i in range(0, 32, 4)]
    constant = 1
    for i in range(8, 60):
        last = words[-1]
        if i % 8 == 0:
            last = [int(BOX[b]) for b in (*last[1:], last[0])]
            last[0] ^= constant
            constant = _times(constant, 2)
        elif i % 8 == 4:
            last = [int(BOX[b]) for b in last]
        words.append([a ^ b for a, b in zip(words[-8], last, strict=True)])
    return np.array(words, np.uint8).reshape(15, 16)


def _mixed_back(state: Bytes) -> Bytes:
    columns = state.reshape(-1, 4, 4)
    a, b, c, d = (columns[:, :, i] for i in range(4))
    rows = [(a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c)]
    made = [TIMES[14][w] ^ TIMES[11][x] ^ TIMES[13][y] ^ TIMES[9][z] for w, x, y, z in rows]
    return np.stack(made, axis=2).reshape(-1, 16)


def decrypted(data: bytes, iv: bytes, keys: Bytes) -> bytes:
    """Undo AES-256 in CBC mode."""
    blocks = np.frombuffer(data, np.uint8).reshape(-1, 16)
    state = blocks ^ keys[14]
    for turn in range(13, -1, -1):
        state = BACK[state[:, SHIFTED_BACK]] ^ keys[turn]
        state = _mixed_back(state) if turn else state
    before = np.vstack([np.frombuffer(iv, np.uint8)[None], blocks[:-1]])
    return bytes((state ^ before).tobytes())


def _page(raw: bytes, keys: Bytes, salt: bytes) -> bytes:
    start = SALT if raw.startswith(salt) else 0
    iv = raw[PAGE - RESERVED : PAGE - RESERVED + 16]
    return decrypted(raw[start : PAGE - RESERVED], iv, keys)


def plain_pages(database: Path, key: bytes) -> bytes:
    """Give every page of the file and of its log, one after the other."""
    keys, raw = _round_keys(key), database.read_bytes()
    salt = raw[:SALT]
    found = [raw[at : at + PAGE] for at in range(0, len(raw), PAGE)]
    log = database.with_name(f"{database.name}-wal")
    frames = log.read_bytes()[WAL_HEAD:] if log.exists() else b""
    step = FRAME_HEAD + PAGE
    found += [frames[at + FRAME_HEAD : at + step] for at in range(0, len(frames), step)]
    return b"".join(_page(page, keys, salt) for page in found if len(page) == PAGE and any(page))
