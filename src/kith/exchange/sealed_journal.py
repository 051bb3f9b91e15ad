"""Journals that jrnl encrypted with a password, in the forms of its versions 1, 2 and 3.

Version 3 says itself what it is and which salt it has; version 2 is one Fernet token; version 1
has no mark at all, so a file counts as one that is as even as noise and fits into blocks.
Sources: jrnl's `encryption` package, the Fernet specification.
"""

import base64
import binascii
import hmac
import struct
from hashlib import pbkdf2_hmac, sha256

from kith.exchange import jsonfile

V3 = b"JRNLv3"
_V2 = b"gAAAAA"
_V2_SALT = bytes.fromhex("f2d5710ec18d2ededc8e36748904cef8")
_ROUNDS = 100_000
_TOKEN = 1 + 8 + 16  # version, time, vector
_MAC = 32
_SHORTEST = 48
_EVEN = (150.0, 400.0)  # chi-square of 256 bytes: 255 for noise
_BLOCK = 16


def looks_sealed(raw: bytes, problem: str = "binary") -> bool:
    """Say whether the start of a file looks like an encrypted journal."""
    if raw.startswith(V3):
        return True
    if raw.lstrip().startswith(_V2):
        return b" " not in raw.strip()
    return problem == "binary" and _is_noise(raw)


def _is_noise(raw: bytes) -> bool:
    if len(raw) < _SHORTEST or len(raw) % _BLOCK:
        return False
    mean = len(raw) / 256
    spread = sum((raw.count(byte) - mean) ** 2 / mean for byte in range(256))
    return _EVEN[0] < spread < _EVEN[1]


def opened(data: bytes, password: str) -> str | None:
    """Return the journal's text, None where the password (or the file) is not right."""
    said = password.encode("utf-8", "replace")
    try:
        if data.startswith(V3):
            return _version_3(data, said)
        if data.lstrip().startswith(_V2):
            return _token(data.strip(), _stretched(said, _V2_SALT)).decode()
        return _version_1(data, said)
    except (ValueError, binascii.Error, struct.error):
        return None


def _version_3(data: bytes, said: bytes) -> str:
    start = len(V3) + 2
    (length,) = struct.unpack(">H", data[len(V3) : start])
    for header in jsonfile.whole(data[start : start + length].decode()):
        if isinstance(header, dict):
            salt = base64.urlsafe_b64decode(jsonfile.said(header, "salt"))
            return _token(data[start + length :].strip(), _stretched(said, salt)).decode()
    raise ValueError("header")


def _stretched(said: bytes, salt: bytes) -> bytes:
    return pbkdf2_hmac("sha256", said, salt, _ROUNDS)


def _token(token: bytes, key: bytes) -> bytes:
    """Open a Fernet token; `ValueError` where its mark does not fit."""
    from kith.exchange import aes  # numpy is loaded for those only who have such a journal

    whole = base64.urlsafe_b64decode(token)
    signed, mark = whole[:-_MAC], whole[-_MAC:]
    if len(signed) < _TOKEN or not hmac.compare_digest(hmac.digest(key[:16], signed, sha256), mark):
        raise ValueError("mark")
    return aes.unpadded(aes.decrypt_cbc(key[16:], signed[9:_TOKEN], signed[_TOKEN:]))


def _version_1(data: bytes, said: bytes) -> str:
    from kith.exchange import aes

    whole = aes.decrypt_cbc(sha256(said).digest(), data[:_BLOCK], data[_BLOCK:])
    # the oldest journals end in blanks instead of a padding
    return whole.decode().rstrip(" ") if whole.endswith(b" ") else aes.unpadded(whole).decode()
