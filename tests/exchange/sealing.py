"""Journals closed with a password as jrnl's versions 1, 2 and 3 close them, small ones."""

import base64
import hmac
import json
import struct
from hashlib import pbkdf2_hmac, sha256

from kith.exchange import aes

VECTOR = bytes(range(1, 17))
SALT = bytes(range(16))
V2_SALT = b"\xf2\xd5q\x0e\xc1\x8d.\xde\xdc\x8e6t\x89\x04\xce\xf8"


def encrypted(key: bytes, data: bytes) -> bytes:
    """Return data in AES-CBC after FIPS 197, block by block."""
    rounds = [[int(byte) for byte in one] for one in aes._rounds(key)]
    before, out = VECTOR, b""
    for at in range(0, len(data), 16):
        state = [a ^ b for a, b in zip(data[at : at + 16], before, strict=True)]
        state = [a ^ b for a, b in zip(state, rounds[0], strict=True)]
        for number, one in enumerate(rounds[1:], 1):
            state = [aes._BOX[byte] for byte in state]
            state = [state[(place + 4 * (place % 4)) % 16] for place in range(16)]
            if number < len(rounds) - 1:
                state = mixed(state)
            state = [a ^ b for a, b in zip(state, one, strict=True)]
        before = bytes(state)
        out += before
    return out


def mixed(state: list[int]) -> list[int]:
    found = []
    for place in range(16):
        column = state[place - place % 4 : place - place % 4 + 4]
        turned = column[place % 4 :] + column[: place % 4]
        doubled, thrice = aes._times(turned[0], 2), aes._times(turned[1], 3)
        found.append(doubled ^ thrice ^ turned[2] ^ turned[3])
    return found


def padded(data: bytes) -> bytes:
    length = 16 - len(data) % 16
    return data + bytes([length]) * length


def token(key: bytes, data: bytes) -> bytes:
    """Return a Fernet token."""
    signed = b"\x80" + bytes(8) + VECTOR + encrypted(key[16:], padded(data))
    return base64.urlsafe_b64encode(signed + hmac.digest(key[:16], signed, sha256))


def version_1(text: str, password: str) -> bytes:
    return VECTOR + encrypted(sha256(password.encode()).digest(), padded(text.encode()))


def oldest(text: str, password: str) -> bytes:
    data = text.encode()
    blanks = b" " * (16 - len(data) % 16)
    return VECTOR + encrypted(sha256(password.encode()).digest(), data + blanks)


def version_2(text: str, password: str) -> bytes:
    return token(pbkdf2_hmac("sha256", password.encode(), V2_SALT, 100_000), text.encode())


def version_3(text: str, password: str) -> bytes:
    header = json.dumps({"salt": base64.urlsafe_b64encode(SALT).decode()}).encode()
    key = pbkdf2_hmac("sha256", password.encode(), SALT, 100_000)
    return b"JRNLv3" + struct.pack(">H", len(header)) + header + token(key, text.encode())
