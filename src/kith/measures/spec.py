"""What a questionnaire is, as plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen: what it counts, what it says, its code in LOINC."""

    value: int
    says: str
    loinc: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question, word for word, with its answers.

    `reverse` turns the scale round. `gate` names the question of the care settings that asks the
    same, for questionnaires that lead there. `on_the_form` says whether the paper form asks it; a
    question of Kith's own has no place in a list of answers, where another may stand.
    """

    code: str
    asks: str
    options: tuple[Option, ...]
    loinc: str = ""
    reverse: bool = False
    gate: str = ""
    on_the_form: bool = True

    def counts(self, value: int) -> int:
        """Return what an answer adds to a score."""
        values = [option.value for option in self.options]
        return min(values) + max(values) - value if self.reverse else value


@dataclass(frozen=True, slots=True)
class Licence:
    """On what ground the wording may be passed on, where that is said, and whose it is.

    `redistribution` is `yes`, `nc`, `nd` or `ask`; with `ask` the file may hold no wording.
    `sources` are the places whose wording was compared, word for word.
    """

    grade: str
    licence: str
    licence_evidence_url: str
    accessed: date
    copyright_notice: str
    citation: str
    modifications: str
    redistribution: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A score of some of the questions; `least` of them must be answered."""

    code: str
    about: str
    items: tuple[str, ...]
    least: int


@dataclass(frozen=True, slots=True)
class Scoring:
    """How answers become a number: `sum`, `mean`, `each` question by itself, `parts` or `none`.

    With `parts` each part is a mean by itself, and there is no total.
    With a sum, up to `most_missing` unanswered questions are made up for in proportion.
    """

    kind: str
    low: float
    high: float
    most_missing: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def several(self) -> bool:
        """Whether answers come to several numbers and no total."""
        return self.kind in {"each", "parts"}

    @property
    def needs(self) -> tuple[tuple[int, int], ...]:
        """Return how many answers a part needs, of how many questions; each pair once."""
        return tuple(sorted({(part.least, len(part.items)) for part in self.parts}))


@dataclass(frozen=True, slots=True)
class Rule:
    """When answers call for something: any of `items` is `at_least` that, or one is left open."""

    code: str
    items: tuple[str, ...]
    at_least: int | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence for totals from `at_least` on; it names no condition and no verdict."""

    at_least: float
    says: str


@dataclass(frozen=True, slots=True)
class Reliable:
    """How far two totals must lie apart to be more than the noise of one person's answers."""

    threshold: float
    source: str
    source_url: str
    population: str


IN_GENERAL = 28
"""Days between two answers to what asks about no days in particular."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One questionnaire. `use` is `trend`, or `safety` for one that only ever leads to help.

    `repeat_days` is how many days two answers that are compared lie apart, where these are more than
    it looks back; 0 where nothing is known but that.
    `tie` is `anyone` or `partner` for one that asks about one person, by who that may be; else "".
    """

    id: str
    name: str
    full_name: str
    about: str
    language: str
    use: str
    order: int
    minutes: int
    recall_days: int
    higher_means: str
    stem: str
    licence: Licence
    items: tuple[Item, ...]
    scoring: Scoring
    follow_up: Item | None
    rules: tuple[Rule, ...]
    sayings: tuple[Saying, ...]
    reliable: Reliable | None
    loinc: str = ""
    loinc_total: str = ""
    without_self_harm: str = ""
    note: str = ""
    tie: str = ""
    repeat_days: int = 0

    @property
    def by_code(self) -> Mapping[str, Item]:
        """Return every question by its code, the one that may follow included."""
        more = (self.follow_up,) if self.follow_up else ()
        return {item.code: item for item in (*self.items, *more)}

    @property
    def apart_days(self) -> int:
        """Return how many days two answers that are compared lie apart, at least."""
        return self.repeat_days or self.recall_days or IN_GENERAL

    @property
    def turned(self) -> int:
        """Return of how many questions the scale is turned round."""
        return sum(item.reverse for item in self.items)
