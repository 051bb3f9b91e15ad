"""Opening what AES in CBC mode closed: for journals that another program encrypted.

Only decryption, over many blocks at once. Nothing of Kith's own is kept by it; that is libsodium's
part (`kith.vault`). Source: FIPS 197 and SP 800-38A.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

BLOCK = 16
_AT_ONCE = 1 << 18  # bytes
Bytes = NDArray[np.uint8]


def decrypt_cbc(key: bytes, iv: bytes, data: bytes) -> bytes:
    """Return the decrypted data with its padding; `ValueError` where lengths do not fit."""
    if len(key) not in {16, 24, 32} or len(iv) != BLOCK or len(data) % BLOCK or not data:
        raise ValueError("lengths")
    rounds = _rounds(key)
    parts = []
    before = iv
    for at in range(0, len(data), _AT_ONCE):
        part = data[at : at + _AT_ONCE]
        chained = np.frombuffer(before + part[:-BLOCK], np.uint8)
        opened = _opened(np.frombuffer(part, np.uint8).reshape(-1, BLOCK), rounds)
        parts.append((opened.reshape(-1) ^ chained).tobytes())
        before = part[-BLOCK:]
    return b"".join(parts)


def unpadded(data: bytes) -> bytes:
    """Take the padding of PKCS #7 away; `ValueError` where there is none."""
    length = data[-1] if data else 0
    if not 1 <= length <= BLOCK or data[-length:] != bytes([length]) * length:
        raise ValueError("padding")
    return data[:-length]


def _times(value: int, by: int) -> int:
    """Multiply in the field of AES."""
    product = 0
    while by:
        product ^= value if by & 1 else 0
        value = (value << 1) ^ (0x11B if value & 0x80 else 0)
        by >>= 1
    return product


def _boxes() -> tuple[list[int], Bytes]:
    """Return the substitution of AES and its inverse."""
    box = [0x63] * 256
    value = other = 1
    while True:  # `other` is always the inverse of `value`
        value = _times(value, 3)
        other = _times(other, 0xF6)
        turned = other
        for shift in (1, 2, 3, 4):
            turned ^= ((other << shift) | (other >> (8 - shift))) & 0xFF
        box[value] = turned ^ 0x63
        if value == 1:
            break
    back = np.zeros(256, np.uint8)
    back[box] = np.arange(256, dtype=np.uint8)
    return box, back


_BOX, _BACK = _boxes()
_BY = {by: np.array([_times(v, by) for v in range(256)], np.uint8) for by in (9, 11, 13, 14)}
# where each byte of a block comes from when the rows are shifted back
_SHIFTED = np.array([(at - 4 * (at % 4)) % BLOCK for at in range(BLOCK)])
_MIXED = ((14, 11, 13, 9), (9, 14, 11, 13), (13, 9, 14, 11), (11, 13, 9, 14))


def _rounds(key: bytes) -> list[Bytes]:
    """Return the key of every round."""
    words = [list(key[at : at + 4]) for at in range(0, len(key), 4)]
    length, more, constant = len(words), len(words) + 7, 1
    for at in range(length, 4 * more):
        word = list(words[-1])
        if at % length == 0:
            word = [_BOX[one] for one in (*word[1:], word[0])]
            word[0] ^= constant
            constant = _times(constant, 2)
        elif length > 6 and at % length == 4:
            word = [_BOX[one] for one in word]
        words.append([a ^ b for a, b in zip(word, words[at - length], strict=True)])
    flat = np.array(words, np.uint8).reshape(more, BLOCK)
    return [*flat]


def _opened(blocks: Bytes, rounds: list[Bytes]) -> Bytes:
    state = blocks ^ rounds[-1]
    for key in reversed(rounds[:-1]):
        state = _BACK[state[:, _SHIFTED]] ^ key
        if key is not rounds[0]:
            state = np.stack([*_columns(state)], axis=1)
    return state


def _columns(state: Bytes) -> Iterator[Bytes]:
    """Yield the sixteen bytes of every block with their columns mixed back."""
    for at in range(BLOCK):
        column = at - at % 4
        by = _MIXED[at % 4]
        parts = [_BY[by[row]][state[:, column + row]] for row in range(4)]
        yield parts[0] ^ parts[1] ^ parts[2] ^ parts[3]
