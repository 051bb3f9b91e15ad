"""The cards of the sorter, from `cards.toml`: looked over as they load."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kith.tongues import each_tongue, table

FILE = Path(__file__).with_name("cards.toml")
_ID = re.compile(r"[a-z_]{1,32}")


@dataclass(frozen=True, slots=True)
class Card:
    """One behaviour; beside a flagged one the offer of help always stands, wherever it is put."""

    id: str
    text: str
    flag: bool = False


@dataclass(frozen=True, slots=True)
class Domain:
    """Cards about one part of life."""

    name: str
    cards: tuple[Card, ...]


class CardError(ValueError):
    """The file of cards is not as it has to be; says where and what."""


@each_tongue
def domains(path: Path = FILE) -> tuple[Domain, ...]:
    """Give every domain with its cards, in the order of the file. Raises `CardError`."""
    raw = table(path)
    found = tuple(
        Domain(row["name"], tuple(Card(**card) for card in row["cards"])) for row in raw["domain"]
    )
    ids = [card.id for domain in found for card in domain.cards]
    if wrong := [one for one in ids if not _ID.fullmatch(one)]:
        raise CardError(f"{path.name}: {', '.join(wrong)}: an id has small letters and _")
    if twice := [one for one, count in Counter(ids).items() if count > 1]:
        raise CardError(f"{path.name}: {', '.join(twice)} stands there twice")
    return found


def card_of(code: str) -> Card | None:
    """Return the card of a code; None where this version has none."""
    return next((one for domain in domains() for one in domain.cards if one.id == code), None)
