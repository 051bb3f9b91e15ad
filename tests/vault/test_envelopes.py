"""Envelopes that somebody altered, or that time did."""

import json
from pathlib import Path
from typing import Any

import pyrage
import pytest
from vault_lives import CHEAP, PASSPHRASE, PHRASE, bytes_of

from kith import vault
from kith.vault import bech32, derive, envelope
from kith.vault.words import normal_phrase

Change = Any


def _altered(folder: Path, change: Change, *, honest: bool) -> None:
    """Write the envelope with a change, with or without a checksum that fits it."""
    path = folder / "vault.json"
    body = json.loads(path.read_text())
    change(body)
    if honest:
        body.pop("check", None)
        body["check"] = envelope._check(body)
    path.write_text(json.dumps(body))


HOSTILE: dict[str, Change] = {
    "a tebibyte of memory": lambda b: b["slots"]["passphrase"].update(memory=1 << 40),
    "a thousand passes": lambda b: b["slots"]["passphrase"].update(passes=1000),
    "minutes of work": lambda b: b["slots"]["passphrase"].update(passes=64, memory=1 << 30),
    "no memory": lambda b: b["slots"]["passphrase"].update(memory=0),
    "negative passes": lambda b: b["slots"]["passphrase"].update(passes=-1),
    "a fraction": lambda b: b["slots"]["passphrase"].update(passes=1.5),
    "a truth for a number": lambda b: b["slots"]["passphrase"].update(passes=True),
    "another derivation": lambda b: b["slots"]["passphrase"].update(kdf="md5"),
    "a short salt": lambda b: b["slots"]["passphrase"].update(salt="00"),
    "no hex": lambda b: b["slots"]["passphrase"].update(salt="zz" * 16),
    "an empty box": lambda b: b["slots"]["passphrase"].update(box=""),
    "a huge box": lambda b: b["slots"]["passphrase"].update(box="00" * 9999),
    "no slots": lambda b: b.pop("slots"),
    "slots that are a list": lambda b: b.update(slots=[]),
    "no recipient": lambda b: b.update(recipient=None),
    "another format": lambda b: b.update(format="other"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_envelope_with_nonsense_in_it_is_refused(made: vault.Vault, name: str):
    """What no vault of ours would carry is refused before any of it is acted on."""
    _altered(made.folder, HOSTILE[name], honest=True)
    before = bytes_of(made.folder)
    with pytest.raises(vault.DamagedEnvelope):
        vault.unlock(made.folder, PASSPHRASE)
    assert bytes_of(made.folder) == before


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 60000, b" " * 70000, b"{}" * 40000]
)
def test_a_file_that_is_no_envelope_is_called_damaged(made: vault.Vault, data: bytes):
    """Whatever the bytes, the answer is a sentence, not a crash and not `wrong passphrase`."""
    (made.folder / "vault.json").write_bytes(data)
    with pytest.raises(vault.DamagedEnvelope):
        vault.unlock(made.folder, PASSPHRASE)


def test_every_flipped_bit_of_the_envelope_is_told_from_a_wrong_passphrase(made: vault.Vault):
    """A person is not sent looking for a passphrase when it is the file that changed."""
    path = made.folder / "vault.json"
    sound = path.read_bytes()
    for place in range(0, len(sound) * 8, 37):
        flipped = bytearray(sound)
        flipped[place // 8] ^= 1 << place % 8
        path.write_bytes(flipped)
        assert _outcome(made) in {"opens", "damaged_envelope"}  # a space may become another
    path.write_bytes(sound)
    assert vault.unlock(made.folder, PASSPHRASE)


def _outcome(made: vault.Vault) -> str:
    try:
        return "opens" if vault.unlock(made.folder, PASSPHRASE).key() == made.key() else "wrong key"
    except vault.VaultError as error:
        return error.code


def test_a_missing_envelope_is_named(made: vault.Vault):
    """A database alone is a vault that cannot be opened, not an empty place."""
    (made.folder / "vault.json").unlink()
    assert vault.exists(made.folder)
    with pytest.raises(vault.DamagedEnvelope):
        vault.unlock(made.folder, PASSPHRASE)


def test_an_envelope_of_the_future_asks_for_an_update(made: vault.Vault):
    """A later format is not called damage."""
    _altered(made.folder, lambda b: b.update(version=2), honest=True)
    with pytest.raises(vault.NewerVault):
        vault.unlock(made.folder, PASSPHRASE)


def test_nobody_can_put_their_own_address_for_backups(made: vault.Vault):
    """The recipient is sealed in with the key; another one beside it is refused."""
    stranger = str(pyrage.x25519.Identity.generate().to_public())
    _altered(made.folder, lambda b: b.update(recipient=stranger), honest=True)
    with pytest.raises(vault.DamagedEnvelope):
        vault.unlock(made.folder, PASSPHRASE)
    with pytest.raises(vault.DamagedEnvelope):
        vault.unlock_with_phrase(made.folder, PHRASE)


def test_each_vault_has_its_own_key_salt_and_box(tmp_path: Path):
    """The same passphrase twice shares nothing on disk."""
    first, _ = vault.create(tmp_path / "a", PASSPHRASE, _cost=CHEAP)
    second, _ = vault.create(tmp_path / "b", PASSPHRASE, _cost=CHEAP)
    slots = [envelope.read(v.folder).passphrase for v in (first, second)]
    assert first.key() != second.key()
    assert slots[0].salt != slots[1].salt
    assert first.recipient != second.recipient


@pytest.mark.parametrize("seed", range(20))
def test_our_identities_are_what_age_tools_read(seed: int):
    """Bech32 as written here is read by an age library and gives the same public key."""
    identity = pyrage.x25519.Identity.generate()
    assert bech32.encode("a", b"") == "a12uel5l"  # BIP 173
    text = derive.age_identity(" ".join(["abacus"] * seed))
    read = pyrage.x25519.Identity.from_str(text)
    assert str(read) == text
    sealed = pyrage.encrypt(b"words", [read.to_public(), identity.to_public()])
    assert pyrage.decrypt(sealed, [read]) == b"words"


def test_the_address_of_a_phrase_never_changes():
    """Old backups must open for ever: the derivation is pinned."""
    assert derive.age_recipient(normal_phrase(PHRASE)) == (
        "age1y6u7phca20lpvpa0gduy3tmsmg9835r0klgvn0x0x89j5077zqssrarhqv"
    )
