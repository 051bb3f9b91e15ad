"""A run and its answers as a page or the terminal shows them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from kith import practices
from kith.practices import Field, Kind, Path, Practice, Step, caring
from kith.practices.definition import AFTER, BEFORE
from kith.practices.fitting import fits
from kith.practices.running import PART, middle
from kith.practices.table import Table, table
from kith.safety import soon
from kith.web.people import care
from kith.web.people.named import Watch, watch
from kith.web.practise import drawn_lines, hurt, library, life_lines, saving, words
from kith.web.practise.loops import Loop, loop
from kith.web.practise.models import Run
from kith.web.shell.models import Space


@dataclass(frozen=True, slots=True)
class Axis:
    """The middle of the answers to a grid: its name, where it lies in words, and in a drawing."""

    name: str
    place: str
    at: float  # from 10 to 190 along a line
    ticks: tuple[float, ...]
    ends: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer: what was asked, its lines, the shares of a pie, who stands where, a grid's row."""

    ask: str
    lines: tuple[str, ...]
    shares: tuple[tuple[str, int], ...] = ()
    table: Table | None = None
    axis: Axis | None = None
    loop: Loop | None = None
    map: drawn_lines.Lines | None = None
    life: life_lines.LifeLine | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a run stands: its practice (None where it cannot be read), the path, whether it is held.

    Of a tie whose care setting asks for it, the practice comes without the parts that are off.
    """

    run: Run
    practice: Practice | None
    path: Path | None
    held: bool

    @property
    def goes_on(self) -> bool:
        """Say whether it can go on: it is not held, and something is left to be asked."""
        return not self.held and self.path is not None and self.path.here is not None

    @property
    def title(self) -> str:
        """Return what the practice is called."""
        return self.practice.title if self.practice else self.run.practice.replace("_", " ")


def standing(run: Run) -> Standing:
    """Return where a run stands; it is held where the care setting asks for it."""
    return standings(run.space, [run])[0]


def standings(space: Space, rows: Iterable[Run]) -> list[Standing]:
    """Return where runs of a space stand, in their order; what they share is looked up once."""
    found = list(rows)
    if not found:
        return []
    answers = saving.answers_of_all(found)
    guarded, watched = care.guarded_in(space), watch(space)
    return [
        _standing(run, answers[run.pk], watched, guarded=run.person_id in guarded) for run in found
    ]


def _standing(
    run: Run, answers: practices.running.Answers, watched: Watch, *, guarded: bool
) -> Standing:
    practice = library.practice_of(run)
    if practice is None:
        return Standing(run, None, None, held=False)
    gate, held = library.gate_of(run, practice), False
    off = library.left_out(run, practice)
    if gate is practices.Gate.OFF_FOR_CARE or (gate is not practices.Gate.NONE and off is not None):
        careful = guarded or run.guarded or bool(watched.named(written(practice, answers)))
        held = careful and gate is practices.Gate.OFF_FOR_CARE
        if careful and not held:
            practice = caring.with_care(practice, off or ())
    path = practices.path(practice, answers, hurt.told, hurt.gone)
    return Standing(run, practices.running.own_end(practice, path), path, held)


def is_careful(found: Standing) -> bool:
    """Say whether a run is about a tie that asks for care, or names one in its words."""
    run = found.run
    if run.guarded or (run.person_id or 0) in care.guarded_in(run.space):
        return True
    if found.practice is None:
        return False
    return bool(watch(run.space).named(written(found.practice, saving.answers_of(run))))


def written(practice: Practice, answers: practices.running.Answers) -> Iterable[str]:
    """Yield every text of the person's own in a run."""
    for step in practice.steps:
        yield from practices.texts(step, answers.get(step.id, {}))


def signs_in(standing: Standing) -> tuple[list[str], list[str]]:
    """Return what is said of what calls for help soon: what the run has words for, and the rest."""
    answers = saving.answers_of(standing.run)
    texts = written(standing.practice, answers) if standing.practice else ()
    said, met = soon.signs(), soon.found(texts)
    return [said[code] for code in met], [says for code, says in said.items() if code not in met]


def answer(practice: Practice, field: Field, values: Any) -> Shown:
    """Return one answer; without lines where it was left open."""
    held = values.get(field.id)
    value: Any = held if fits(field, held) else None
    lines = practices.said(field, value, words.word, values)
    pie = field.kind is Kind.PIE and value is not None
    shares = practices.running.shares(field, value, values) if pie else ()
    if field.kind is Kind.TABLE:
        rows = [(one.ask, _names(one, values)) for one in map(practice.field, field.of)]
        return Shown(field.ask, (), table=table(rows))
    if field.kind is Kind.LINES:
        return Shown(field.ask, (), map=drawn_lines.lines(practice, field, values))
    if field.kind is Kind.LIFE:
        return Shown(field.ask, (), life=life_lines.life_line(practice, field, values))
    if field.kind is Kind.LOOP:
        return Shown(field.ask, (), loop=loop(practice, field, values))
    return Shown(field.ask, tuple(lines), tuple(shares), axis=_axis(field, value))


def _names(field: Field, values: Any) -> Any:
    held = values.get(field.id)
    return (held or ()) if fits(field, held) else ()


def _axis(field: Field, value: Any) -> Axis | None:
    found = middle(field, value) if field.axis and value else None
    if found is None:
        return None
    last = len(field.options) - 1
    ticks = tuple(10 + 180 * step / last for step in range(last + 1))
    ends = (field.options[0].label, field.options[-1].label)
    return Axis(field.axis, words.place(field, found), 10 + 180 * found / last, ticks, ends)


def shown_back(practice: Practice, names: Iterable[str], values: Any) -> list[Shown]:
    """Return earlier answers by the ids of their fields, those that were left open left out."""
    found = [answer(practice, practice.field(name), values) for name in names]
    return [one for one in found if any((one.lines, one.table, one.loop, one.map, one.life))]


def at_end(practice: Practice, path: Path, hidden: Collection[str] = ()) -> list[str]:
    """Return what the end shows: nothing hidden, and no line of a life that was not looked at."""
    met = {field.id for step in path.met for field in step.fields}
    drawn = {field.id for field in practice.fields() if field.kind is Kind.LIFE}
    return [name for name in practice.end.shows if name not in {*hidden, *(drawn - met)}]


def values_of(practice: Practice, answers: practices.running.Answers) -> dict[str, Any]:
    """Return every answer that fits its field by the id of the field, also those off the path."""
    fields = {field.id: field for field in practice.fields()}
    return {
        name: value
        for one in answers.values()
        for name, value in one.items()
        if name not in fields or fits(fields[name], value)
    }


def everything(standing: Standing, hidden: Collection[str] = ()) -> list[tuple[str, list[Shown]]]:
    """Return every answer of a run under the heading of its step, also those off the path.

    Those that are `hidden`, by the id of the field, are left out.
    """
    if standing.practice is None:
        return [("", _plain(standing.run))]
    answers = saving.answers_of(standing.run)
    values = {name: value for one in answers.values() for name, value in one.items()}
    found = []
    for step in standing.practice.steps:
        mine = [
            field.id
            for field in step.fields
            if field.answers and field.id in answers.get(step.id, {}) and field.id not in hidden
        ]
        shown = shown_back(standing.practice, mine, values)
        if shown and step.id not in {BEFORE, AFTER}:
            found.append((words.title_of(step), shown))
    return found


def _plain(run: Run) -> list[Shown]:
    """Return answers whose definition this version cannot read, as they lie there."""
    return [
        Shown(name.replace("_", " "), (str(value),))
        for values in saving.answers_of(run).values()
        for name, value in values.items()
        if name != PART
    ]


def composed(practice: Practice, step: Step, path: Path, run: Run) -> dict[str, str]:
    """Return the scripts of a step as they begin."""
    name = run.person.name if run.person else ""
    return {
        field.id: practices.composed(field.template, practice, path.values, words.word, person=name)
        for field in step.fields
        if field.kind is Kind.SCRIPT
    }
