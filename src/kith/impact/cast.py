"""The made-up people of simulated lives, read from cast.toml."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import numpy as np


@cache
def _script() -> dict[str, Any]:
    text = resources.files("kith.impact").joinpath("cast.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def cast_of(people: int) -> list[dict[str, Any]]:
    """Return the first people of the cast, and as many more as asked for."""
    script = _script()
    rows = list(script["person"][:people])
    names, kinds = script["more"]["names"], script["more"]["kinds"]
    for i in range(people - len(rows)):
        turn = i * 2.399963  # the golden angle spreads them round the circle
        again = "" if i < len(names) else f" {i // len(names) + 1}"
        rows.append(
            {
                "name": names[i % len(names)] + again,
                "kinds": [kinds[i % len(kinds)]],
                "pronouns": "",
                "circle": 3,
                "bond": "thin",
                "flow": "none",
                "x": 0.85 * float(np.cos(turn)),
                "y": 0.85 * float(np.sin(turn)),
                "rate": 1.5 / (1.0 + 0.15 * i),
                "minutes": 30 + 15 * (i % 4),
                "modes": ["in_person", "text"],
                "role": "small",
            }
        )
    return rows


def feeling_words(valence: float, arousal: float) -> list[str]:
    """Words for a mood in one quarter of the mood grid."""
    side = "pleasant" if valence >= 0.0 else "unpleasant"
    words: list[str] = _script()["feelings"][f"{side}_{'lively' if arousal >= 0.0 else 'quiet'}"]
    return words
