"""What a file leaves open and an answer settles: zone, order of dates, decimal sign, mood, whose.

Each function returns the value to read with and the question that is still open, if one is.
"""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from kith.exchange import zones
from kith.exchange.items import Note, Options, Question
from kith.exchange.numbers import Scale, fitting
from kith.exchange.survey import Column, comma_decimal, date_order
from kith.exchange.times import TimeRule

LEVELS = {"5": 1.0, "4": 0.5, "3": 0.0, "2": -0.5, "1": -1.0, "skip": None}
"""Answers about a mood's name: 5 is the best; "skip" leaves it without a place on the scale."""


class Asked:
    """Collects the questions that stay open and the notes to be said, while a plan is made."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.questions: list[Question] = []
        self.notes: list[Note] = []

    def ask(self, question: Question) -> None:
        """Add a question that no answer has settled."""
        self.questions.append(question)

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

    def time_rule(self, columns: Iterable[Column], *, order: str = "", zone: str = "") -> TimeRule:
        """Return how times are read; ask for zone or order where nothing tells them."""
        order = order or date_order(list(columns)) or ""
        if not order:
            order = self.choice(Question("date_order", "date_order", ("dmy", "mdy")))
        return TimeRule(self._zone(zone), self.options.now, order or "dmy")

    def _zone(self, wanted: str) -> ZoneInfo:
        answer = self.answer("tz")
        for name in (answer, wanted) if answer else (wanted,):
            if name and (place := zones.zone(name)):
                return place
        local = zones.zone(zones.local_name())
        if answer or wanted or local is None:
            self.ask(Question("tz", "tz", default=zones.local_name() or None, about=answer))
        else:
            self.notes.append(Note("zone_taken", zones.name_of(local)))
        return local or ZoneInfo("UTC")

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
            elif word.casefold() in known:
                found[word] = known[word.casefold()]
            elif ask and not self.options.analyse:
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
