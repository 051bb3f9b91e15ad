"""A second lock inside the vault: two ways in, boxes that open in their place only."""

import copy
import json
import pickle
import random
from pathlib import Path

import pytest
from vault_lives import CHEAP, PASSPHRASE, PHRASE

from kith import vault
from kith.vault import compartment, envelope
from kith.vault.compartment import Compartment, Locks, make_compartment

SECOND = "an owl above the frozen pond"
OTHER = "twelve herons at the weir"


@pytest.fixture
def made(folder: Path) -> vault.Vault:
    """A quick vault with the phrase that the tests know."""
    opened, _ = vault.create(folder, PASSPHRASE, _cost=CHEAP, _phrase=lambda: PHRASE)
    return opened


@pytest.fixture
def both(made: vault.Vault) -> tuple[Locks, Compartment]:
    """A compartment, its locks and itself open."""
    return make_compartment(made, SECOND, PHRASE, cost=CHEAP)


def test_both_ways_open_what_was_sealed(both: tuple[Locks, Compartment]) -> None:
    """The second passphrase, and the recovery phrase however it is typed, after a way through JSON."""
    locks, opened = both
    box = opened.seal(b"tea on the step", "plan alone 1")
    stored = Locks.read(json.loads(json.dumps(locks.stored())))
    typed = PHRASE.upper().replace(" ", "\n")
    for again in (stored.unlock(SECOND), stored.unlock_with_phrase(typed)):
        assert again.open(box, "plan alone 1") == b"tea on the step"


@pytest.mark.parametrize("wrong", [PASSPHRASE, SECOND + " ", "", PHRASE])
def test_nothing_else_opens_it(both: tuple[Locks, Compartment], wrong: str) -> None:
    """Not the first passphrase, either."""
    with pytest.raises(vault.WrongPassphrase):
        both[0].unlock(wrong)


def test_other_words_do_not_open_it(both: tuple[Locks, Compartment]) -> None:
    """A phrase without a box here is wrong, and so is one that is none."""
    some = " ".join(reversed(PHRASE.split()))
    for wrong in (some, "no such words"):
        with pytest.raises(vault.WrongPhrase):
            both[0].unlock_with_phrase(wrong)


def test_only_the_vaults_own_words_are_taken(made: vault.Vault) -> None:
    """Words of something else would be no way back."""
    with pytest.raises(vault.WrongPhrase):
        make_compartment(made, SECOND, " ".join(reversed(PHRASE.split())), cost=CHEAP)
    with pytest.raises(vault.WeakPassphrase):
        make_compartment(made, "too short", PHRASE, cost=CHEAP)


def test_a_look_around_vault_has_none(tmp_path: Path) -> None:
    """It has no passphrase and no words."""
    opened = vault.create_throwaway(tmp_path)
    with pytest.raises(vault.ThrowawayVault):
        make_compartment(opened, SECOND, PHRASE, cost=CHEAP)
    vault.discard(opened)


def test_the_cost_is_that_of_a_passphrase(
    made: vault.Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calibrated to this machine, never below 64 MiB; the twelve words get the floor."""
    monkeypatch.setattr(compartment, "calibrate", lambda: vault.derive.Cost(2, vault.derive.FLOOR))
    locks, _ = make_compartment(made, SECOND, PHRASE)
    slots = [locks.passphrase, *locks.recovery.values()]
    assert [slot.cost.memory for slot in slots] == [64 << 20] * 2


def test_a_changed_passphrase_keeps_key_and_phrase(both: tuple[Locks, Compartment]) -> None:
    """Nothing is sealed again."""
    locks, opened = both
    box = opened.seal(b"words", "here")
    changed = locks.with_passphrase(opened, OTHER, cost=CHEAP)
    with pytest.raises(vault.WrongPassphrase):
        changed.unlock(SECOND)
    for again in (changed.unlock(OTHER), changed.unlock_with_phrase(PHRASE)):
        assert again.open(box, "here") == b"words"
    with pytest.raises(vault.WeakPassphrase):
        locks.with_passphrase(opened, "short", cost=CHEAP)


def test_a_new_phrase_opens_it_before_it_opens_the_vault(
    made: vault.Vault, both: tuple[Locks, Compartment]
) -> None:
    """Killed between the two, either phrase still opens both; afterwards only the new one does."""
    locks, opened = both
    kept = []

    def before(phrase: str) -> None:
        kept.append(locks.with_phrase(opened, phrase, cost=CHEAP))
        still = envelope.read(made.folder)
        assert still.recovery.open(PHRASE.replace("-", "").encode(), still.recipient)

    new = vault.new_phrase(made, PASSPHRASE, before=before)
    two = kept[0]
    assert two.unlock_with_phrase(PHRASE).name == two.unlock_with_phrase(new).name
    settled = two.settled(made)
    assert settled.holds_for(made)
    assert settled.unlock_with_phrase(new)
    with pytest.raises(vault.WrongPhrase):
        settled.unlock_with_phrase(PHRASE)
    assert locks.settled(made) == locks  # without a box for the words of now nothing is dropped


def test_a_wrong_passphrase_makes_no_new_phrase(made: vault.Vault) -> None:
    """And nothing is asked to seal for it."""
    asked: list[str] = []
    with pytest.raises(vault.WrongPassphrase):
        vault.new_phrase(made, "not this one, sorry", before=asked.append)
    assert asked == []


def test_a_box_opens_in_its_place_only(both: tuple[Locks, Compartment]) -> None:
    """Moved to another row, or to a compartment of the same name with another key, it is refused."""
    _, opened = both
    box = opened.seal(b"words", "plan signs 1")
    for place in ("plan signs 2", "plan alone 1", "", "plan signs 1 "):
        with pytest.raises(vault.AlteredValue):
            opened.open(box, place)
    with pytest.raises(vault.AlteredValue):
        Compartment(opened.name, bytes(32)).open(box, "plan signs 1")
    with pytest.raises(vault.AlteredValue):
        Compartment("another", opened._key).open(box, "plan signs 1")


def test_no_flipped_bit_is_accepted(both: tuple[Locks, Compartment]) -> None:
    """Every bit of a box, in whatever spelling; the long count is in `make prove`."""
    _, opened = both
    box = opened.seal("Zoë at the weir".encode(), "here").encode()
    for at in range(len(box)):
        for bit in range(8):
            harmed = bytearray(box)
            harmed[at] ^= 1 << bit
            with pytest.raises(vault.AlteredValue):
                opened.open(harmed.decode("latin-1"), "here")


@pytest.mark.parametrize("odd", ["", "AAAA", "é", "=" * 8, "A" * 80, "\n"])
def test_what_is_no_box_is_refused(both: tuple[Locks, Compartment], odd: str) -> None:
    """Never another error."""
    with pytest.raises(vault.AlteredValue):
        both[1].open(odd, "here")


def test_the_length_of_a_text_says_little(both: tuple[Locks, Compartment]) -> None:
    """Empty or a few lines: the same box; and the same text never makes the same box."""
    _, opened = both
    lengths = {len(opened.seal(b"x" * size, "here")) for size in (0, 1, 100, 255)}
    assert len(lengths) == 1
    made = {opened.seal(b"x", "here")[:32] for _ in range(200)}
    assert len(made) == 200


@pytest.mark.parametrize("seed", range(40))
def test_locks_that_were_changed_by_hand_are_refused_with_a_sentence(
    both: tuple[Locks, Compartment], seed: int
) -> None:
    """Whatever stands there instead."""
    chance, stored = random.Random(seed), json.loads(json.dumps(both[0].stored()))
    odd = chance.choice([None, 3, "x", [], {}, {"kdf": "none"}])
    where = chance.choice(["passphrase", "recovery", "inner", "whole"])
    if where == "whole":
        stored = odd
    elif where == "inner":
        stored["passphrase"][chance.choice(["salt", "box", "passes", "memory"])] = odd
    else:
        stored[where] = odd
    try:
        read = Locks.read(stored)
    except vault.DamagedVault:
        return
    assert (where, read.recovery) == ("recovery", {})


def test_a_key_does_not_leave_the_process(both: tuple[Locks, Compartment]) -> None:
    """Not printed, not pickled, not copied."""
    _, opened = both
    assert repr(opened) == "<Compartment>"
    assert copy.deepcopy([opened])[0] is opened
    with pytest.raises(TypeError):
        pickle.dumps(opened)
    opened.let_go()
    with pytest.raises(vault.AlteredValue):
        opened.open("AAAA", "here")
