"""Bech32 as the age format writes its identities (BIP 173, without the length limit)."""

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, data: bytes) -> str:
    """Give the lower-case Bech32 text of `data` under the human-readable `prefix`."""
    values = _five_bits(data)
    check = _polymod([*_expanded(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [(check >> 5 * (5 - i)) & 31 for i in range(6)]
    return prefix + "1" + "".join(_ALPHABET[value] for value in values)


def _expanded(prefix: str) -> list[int]:
    """Give the prefix as the checksum reads it: high bits, a zero, low bits."""
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: list[int]) -> int:
    """Give the BCH checksum state after `values`."""
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate(_GENERATOR):
            if top >> i & 1:
                state ^= generator
    return state


def _five_bits(data: bytes) -> list[int]:
    """Regroup bytes into groups of five bits, the last one padded with zeros."""
    length = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << length * 5 - len(data) * 8
    return [number >> 5 * (length - 1 - i) & 31 for i in range(length)]
