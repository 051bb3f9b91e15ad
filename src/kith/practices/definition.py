"""What a practice is, as plain frozen values. A practice is one TOML file; `loading` reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field asks for, and what its answer is."""

    TEXT = "text"  # a text
    CHOICE = "choice"  # the id of one option
    SEVERAL = "several"  # ids of options
    CHECKLIST = "checklist"  # ids of options, as a list to tick
    SCALE = "scale"  # a whole number from 0 to 10
    GRID = "grid"  # the id of an option for each of several lines
    FEELINGS = "feelings"  # keys of the vocabulary, and own words
    NEEDS = "needs"  # the same
    LIST = "list"  # short texts, in order
    LADDER = "ladder"  # pairs of a text and a number from 0 to 10, or to `most`
    CONDITIONS = "conditions"  # pairs of a text and the id of an option, how far it is met
    PIE = "pie"  # shares in percent by slice, and own slices
    PERCENT = "percent"  # a whole number from 0 to 100
    DAY = "day"  # a day, as 2026-03-01
    TIMER = "timer"  # "done" once the time was taken
    SCRIPT = "script"  # a text that begins as a template filled with earlier answers
    PEOPLE = "people"  # names: of the own people, and of whoever else is written
    CARD = "card"  # something to read; no answer
    SHOW = "show"  # earlier answers; no answer
    TABLE = "table"  # who stands in which `people` field; no answer
    EARLIER = "earlier"  # answers of earlier runs of another practice; no answer
    LOOP = "loop"  # earlier answers as a loop that is drawn; no answer
    LINES = "lines"  # earlier lists as a map: strong, thin, hard and cut-off lines; no answer
    LIFE = "life"  # two earlier ladders as one line, in order with each other; no answer
    EVIDENCE = "evidence"  # what was ticked in runs of another practice, along time; no answer
    LOGGED = "logged"  # what other rooms hold: support, the map, questionnaires; no answer


class Gate(StrEnum):
    """What the care setting of a tie does to a practice; each is stricter than the one before."""

    NONE = "none"  # it names nobody
    NAMES_A_TIE = "names_a_tie"  # the questions come first; it is offered for every tie
    OFF_FOR_CARE = "off_for_care"  # not offered for a tie that is set to care or danger


OF_RUNS = frozenset({Kind.EARLIER, Kind.EVIDENCE})  # of them `of` names fields of other runs
SILENT = frozenset(  # kinds without an answer
    {Kind.CARD, Kind.SHOW, Kind.TABLE, Kind.LOOP, Kind.LINES, Kind.LIFE, Kind.LOGGED, *OF_RUNS}
)
DRAWN = frozenset({Kind.TABLE, Kind.LOOP, Kind.LINES, Kind.LIFE})  # of answers of the same run
CHOOSING = frozenset({Kind.CHOICE, Kind.SEVERAL, Kind.CHECKLIST})
WRITTEN = frozenset(
    {
        *(Kind.TEXT, Kind.SCRIPT, Kind.LIST, Kind.LADDER, Kind.PIE, Kind.FEELINGS),
        *(Kind.PEOPLE, Kind.CONDITIONS),
    }
)
READERS = frozenset({"istatement", "limit", "selftalk", "blame", "paraphrase", "watching"})
THEMES = ("noticing", "kindness", "talking", "limits", "trust", "support", "stuck", "repair", "way")
END, SAFETY = "end", "safety"  # where a branch may lead beside a step
FIGURES = ("mean", "apart", "change")
BEFORE, AFTER = "before", "after"  # the steps, and their one field, that ask for the rating


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen. One with `safety` ends the path with where help is."""

    id: str
    label: str
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """When something holds: a field `is` (or holds) one of these, lies between bounds, is empty.

    `line` names the line of a grid that is meant. Where there is one `more`, it has to hold as well.
    """

    field: str
    is_: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    empty: bool | None = None
    line: str = ""
    more: "Condition | None" = None


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a step asks. Every field may stay empty.

    `of` names the fields that a `show` shows, the rows of a `table`, or the one that a paraphrase
    answers (none where it was said aloud), or the one whose texts a `ladder` begins with; those of an `earlier` are fields of another `practice`, of its last `rows` runs, and
    `counts` are those whose options are counted over so many `days`, and `chains` those of which it
    is counted how often which options came together. An `evidence` has rows and marks in that other
    practice, a `loop` the answers that follow on each other, a `logged` what it `logs`. `heard`
    pairs options with codes of the reader of self-talk, for the answers that `of` names: they are
    offered, not ticked. `takes` names a practice and a field with whose last answer it begins.
    `mine` is the slice of a pie that stands for the person; with `not_mine_when` it is refused, and
    `not_mine` says so. So it is where a text of the fields `told_in` tells that the writer was hurt
    when young (`young_when` says that they were); then `not_mine_told` says so.
    A grid has `lines`, each answered by one of the options; with an `axis`, which is a name, the
    middle of its answers is shown as one of several rows beside each other. With `again` the field
    begins with what was answered when the practice was last finished. A `people` field offers no
    name whose care setting asks for care, but where it asks for `everybody`.
    """

    id: str
    kind: Kind
    ask: str = ""
    hint: str = ""
    text: str = ""
    options: tuple[Option, ...] = ()
    low: str = ""
    high: str = ""
    most: int = 10  # of the numbers of a ladder
    rows: int = 0
    reader: str = ""
    of: tuple[str, ...] = ()
    template: str = ""
    mine: str = ""
    not_mine_when: Condition | None = None
    not_mine: str = ""
    told_in: tuple[str, ...] = ()
    young_when: Condition | None = None
    not_mine_told: str = ""
    seconds: int = 0
    practice: str = ""
    counts: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    chains: tuple[str, ...] = ()
    heard: tuple[tuple[str, str], ...] = ()  # code, option
    takes: tuple[str, ...] = ()  # practice, field
    logs: str = ""
    lines: tuple[Option, ...] = ()
    axis: str = ""
    again: bool = False
    everybody: bool = False
    boundaries: bool = False  # a text that may be one of the own boundaries
    ahead: bool = False  # a day that is still to come
    rooms: tuple[str, ...] = ()  # of the site, to which a card leads
    off_for_care: tuple[str, ...] = ()  # options that lead to what is off for such a tie

    @property
    def answers(self) -> bool:
        """Whether there is anything to answer."""
        return self.kind not in SILENT


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a step leads when something holds: to a later step, `end` or `safety`."""

    when: Condition
    go: str


@dataclass(frozen=True, slots=True)
class Step:
    """One page: a heading, something to read, fields, and where it leads (else to the next).

    Two people look at one that is `shared`: nothing on it speaks of fear; `floor` says whose turn it is. One that is `off_for_care`
    is left out for a tie that is set to care or danger. A `heavy` one is near what hurt somebody: who
    stops there is led back to the room, and does not meet their own words again unasked.
    """

    id: str
    title: str
    text: str = ""
    fields: tuple[Field, ...] = ()
    branches: tuple[Branch, ...] = ()
    only_when: Condition | None = None
    shared: bool = False
    off_for_care: bool = False
    heavy: bool = False
    floor: str = ""  # with whom of two it is to speak


@dataclass(frozen=True, slots=True)
class Rating:
    """A number from 0 to 10 that is asked before and after; `better` is `lower` or `higher`."""

    ask: str
    low: str
    high: str
    better: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a practice may be about; asked before its first step.

    One that can be done `alone` is about oneself as well: where it is not offered for a tie, its page
    says that nobody need be chosen.
    """

    ask: str
    hint: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Creates:
    """Something that can be made of the answers: its kind, what the button says, texts by name."""

    kind: str
    label: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """Something reckoned in each run, beside its answers: of which numbers, and how.

    `mean` is the middle of several, `apart` how far two lie from each other, `change` from the first
    to the second. With `by` it is followed for each answer to that field by itself.
    """

    kind: str
    ask: str
    of: tuple[str, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Answers that are not shown before a day, which another field asks for."""

    fields: tuple[str, ...]
    until: str


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the end: a heading, a text, the answers that are shown, what can be made.

    `together` names two scales of which it is said, from enough runs on, whether they moved together.
    `review` names a field of the kind day: from that day on it can be looked at again.
    """

    title: str
    text: str
    shows: tuple[str, ...] = ()
    creates: tuple[Creates, ...] = ()
    together: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    sealed: Sealed | None = None
    review: str = ""


@dataclass(frozen=True, slots=True)
class NotYours:
    """Where a run goes whose words tell that the writer was hurt, or takes the blame for it.

    From whatever step, to this `step`, and then to an end of its own that asks nothing and makes nothing.
    With `of`, what is told in other fields counts only where one of these holds blame. `young_when`
    says that the writer was young, and `when` what was chosen that says as much as words: all of it has
    to hold. Whoever comes to the step by a branch ends in the same way.
    """

    step: str
    title: str
    text: str
    of: tuple[str, ...] = ()
    young_when: Condition | None = None
    when: tuple[Condition, ...] = ()
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice, with the rating as its first and last step where it has one."""

    id: str
    version: int
    article: tuple[str, ...]
    theme: str
    order: int
    title: str
    about: str
    minutes: int
    why: str
    evidence: str
    source: str
    not_when: str
    note: str
    gate: Gate
    steps: tuple[Step, ...]
    end: End
    person: Person | None = None
    rating: Rating | None = None
    not_yours: NotYours | None = None

    def fields(self) -> Iterator[Field]:
        """Yield every field, step by step."""
        for step in self.steps:
            yield from step.fields

    def field(self, name: str) -> Field:
        """Return one field; KeyError where there is none of that name."""
        found = next((one for one in self.fields() if one.id == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def step(self, name: str) -> Step:
        """Return one step; KeyError where there is none of that name."""
        found = next((one for one in self.steps if one.id == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def looks_ahead(self, field: Field) -> bool:
        """Say whether a field asks for a day that is still to come."""
        sealed = self.end.sealed.until if self.end.sealed else ""
        is_one = field.ahead or field.id in {sealed, self.end.review}
        return field.kind is Kind.DAY and is_one

    def number(self, name: str) -> int:
        """Return the number of a step, from 1."""
        return [step.id for step in self.steps].index(name) + 1
