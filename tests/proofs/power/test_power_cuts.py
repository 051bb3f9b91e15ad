"""The power goes at any moment: what was acknowledged is there, and nothing is there by half.

`KITH_CUTS=1000` cuts as often as that, and `KITH_SEED` elsewhere. Every cut is a disk that forgot
or tore whatever had not been synced (`cuts.py`).
"""

import os

import trying

CUTS = int(os.environ.get("KITH_CUTS", "24"))
SEED = int(os.environ.get("KITH_SEED", "1"))


def test_a_power_cut_costs_nothing_that_was_acknowledged(tmp_path):
    """After every cut the vault opens by itself, sound, with all of each use or none of it."""
    record = trying.recorded(tmp_path)
    assert len(record.said) > 30
    found = trying.cut(record, CUTS, SEED)
    print(f"{CUTS} power cuts, seed {SEED}: {dict(found)}; at most {3 / CUTS:.2%} of cuts lose")
    assert found == {"held": CUTS}
