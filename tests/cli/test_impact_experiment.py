"""`kith impact experiment` says what coins found in any diary, and ends in a sentence else."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from running_kith import write_table as write

from kith.cli import main
from kith.impact.experiments import planned

START = datetime(2026, 3, 2, tzinfo=UTC)


def kith(*args):
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            code = main(["impact", "experiment", *map(str, args)])
        except SystemExit as ended:
            code = ended.code
    return code, out.getvalue(), err.getvalue()


def files(folder, lift=1.5, days=28):
    """Two check-ins a day, and coins; in the evening of a yes day the mood is higher."""
    plan = planned(days, np.random.default_rng(3))
    coins = [
        {
            "day": (START + timedelta(days=i)).date(),
            "pair": d.pair,
            "coin": "yes" if d.yes else "no",
        }
        for i, d in enumerate(plan)
    ]
    rows = [
        {
            "time": (START + timedelta(days=i, hours=hour)).isoformat(),
            "mood": f"{5 + 0.3 * ((i * 7 + hour) % 5 - 2) + (lift if d.yes and hour == 19 else 0)}",
        }
        for i, d in enumerate(plan)
        for hour in (9, 19)
    ]
    return write(folder / "diary.csv", rows), write(folder / "coins.csv", coins)


def test_what_is_there_is_said_in_sentences_and_in_json(tmp_path):
    """The same numbers in both; the same seed gives the same again."""
    diary, coins = files(tmp_path)
    code, out, _ = kith(diary, "--coins", coins)
    assert code == 0
    assert "Mood on yes days beside no days: higher." in out
    assert "14 pairs of days, 14 of them" in out
    code, out, _ = kith(diary, "--coins", coins, "--json")
    told = json.loads(out)
    assert (code, told["schema"], told["verdict"], told["days"]) == (0, 1, "higher", 28)
    assert told["low"] > 0.0
    assert told["low"] < told["mean"] < told["high"]
    assert told["p_higher"] <= 0.05
    assert kith(diary, "--coins", coins, "--json")[1] == out


def test_not_enough_yet_is_an_answer(tmp_path):
    """Check-ins in the wrong hours: a sentence, and no number."""
    diary, coins = files(tmp_path)
    code, out, _ = kith(diary, "--coins", coins, "--hour", 3, "--json")
    assert (code, json.loads(out)["mean"]) == (0, None)
    assert "Not enough yet" in kith(diary, "--coins", coins, "--hour", 3)[1]


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("", "coins_unread", "line 1"),
        ("day,pair,coin\n2026-03-02,0,yes\n", "coins_unread", "line 1"),
        ("day,pair,coin\n2026-03-02,0,yes\n2026-03-04,0,no\n", "coins_unread", "line 3"),
        ("day,pair,coin\n2026-03-02,0,yes\n2026-03-03,0,maybe\n", "coins_unread", "line 3"),
        ("day,pair,coin\nsoon,0,yes\n2026-03-03,0,no\n", "coins_unread", "line 2"),
        ("day,coin\n2026-03-02,yes\n2026-03-03,no\n", "coins_unread", "line 2"),
        ("day,pair,coin\n2026-03-02,0,yes\n2026-03-03,0,yes\n", "coins_not_paired", "in pairs"),
        ("day,pair,coin\n2026-03-02,0,yes\n2026-03-03,1,no\n", "coins_not_paired", "in pairs"),
        ("\x00\x01", "coins_unread", "line 1"),
    ],
)
def test_coins_that_make_no_sense_end_in_a_sentence(tmp_path, text, name, line):
    """It names the line and the columns that are wanted, and nothing that stands there."""
    diary, _ = files(tmp_path)
    coins = tmp_path / "bad.csv"
    coins.write_text(text)
    code, out, err = kith(diary, "--coins", coins, "--json")
    assert (code, json.loads(out)["error"]) == (2, name)
    assert line in err
    assert "maybe" not in err


@pytest.mark.parametrize("hour", ["24", "-1", "x", "1.5", "٣"])
def test_an_hour_is_an_hour(tmp_path, hour):
    """Anything else is wrong use."""
    diary, coins = files(tmp_path)
    assert kith(diary, "--coins", coins, f"--hour={hour}")[0] == 2


def test_an_outcome_that_is_not_there_is_named(tmp_path):
    """As in every command of Impact."""
    diary, coins = files(tmp_path)
    code, out, _ = kith(diary, "--coins", coins, "--outcome", "calm", "--json")
    assert (code, json.loads(out)["error"]) == (1, "no_outcome")
