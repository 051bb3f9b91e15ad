"""Words that keep the same company: `company.tsv` puts each common word into one of some groups.

Made with the weights from the company that words keep in the permissive sets (`make models`). A
group has a number and no meaning; it lets "you absolute plum" be near what was learned of others.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("company.tsv")


@cache
def company() -> Mapping[str, str]:
    """Give the group of each known word, as `#` and its number."""
    rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {word: f"#{number}" for number, words in rows for word in words.split(" ")}
