"""Hold every promise of a practice against the rest of it, each at its place."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from kith.practices.definition import (
    AFTER,
    BEFORE,
    CHOOSING,
    DRAWN,
    END,
    OF_RUNS,
    SAFETY,
    Condition,
    Creates,
    Field,
    Figure,
    Gate,
    Kind,
    Practice,
    Step,
)
from kith.practices.kinds import NEEDED, ROOMS, Kinds, article_ids
from kith.practices.places import Path
from kith.practices.taking import Notes

HOLES = re.compile(r"\{([a-z0-9_]+)\}")
NUMBERS = frozenset({Kind.SCALE})
LEADS_ON = "practice"  # the kind that leads to another practice, and its one text
LEAST_OF_AXIS = PAIR = 2
FOUR = 4  # strong, thin, hard, cut off
MEAN = "mean"
# What templates call the person, what a form calls its button, and what the rating is called.
TAKEN = frozenset({"person", "do", BEFORE, AFTER})


def check(practice: Practice, notes: Notes, kinds: Kinds | None) -> None:
    """Note whatever does not fit; `kinds` are what can be made of answers, None where unknown."""
    if practice.gate is Gate.NONE and practice.person is not None:
        notes.add("person_without_gate", ("person",))
    if practice.gate is Gate.NAMES_A_TIE and practice.person is None:
        notes.add("gate_without_person", ("gate",))
    for name in practice.article:
        if name not in article_ids():
            notes.add("not_an_article_id", ("article",), name)
    _ids(practice, notes)
    before = _paths(practice, notes)
    _ending(practice, before, notes, kinds)


def _paths(practice: Practice, notes: Notes) -> dict[str, Field]:
    """Look at every step with the fields before it; return all fields."""
    before: dict[str, Field] = {}
    if practice.rating is not None:
        before |= {field.id: field for field in practice.steps[0].fields}
    for path, step in _steps(practice):
        _condition(step.only_when, (*path, "only_when"), before, notes)
        _fields(step.fields, path, before, notes)
        before |= {field.id: field for field in step.fields}
        for number, branch in enumerate(step.branches):
            at = (*path, "branch", number)
            _condition(branch.when, (*at, "when"), before, notes)
            later = {one.id for one in practice.steps[practice.number(step.id) :]}
            if branch.go not in later | {END, SAFETY}:
                notes.add("no_later_step", (*at, "go"), branch.go)
    return before


def _ending(
    practice: Practice, before: dict[str, Field], notes: Notes, kinds: Kinds | None
) -> None:
    drawn = {name for name, field in before.items() if field.kind in DRAWN}
    _aside(practice, before, notes)
    for name in practice.end.shows:
        if name not in drawn:
            _known(name, ("end", "shows"), before, notes)
    pair = [before[name].kind for name in practice.end.together if name in before]
    if practice.end.together and pair != [Kind.SCALE, Kind.SCALE]:
        notes.add("not_a_scale", ("end", "together"), ", ".join(practice.end.together))
    _reckoned(practice, before, notes)
    for number, one in enumerate(practice.end.creates):
        at = ("end", "creates", number)
        if kinds is not None and one.kind not in kinds:
            notes.add("unknown_kind", (*at, "kind"), f"{one.kind} ({', '.join(sorted(kinds))})")
        elif kinds is not None:
            _keys(kinds[one.kind], one, at, notes)
        for key, text in one.texts.items():
            _template(text, (*at, key), before, notes)


def _aside(practice: Practice, before: dict[str, Field], notes: Notes) -> None:
    aside = practice.not_yours
    if aside is None:
        return
    if aside.step not in {step.id for _, step in _steps(practice)}:
        notes.add("no_later_step", ("not_yours", "step"), aside.step)
    _condition(aside.young_when, ("not_yours", "young_when"), before, notes)
    for number, one in enumerate(aside.when):
        _condition(one, ("not_yours", "when", number), before, notes)
    for key, names in (("of", aside.of), ("shows", aside.shows)):
        for name in names:
            _known(name, ("not_yours", key), before, notes)


def _reckoned(practice: Practice, before: dict[str, Field], notes: Notes) -> None:
    for number, figure in enumerate(practice.end.figures):
        _figure(figure, ("end", "figure", number), before, notes)
    review = practice.end.review
    if review and (review not in before or before[review].kind is not Kind.DAY):
        notes.add("not_a_day", ("end", "review"), review)
    if sealed := practice.end.sealed:
        for name in sealed.fields:
            _known(name, ("end", "sealed", "fields"), before, notes)
        if sealed.until not in before or before[sealed.until].kind is not Kind.DAY:
            notes.add("not_a_day", ("end", "sealed", "until"), sealed.until)


def _figure(figure: Figure, at: Path, before: dict[str, Field], notes: Notes) -> None:
    kinds = [before[name].kind if name in before else None for name in figure.of]
    if not {*kinds} <= {Kind.SCALE, Kind.PERCENT} or len({*kinds}) > 1:
        notes.add("not_a_scale", (*at, "of"), ", ".join(figure.of))
    if figure.kind != MEAN and len(figure.of) != PAIR:
        notes.add("not_a_pair", (*at, "of"), figure.kind)
    if figure.by:
        _known(figure.by, (*at, "by"), before, notes)


def _keys(known: Collection[str], one: Creates, at: Path, notes: Notes) -> None:
    """Look at which texts something takes that can be made of answers."""
    for key in one.texts:
        if key not in known:
            notes.add("unknown_key", (*at, key), key)
    needed = NEEDED.get(one.kind)
    if needed and needed not in one.texts and set(one.texts) <= {*known}:  # else it is a slip
        notes.add("missing", at, needed)


def across(
    practice: Practice, notes: Notes, others: Mapping[str, Practice], unread: Collection[str]
) -> None:
    """Note what is named of other practices and is not there.

    `unread` are the ids of files that are wrong themselves: what they hold is not known.
    """
    for number, one in enumerate(practice.end.creates):
        name = one.texts.get(LEADS_ON, "") if one.kind == LEADS_ON else ""
        if name and name not in {*others, *unread}:
            notes.add("no_such_practice", ("end", "creates", number, LEADS_ON), name)
    for path, step in _steps(practice):
        for number, field in enumerate(step.fields):
            at = (*path, "field", number)
            if field.kind in OF_RUNS and field.practice not in unread:
                _looks_back(field, at, notes, others)
            if field.takes and field.takes[0] not in unread:
                _takes(field, (*at, "takes"), notes, others)


def _looks_back(field: Field, at: Path, notes: Notes, others: Mapping[str, Practice]) -> None:
    other = others.get(field.practice)
    if other is None:
        notes.add("no_such_practice", (*at, "practice"), field.practice)
        return
    known = {one.id: one for one in other.fields() if one.answers}
    with_options = {name for name, one in known.items() if one.options}
    if field.kind is Kind.EVIDENCE and len(field.of) != PAIR:
        notes.add("not_a_pair", (*at, "of"), field.id)
    for key, names in (("of", field.of), ("counts", field.counts), ("chains", field.chains)):
        allowed = known if key == "of" and field.kind is Kind.EARLIER else with_options
        for name in names:
            if name not in allowed:
                notes.add("no_field_there", (*at, key), name)


def _takes(field: Field, at: Path, notes: Notes, others: Mapping[str, Practice]) -> None:
    practice, name = field.takes
    if practice not in others:
        notes.add("no_such_practice", (*at, "practice"), practice)
    elif all((one.id, one.kind) != (name, field.kind) for one in others[practice].fields()):
        notes.add("no_field_there", (*at, "field"), name)


def _steps(practice: Practice) -> Iterator[tuple[Path, Step]]:
    """Yield the steps of the file with their place; those that ask for the rating have none."""
    written = practice.steps if practice.rating is None else practice.steps[1:-1]
    for number, step in enumerate(written):
        yield ("step", number), step


def _ids(practice: Practice, notes: Notes) -> None:
    steps = Counter(step.id for _, step in _steps(practice))
    for path, step in _steps(practice):
        if steps[step.id] > 1 or step.id in {END, SAFETY, BEFORE, AFTER}:
            notes.add("id_twice", (*path, "id"), step.id)
    fields = Counter(field.id for field in practice.fields())
    for path, step in _steps(practice):
        for number, field in enumerate(step.fields):
            if fields[field.id] > 1 or field.id in TAKEN:
                notes.add("id_twice", (*path, "field", number, "id"), field.id)


def _fields(fields: tuple[Field, ...], path: Path, before: dict[str, Field], notes: Notes) -> None:
    for number, field in enumerate(fields):
        at = (*path, "field", number)
        here = before | {one.id: one for one in fields[:number]}
        for name in () if field.kind in OF_RUNS else field.of:
            _known(name, (*at, "of"), here, notes)
            if field.kind is Kind.TABLE and name in here and here[name].kind is not Kind.PEOPLE:
                notes.add("not_people", (*at, "of"), name)
        if field.kind is Kind.LINES and not _are_lists(field, here):
            notes.add("not_four_lists", (*at, "of"), field.id)
        if field.kind is Kind.LIFE and not _are_two(Kind.LADDER, field, here):
            notes.add("not_two_ladders", (*at, "of"), field.id)
        _template(field.template, (*at, "template"), before, notes)
        _own(field, at, notes)
        _leads(field, at, notes)
        if field.not_mine_when is not None:
            _condition(field.not_mine_when, (*at, "not_mine_when"), before, notes)
            if not field.mine:
                notes.add("missing", at, "mine")
        _condition(field.young_when, (*at, "young_when"), before, notes)


def _are_lists(field: Field, here: Mapping[str, Field]) -> bool:
    lists = [name for name in field.of if name in here and here[name].kind is Kind.LIST]
    return len(lists) == len(field.of) and len(lists) in {FOUR, FOUR + 1}


def _are_two(kind: Kind, field: Field, here: Mapping[str, Field]) -> bool:
    found = [name for name in field.of if name in here and here[name].kind is kind]
    return len(found) == len(field.of) == PAIR


def _own(field: Field, at: Path, notes: Notes) -> None:
    """Look at what a field says of itself."""
    options = {one.id for one in field.options}
    for key, names in (
        ("heard", [n for _, n in field.heard]),
        ("off_for_care", field.off_for_care),
    ):
        for name in names:
            if name not in options:
                notes.add("no_such_option", (*at, key), name)
    if field.reader and field.kind not in {Kind.TEXT, Kind.SCRIPT, Kind.CONDITIONS}:
        notes.add("reader_of_no_text", (*at, "reader"), field.id)
    if field.reader == "paraphrase" and len(field.of) > 1:
        notes.add("paraphrase_of_many", (*at, "reader"), field.id)
    if field.boundaries and field.kind is not Kind.TEXT:
        notes.add("reader_of_no_text", (*at, "boundaries"), field.id)
    if field.axis and len(field.options) < LEAST_OF_AXIS:
        notes.add("axis_of_one", (*at, "axis"), field.axis)
    if field.mine and field.mine not in options:
        notes.add("no_such_slice", (*at, "mine"), field.mine)


def _leads(field: Field, at: Path, notes: Notes) -> None:
    """Look at where a card leads, and whether what lies ahead is a day."""
    if field.ahead and field.kind is not Kind.DAY:
        notes.add("not_a_day", (*at, "ahead"), field.id)
    for name in field.rooms:
        if name not in ROOMS or field.kind is not Kind.CARD:
            notes.add("no_such_room", (*at, "rooms"), f"{name} ({', '.join(ROOMS)})")


def _condition(
    condition: Condition | None, at: Path, before: dict[str, Field], notes: Notes
) -> None:
    if condition is None:
        return
    _condition(condition.more, (*at, "and"), before, notes)
    field = before.get(condition.field)
    if field is None:
        notes.add("no_earlier_field", (*at, "field"), condition.field)
        return
    if condition.is_:
        unknown = set(condition.is_) - {option.id for option in field.options}
        if field.kind not in {*CHOOSING, Kind.GRID} or unknown:
            notes.add("no_such_option", (*at, "is"), ", ".join(sorted(unknown)) or field.id)
    if condition.line not in {one.id for one in field.lines} | ({""} if not field.lines else set()):
        notes.add("no_such_option", (*at, "line"), condition.line or field.id)
    low, high = condition.at_least, condition.at_most
    if low is not None and high is not None and low > high:
        notes.add("out_of_range", (*at, "at_least"), f"at_least: 0 to {high}")
    if (low, high) != (None, None) and field.kind not in NUMBERS:
        notes.add("not_a_scale", (*at, "at_least"), field.id)


def _known(name: str, at: Path, before: dict[str, Field], notes: Notes) -> None:
    if name not in before or not before[name].answers:
        notes.add("no_earlier_field", at, name)


def _template(text: str, at: Path, before: dict[str, Field], notes: Notes) -> None:
    for name in HOLES.findall(text):
        if name != "person":
            _known(name, at, before, notes)
