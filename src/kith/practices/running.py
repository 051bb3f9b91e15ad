"""Where a run stands: pure functions of a practice and the answers so far.

Answers are, by the id of a step, the values of its fields by their id; a step that was skipped has
no values. A step without an entry was not met yet, nor one whose answers were only begun: they hold
a mark (`PART`) and are what that step begins with.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_of
from datetime import date
from typing import Any

from kith import mentions
from kith.practices import childhood, own_slice
from kith.practices.definition import (
    CHOOSING,
    END,
    SAFETY,
    WRITTEN,
    Condition,
    End,
    Field,
    Kind,
    Option,
    Practice,
    Step,
)
from kith.practices.fitting import SHARE as MOST_SHARE
from kith.practices.fitting import fits, fitting

Values = Mapping[str, Any]
Answers = Mapping[str, Values]
Word = Callable[[str], str]
Hurt = Callable[[str, bool], bool]
Gone = Callable[[str], bool]
PAIR = 2  # a text and its number
PART = "…"  # the key among the answers of a step of which only a part was asked so far


@dataclass(frozen=True, slots=True)
class Path:
    """The steps that were met, in order, and the one to come; where it ended: "", `end`, `safety`.

    `values` are the answers of the steps that were met: one that lies off the path counts no more.
    `part` are those that were given so far at the step to come, where it was stopped within.
    It is `not_yours` where it leads, or led, to the step of that name of its practice; `gone` where
    words that think it better to be gone ended it: then help comes first.
    """

    met: tuple[Step, ...]
    here: Step | None
    ended: str
    values: Values
    part: Values = made_of(default_factory=dict)
    not_yours: bool = False
    gone: bool = False

    @property
    def known(self) -> tuple[Step, ...]:
        """Return the steps that can be opened."""
        return (*self.met, self.here) if self.here else self.met

    def before(self, step: Step) -> Step | None:
        """Return the step before one of them; None before the first."""
        number = self.known.index(step)
        return self.known[number - 1] if number else None

    def after(self, step: Step) -> Step | None:
        """Return the step after one of them; None after the last."""
        number = self.known.index(step) + 1
        return self.known[number] if number < len(self.known) else None


def _told(text: str, young: bool) -> bool:
    return childhood.told(text, young=young)


def _never(_text: str) -> bool:
    return False


def path(practice: Practice, answers: Answers, hurt: Hurt = _told, gone: Gone = _never) -> Path:
    """Walk along the answers so far.

    `hurt` says whether a text tells that its writer was hurt (and takes whether they were young),
    `gone` whether its writer thinks it better to be gone.
    """
    aside = practice.not_yours.step if practice.not_yours else ""
    met: list[Step] = []
    values: dict[str, Any] = {}
    for_rating = practice.steps[-1] if practice.rating else None
    todo = list(practice.steps)
    ended, turned = END, False
    while todo:
        step = todo.pop(0)
        if not _is_asked(step, values) if step.id != aside else not turned:
            continue
        if step.id not in answers or PART in answers[step.id]:
            part = _part(step, answers.get(step.id, {}))
            return Path(tuple(met), step, "", values, part, turned)
        met.append(step)
        mine = {field.id for field in step.fields}
        held = fitting(step, answers[step.id])
        values |= {name: value for name, value in held.items() if name in mine}
        goes = leads(step, values)
        if aside and _leaves(step, values, gone):
            return Path(tuple(met), None, SAFETY, values, not_yours=turned, gone=True)
        if turned and step.id == aside and goes != SAFETY:
            goes = END
        elif aside and goes != SAFETY and not turned and _tells(practice, met, values, hurt):
            goes = aside
        turned = turned or (bool(aside) and goes == aside)
        if goes == SAFETY:
            ended, todo = SAFETY, []
        elif goes == END:
            todo = [for_rating] if for_rating is not None and step is not for_rating else []
        elif goes:
            todo = list(practice.steps[practice.number(goes) - 1 :])
    return Path(tuple(met), None, ended, values, not_yours=turned)


def _is_asked(step: Step, values: Values) -> bool:
    return step.only_when is None or holds(step.only_when, values)


def _tells(practice: Practice, met: Iterable[Step], values: Values, hurt: Hurt) -> bool:
    """Say whether the words so far tell that their writer was hurt; see `NotYours`."""
    aside = practice.not_yours
    if aside is None:
        return False
    told = [
        (field.id in aside.of or not aside.of, text)
        for step in met
        for field in step.fields
        if field.kind is not Kind.PEOPLE
        for text in texts(replace(step, fields=(field,)), values)
    ]
    if aside.when and all(holds(one, values) for one in aside.when):
        return True
    young = aside.young_when is not None and holds(aside.young_when, values)
    mine = [text for counts, text in told if counts]
    if any(hurt(text, young) for text in mine):
        return True
    blames = not aside.of or any(map(childhood.blames, mine))
    return blames and hurt("\n".join(text for _, text in told), young)


def _leaves(step: Step, values: Values, gone: Gone) -> bool:
    """Say whether words of a step think it better to be gone, whatever it asked for."""
    mine = tuple(one for one in step.fields if one.kind is not Kind.PEOPLE)
    return any(map(gone, texts(replace(step, fields=mine), values)))


def own_end(practice: Practice, path: Path) -> Practice:
    """Return a practice with the end that a path leads to: its own, or that of what was not theirs."""
    aside = practice.not_yours
    if aside is None or not path.not_yours:
        return practice
    return replace(practice, end=End(aside.title, aside.text, aside.shows))


def _part(step: Step, values: Values) -> Values:
    return {name: value for name, value in fitting(step, values).items() if name != PART}


def leads(step: Step, values: Values) -> str:
    """Return where a step leads: a step, `end`, `safety`, or "" for the next one."""
    for field in step.fields:
        if any(option.safety for option in chosen(field, values.get(field.id))):
            return SAFETY
    return next((branch.go for branch in step.branches if holds(branch.when, values)), "")


def holds(condition: Condition, values: Values) -> bool:
    """Say whether something holds; what was left open has no size and is no option."""
    if condition.more is not None and not holds(condition.more, values):
        return False
    value = values.get(condition.field)
    if condition.line:
        value = value.get(condition.line) if isinstance(value, dict) else None
    if condition.empty is not None and condition.empty != is_empty(value):
        return False
    if condition.is_ and set(condition.is_).isdisjoint(
        value if isinstance(value, list) else [value]
    ):
        return False
    low, high = condition.at_least, condition.at_most
    if (low, high) == (None, None):
        return True
    if not isinstance(value, int):
        return False
    return (low is None or value >= low) and (high is None or value <= high)


def is_empty(value: Any) -> bool:
    """Say whether nothing was answered; 0 is an answer."""
    return value is None or value in ("", [], {})


def chosen(field: Field, value: Any) -> list[Option]:
    """Return the options that were chosen."""
    wanted = value if isinstance(value, list) else [value]
    return [option for option in field.options if option.id in wanted] if field.options else []


def texts(step: Step, values: Values) -> list[str]:
    """Return everything in a step that the person wrote in words of their own."""
    found: list[str] = []
    for field in step.fields:
        if field.kind in WRITTEN and not is_empty(values.get(field.id)):
            found += [text for text in _written(field, values[field.id]) if text.strip()]
    return found


def _written(field: Field, value: Any) -> list[str]:
    if not fits(field, value):  # it came from a file; whatever words are in it count
        return [*mentions.texts(value)]
    if isinstance(value, str):
        return [value]
    if field.kind in {Kind.LADDER, Kind.CONDITIONS}:
        return [text for text, _ in value]
    if field.kind is Kind.PIE:
        own = {option.id for option in field.options}
        return [name for name in value if name not in own]
    return [str(one) for one in value]


def is_not_mine(field: Field, values: Values) -> bool:
    """Say whether the person's own slice of a pie is refused."""
    return bool(why_not_mine(field, values))


def why_not_mine(field: Field, values: Values) -> str:
    """Return what is said where the person's own slice is refused; "" where it is not.

    It is where earlier answers say so, or where earlier words tell of a child that was hurt.
    """
    if field.not_mine_when is not None and holds(field.not_mine_when, values):
        return field.not_mine
    young = field.young_when is not None and holds(field.young_when, values)
    texts = [str(values.get(name) or "") for name in field.told_in]
    return field.not_mine_told if any(childhood.told(t, young=young) for t in texts) else ""


def means_oneself(field: Field, name: str) -> bool:
    """Say whether a slice of a pie is the person's own: the one named so, or own words for it.

    Own words are, unless they clearly name somebody else or what was around (`own_slice`).
    """
    if name in {option.id for option in field.options}:
        return name == field.mine
    return own_slice.is_own(name)


def sized(number: float) -> int | float:
    """Return a number as it is kept: whole where it is whole, else with one place."""
    short = round(number, 1)
    return int(short) if short == int(short) else short


def slices(
    field: Field, given: Mapping[str, Any], own: Iterable[tuple[str, Any]]
) -> dict[str, Any]:
    """Return the shares of a pie by slice; own slices come after those that it offers.

    A slice of one's own that is called as an offered one is by its code is kept beside it, with a
    blank before it; two that are called the same are added.
    """
    known = {option.id for option in field.options}
    found = {name: sized(size) for name, size in given.items() if size}
    for text, size in own:
        name = f" {text}" if text in known else text
        found[name] = sized(min(MOST_SHARE, found.get(name, 0) + (size or 0)))
    return found


def shares(field: Field, value: Mapping[str, float], values: Values) -> list[tuple[str, int]]:
    """Return the slices of a pie with their share in percent, 100 in all; none where all are empty.

    The person's own slice is left out where it is refused, whatever stands there and however it is
    called.
    """
    labels = {option.id: option.label for option in field.options}
    refuses = is_not_mine(field, values)
    held = [(n, size) for n, size in value.items() if size > 0]
    held = [(n, size) for n, size in held if not (refuses and means_oneself(field, n))]
    total = sum(size for _, size in held)
    if not total:
        return []
    exact = [(labels.get(name, name.strip()), 100 * size / total) for name, size in held]
    rounded = [(label, int(size)) for label, size in exact]
    short = 100 - sum(size for _, size in rounded)
    nearest = sorted(range(len(exact)), key=lambda i: rounded[i][1] - exact[i][1])
    more = set(nearest[:short])
    return [(label, size + (i in more)) for i, (label, size) in enumerate(rounded)]


def said(field: Field, value: Any, word: Word = str, values: Values | None = None) -> list[str]:
    """Return an answer as lines to show; nothing where it was left open.

    `word` names what is kept by a key: vocabulary, and days.
    """
    if is_empty(value) or not fits(field, value):
        return []
    if field.kind in CHOOSING:
        return [option.label for option in chosen(field, value)]
    return _SAID.get(field.kind, _as_it_is)(field, value, word, values or {})


def _lines(field: Field, value: Any, _word: Word, _values: Values) -> list[str]:
    labels = {option.id: option.label for option in field.options}
    held = [(line.label, value.get(line.id)) for line in field.lines if isinstance(value, dict)]
    return [f"{line} {labels[chosen]}" for line, chosen in held if chosen in labels]


def _as_it_is(_field: Field, value: Any, _word: Word, _values: Values) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _listed(_field: Field, value: Any, word: Word, _values: Values) -> list[str]:
    return [", ".join(word(one) for one in value)]


def _rungs(field: Field, value: Any, _word: Word, values: Values) -> list[str]:
    """Return the rungs with their numbers; with what each was in the ladder that it began with."""
    was = dict(_pairs(values.get(field.of[0]))) if field.of else {}
    found = []
    for text, size in rungs(value):
        numbers = [str(one) for one in (was.get(text), size) if one is not None]
        found.append(f"{text} ({' → '.join(numbers)})" if numbers else text)
    return found


def _pairs(value: Any) -> list[tuple[str, Any]]:
    rows = value if isinstance(value, list) else []
    return [(row[0], row[1]) for row in rows if isinstance(row, (list, tuple)) and len(row) == PAIR]


def begun(field: Field, values: Values, word: Word = str) -> list[str]:
    """Return the texts that a ladder begins with: those of the earlier answer that it is `of`."""
    value = values.get(field.of[0]) if field.of else None
    if not isinstance(value, list):
        return []
    return [text for text, _ in _pairs(value)] or [
        word(one) for one in value if isinstance(one, str)
    ]


def _conditions(field: Field, value: Any, _word: Word, _values: Values) -> list[str]:
    labels = {option.id: option.label for option in field.options}
    return [f"{text}: {labels[mark]}" if mark in labels else text for text, mark in value]


def _slices(field: Field, value: Any, _word: Word, values: Values) -> list[str]:
    return [f"{label}: {size} %" for label, size in shares(field, value, values)]


_SAID: Mapping[Kind, Callable[[Field, Any, Word, Values], list[str]]] = {
    Kind.FEELINGS: _listed,
    Kind.NEEDS: _listed,
    Kind.LADDER: _rungs,
    Kind.CONDITIONS: _conditions,
    Kind.PIE: _slices,
    Kind.TIMER: lambda *_: [],
    Kind.PERCENT: lambda _, value, *__: [f"{value} %"],
    Kind.DAY: lambda _, value, word, __: [word(value)],
    Kind.PEOPLE: lambda _, value, *__: [", ".join(str(one) for one in value)],
    Kind.GRID: _lines,
}


def middle(field: Field, value: Any) -> float | None:
    """Return the middle of the answers to a grid, from 0 for its first option; None without any."""
    if not isinstance(value, dict):
        return None
    order = [option.id for option in field.options]
    held = [order.index(one) for one in value.values() if one in order]
    return sum(held) / len(held) if held else None


def rungs(value: list[tuple[str, float | None]]) -> list[tuple[str, float | None]]:
    """Return the rungs of a ladder from the easiest to the hardest; what has no number comes first."""
    return sorted(value, key=lambda row: -1 if row[1] is None else row[1])


def sealed_until(practice: Practice, values: Values, today: date) -> date | None:
    """Return the day before which some answers are not shown; None where they are."""
    day = values.get(practice.end.sealed.until) if practice.end.sealed else None
    if not isinstance(day, str) or not day:
        return None
    found = date.fromisoformat(day)
    return found if found > today else None


def sealed(practice: Practice, values: Values, today: date) -> frozenset[str]:
    """Return the ids of the fields whose answers are not shown yet."""
    if practice.end.sealed is None or sealed_until(practice, values, today) is None:
        return frozenset()
    return frozenset(practice.end.sealed.fields)
