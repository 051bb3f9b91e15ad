"""Boundaries, practices, intentions and questionnaires of some days, for a page to hand on."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith import measures
from kith.measures import Measure
from kith.plots.report import Row, Section
from kith.tongues import figures
from kith.web.boundaries import standing
from kith.web.boundaries.codes import What
from kith.web.boundaries.gating import WORDS
from kith.web.boundaries.standing import Standing
from kith.web.people.models import Person
from kith.web.people.named import guarded_in_words
from kith.web.practise import doors as practices
from kith.web.practise import telling as practised
from kith.web.practise.intentions import LOOKS, held_among, intentions_of, nearness
from kith.web.practise.models import Intention, Run
from kith.web.questionnaires import telling, ties
from kith.web.questionnaires.doors import about_ties, kept, responses_of
from kith.web.share import parts
from kith.web.share.choice import Choice
from kith.web.share.labels import Labels
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

CHANGES = {
    measures.Change.HIGHER: gettext_lazy("clearly higher than the first time (%(day)s)"),
    measures.Change.LOWER: gettext_lazy("clearly lower than the first time (%(day)s)"),
    measures.Change.NO_CLEAR_CHANGE: gettext_lazy("no clear change since the first time (%(day)s)"),
}


def boundaries(space: Space, choice: Choice, called: Labels) -> Section:
    """Return how often each boundary was held and crossed, in the person's own words."""
    first, after = choice.span(space)
    rows = []
    for one in standing.all_of(space):
        if not _may_stand(space, one, called):
            continue
        events = [e for e in one.events if first <= e.at < after and not e.guarded]
        held = sum(event.what == What.HELD for event in events)
        crossed = sum(event.what == What.CROSSED for event in events)
        if held or crossed:
            rows.append(Row(_boundary(one, called), _counted(held, crossed)))
    return Section(str(parts.PARTS[parts.BOUNDARIES]), rows=tuple(rows))


def _counted(held: int, crossed: int) -> str:
    said = [ngettext("held %(n)d time", "held %(n)d times", held) % {"n": held}] if held else []
    if crossed:
        said.append(ngettext("crossed %(n)d time", "crossed %(n)d times", crossed) % {"n": crossed})
    return _("As I noted it: %(what)s.") % {"what": ", ".join(said)}


def _may_stand(space: Space, one: Standing, called: Labels) -> bool:
    """Say whether a boundary may stand there: nobody it is for, or who is named, stays out."""
    boundary = one.boundary
    if boundary.guarded:  # it was for somebody who is gone
        return False
    whom = [person.pk for person in boundary.people.all() if person.deleted_at is None]
    named = guarded_in_words(space, [getattr(boundary, name) for name in WORDS])
    if any(not called.knows(person.pk) for person in named):
        return False
    return not whom or any(map(called.knows, whom))


def _boundary(one: Standing, called: Labels) -> str:
    said = {"when": called.within(one.boundary.when), "then": called.within(one.boundary.then)}
    if not one.boundary.when:
        return _("I will %(then)s") % said
    return _("If %(when)s, I will %(then)s") % said


def practised_in(space: Space, choice: Choice, called: Labels) -> Section:
    """Return the practices that were finished, how often, and the person's own numbers.

    None that a care setting holds.
    """
    first, after = choice.span(space)
    runs = practices.runs_of(space).filter(ended_at__gte=first, ended_at__lt=after)
    by_title: dict[str, list[Run]] = {}
    for one in practised.standings(space, runs.order_by("ended_at")):
        run = one.run
        stands = not (run.guarded or one.held)
        if stands and (run.person_id is None or called.knows(run.person_id)):
            by_title.setdefault(one.title, []).append(run)
    lines = [_practice(title, by_title[title]) for title in sorted(by_title)]
    return Section(str(parts.PARTS[parts.PRACTICES]), lines=tuple(lines))


def _practice(title: str, runs: list[Run]) -> str:
    often = ngettext("once", "%(n)d times", len(runs)) % {"n": len(runs)}
    said = {"title": title, "often": often}
    both = [(r.before, r.after) for r in runs if r.before is not None and r.after is not None]
    if not both:
        return _("%(title)s: %(often)s.") % said
    said |= {"before": str(both[-1][0]), "after": str(both[-1][1])}
    return (
        _(
            "%(title)s: %(often)s. My own number, 0 to 10: %(before)s before and %(after)s after, the last time."
        )
        % said
    )


def intentions(space: Space, choice: Choice, called: Labels) -> Section:
    """Return what the person wants to try, and how it went in this time.

    Nothing with, or about, a tie that asks for care by now.
    """
    first, after = choice.span(space)
    lines = []
    rows = list(intentions_of(space).order_by("at", "pk"))
    held = held_among(space, rows)
    for one in rows:
        gone = (one.closed_at is not None and one.closed_at < first) or one.pk in held
        if one.at < after and not gone and (one.person_id is None or called.knows(one.person_id)):
            lines.append(_intention(one, choice, called))
    return Section(str(parts.PARTS[parts.INTENTIONS]), lines=tuple(filter(None, lines)))


def _intention(one: Intention, choice: Choice, called: Labels) -> str:
    how, cue, act = (called.within(text.strip()) for text in (one.how, one.cue, one.act))
    said = [_("How I want to be: %(how)s.") % {"how": how.rstrip(".")}] if how else []
    if cue and act:
        said.append(_("When %(cue)s, I will %(act)s.") % {"cue": cue, "act": act.rstrip(".")})
    elif cue or act:
        said.append(_("I want to try: %(what)s.") % {"what": (act or cue).rstrip(".")})
    return " ".join([*said, *_looks(one, choice), *_near(one, choice)])


def _near(one: Intention, choice: Choice) -> Iterator[str]:
    """Yield how near to it the person said they are, first and last of this time."""
    zone = zone_of(one.space)
    held = [
        n for at, n in nearness(one) if choice.since <= at.astimezone(zone).date() <= choice.until
    ]
    if len(held) == 1:
        yield _("How near I am to it, 0 to 10: %(n)d.") % {"n": held[0]}
    elif held:
        said = {"first": held[0], "last": held[-1]}
        yield _("How near I am to it, 0 to 10: %(first)d, then %(last)d.") % said


def _looks(one: Intention, choice: Choice) -> Iterator[str]:
    days = (choice.since.isoformat(), choice.until.isoformat())
    looks = [look for look in one.looks if isinstance(look, dict)]
    held = [look for look in looks if days[0] <= str(look.get("at", ""))[:10] <= days[1]]
    for code in LOOKS:
        if number := sum(look.get("said") == code for look in held):
            yield _("%(what)s: %(n)d.") % {"what": LOOKS[code], "n": number}


def questionnaires(space: Space, choice: Choice, called: Labels) -> Section:
    """Return the newest number of each chosen questionnaire, with its range; never a verdict.

    One about a tie has a row for each person who may stand on the page, as they are called there.
    """
    rows = [row for name in sorted_(choice) if (row := _number(space, choice, name))]
    for name in (name for name in about_ties() if name in choice.measures):
        rows += [
            replace(row, name=f"{row.name}, {called.of(person.pk)}")
            for person in ties.told_of(space, [name])
            if called.knows(person.pk) and (row := _number(space, choice, name, person))
        ]
    note = _(
        "A number is no diagnosis. Change is told beside my own first answers, "
        "where Kith knows what is more than chance."
    )
    title = str(parts.PARTS[parts.MEASURES])
    return Section(title, rows=tuple(rows), note=note) if rows else Section(title)


def sorted_(choice: Choice) -> list[str]:
    """Return the chosen questionnaires in their order on a page."""
    return [name for name in kept() if name in choice.measures]


def shown(number: float | None) -> str:
    """Return a number as the language writes it."""
    return "" if number is None else figures(f"{number:g}")


def waits(space: Space, choice: Choice) -> list[str]:
    """Return the questionnaires of which a number stays out until the person has opened it themselves."""
    first, after = choice.span(space)
    found = []
    for name in sorted_(choice) if choice.parts & {parts.MEASURES, parts.TOTALS} else []:
        one = measures.measure(name)
        rows = [row for row in responses_of(space, one) if first <= row.at < after]
        looked_at = rows if parts.TOTALS in choice.parts else rows[-1:]
        if any(telling.told(row).score is None for row in looked_at):
            found.append(one.name)
    return found


def _number(space: Space, choice: Choice, name: str, person: Person | None = None) -> Row | None:
    one = measures.measure(name)
    first, after = choice.span(space)
    every = [row for row in responses_of(space, one, person) if row.at < after]
    if not every or every[-1].at < first:
        return None
    told = telling.story(one, every)[-1]
    if told.score is None:
        return None
    said = [date_format(told.row.at, "j F Y"), *_totals(told, one)]
    if told.early:
        said.append(_("too soon after the time before to be compared"))
    elif (change := telling.changed(one, every)) is not None and change[1] != told.row.at:
        said.append(CHANGES[change[0]] % {"day": date_format(change[1], "j F Y")})
    return Row(one.name, "; ".join(said) + ".")


def _totals(told: telling.Told, one: Measure) -> Iterator[str]:
    score = told.score
    if score is None:
        return
    if score.total is not None:
        said = {"total": shown(score.total), "low": shown(score.low), "high": shown(score.high)}
        said["means"] = one.higher_means
        yield _("%(total)s, from %(low)s to %(high)s; higher means %(means)s") % said
    elif one.scoring.several:
        ends = {"low": shown(score.low), "high": shown(score.high)}
        yield _("each from %(low)s to %(high)s") % ends
        for about, value in told.parts:
            if value is not None:
                yield f"{about} {shown(value)}"
    if score.prorated:
        yield _("a question was left open")
