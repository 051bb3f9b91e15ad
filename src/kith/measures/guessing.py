"""What an answer that does not fit seems to say, so that help need not wait for one that does.

Nothing here is ever scored. A slip (a number as text, a number beyond the options, a code in
capitals, the words of an option) is still an answer that somebody gave.
"""

import math
from typing import Any

from kith.measures.spec import Item, Measure

MOST = 80  # signs; an answer is short


def item(one: Measure, code: str) -> Item | None:
    """Return the question that a code seems to mean; None where it is none of them."""
    asked = _plain(code)
    return next((item for name, item in one.by_code.items() if _plain(name) == asked), None)


def value(of: Item, given: Any) -> int | None:
    """Return the number that an answer seems to be, at most the highest option; None for no answer."""
    highest = max(option.value for option in of.options)
    if isinstance(given, str):
        return _worded(of, given)
    try:
        number = float(given)
    except (TypeError, ValueError, OverflowError):
        return highest if isinstance(given, int) and given > 0 else None
    return None if math.isnan(number) or number < 0 else math.ceil(min(number, highest))


def _worded(of: Item, given: str) -> int | None:
    if len(given) > MOST:
        return None
    said = _plain(given)
    for option in of.options:
        if said == _plain(option.says):
            return option.value
    try:
        return value(of, float(given.strip().replace(",", ".")))
    except ValueError:
        return None


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
