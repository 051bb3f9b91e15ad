"""What a file leaves open and an answer settles: zone, order of dates, decimal sign, mood, whose.

Each function returns the value to read with and the question that is still open, if one is.
"""

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from kith.exchange import limits, zones
from kith.exchange.errors import MappingError
from kith.exchange.items import Note, Options, Question
from kith.exchange.numbers import Scale, fitting
from kith.exchange.survey import Column, comma_decimal, date_order
from kith.exchange.times import TimeRule

LEVELS = {"5": 1.0, "4": 0.5, "3": 0.0, "2": -0.5, "1": -1.0, "skip": None}
"""Answers about a mood's name: 5 is the best; "skip" leaves it without a place on the scale."""


SECRET = frozenset({"password"})
"""Questions whose answer is never shown again."""


class Asked:
    """Collects the questions that stay open and the notes to be said, while a plan is made."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.questions: list[Question] = []
        self.notes: list[Note] = []

    def ask(self, question: Question) -> None:
        """Add a question that no answer has settled, with the answer that did not settle it."""
        secret = question.key in SECRET
        given = question.answered or ("" if secret else self.answer(question.key))
        self.questions.append(replace(question, answered=given))

    def answer(self, key: str) -> str:
        """Return what was answered ("" when nothing was)."""
        return self.options.answers.get(key, "").strip()

    def choice(self, question: Question) -> str:
        """Return the answer when it is one of the options; else leave the question open."""
        answer = self.answer(question.key)
        if answer in question.options:
            return answer
        self.ask(question)
        return ""

    def optional(self, question: Question) -> str:
        """Return the answer to what need not be asked ("" without one); ask if it is no option."""
        return self.choice(question) if self.answer(question.key) else ""

    def time_rule(
        self,
        columns: Iterable[Column],
        *,
        order: str = "",
        zone: str = "",
        zoned: bool | None = None,
    ) -> TimeRule:
        """Return how times are read; ask for zone or order where nothing tells them.

        `zoned` says that every time names its own zone (or that none does); None looks for it.
        """
        columns = list(columns)
        order = order or date_order(columns) or ""
        if not order:
            order = self.choice(Question("date_order", "date_order", ("dmy", "mdy")))
        if zoned is None:
            zoned = bool(columns) and all(column.all_zoned for column in columns)
        return TimeRule(self._zone(zone, zoned=zoned), self.options.now, order or "dmy")

    def _zone(self, wanted: str, *, zoned: bool) -> ZoneInfo:
        """Return where bare times stand. It is said, unless every time names its own zone."""
        name = self.answer("tz") or wanted or zones.local_name()
        place = zones.zone(name)
        if place is None and (name or not zoned):
            self.ask(Question("tz", "tz", default=zones.local_name() or None, about=name))
        elif place is not None and not zoned:
            self.notes.append(Note("zone_taken", zones.name_of(place)))
        return place or ZoneInfo("UTC")

    def commas(self, columns: Iterable[Column]) -> bool:
        """Return whether a comma is a decimal sign."""
        found = comma_decimal(list(columns))
        if found is not None:
            return found
        return self.choice(Question("decimal", "decimal", ("comma", "thousands"))) != "thousands"

    def mood_scale(self, column: Column | None) -> Scale | None:
        """Return the scale of a mood column; our own (−1..1 with fractions) is recognised."""
        if column is None or not column.numeric:
            return None
        if scale := Scale.parse(self.answer("mood_scale")):
            return scale
        if column.low < 0 and not column.whole and column.low >= -1 and column.high <= 1:
            return Scale(-1, 1)
        if not self.options.analyse:
            options = fitting(column.low, column.high)
            default = options[0] if options else None
            self.ask(Question("mood_scale", "mood_scale", options, default, column.name))
        return None

    def mood_words(
        self, words: Iterable[str], known: dict[str, float], *, ask: bool = True
    ) -> dict[str, float | None]:
        """Return what each name of a mood is worth on −1..1; ask about names nobody knows."""
        found: dict[str, float | None] = {}
        for word in words:
            answer = self.answer(f"mood.{word}")
            if answer in LEVELS:
                found[word] = LEVELS[answer]
            elif word.casefold() in known and not answer:
                found[word] = known[word.casefold()]
            elif ask and not self.options.analyse:
                if len(self.questions) >= limits.WORDS:
                    raise MappingError("mood_is_text", "mood")
                self.ask(Question(f"mood.{word}", "mood_word", tuple(LEVELS), None, word))
        return found

    def whose(self, column: Column | None) -> str:
        """Return whose rows to read ("" for all), asking when a file holds several people."""
        if column is None:
            return ""
        answer = self.answer("whose")
        if self.options.analyse or len(column.values) < 2:
            return answer
        known = tuple(column.values)
        if answer in column.values or (answer and not column.complete):
            return answer
        self.ask(Question("whose", "whose", known, None, column.name))
        return ""
