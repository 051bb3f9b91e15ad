"""What changed in some days: mood, energy and sleep beside as many days before, words, ties."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from statistics import fmean

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.plots.report import Section
from kith.tongues import figures
from kith.web.insight.words import signed
from kith.web.people import doors as people
from kith.web.people import snapshots
from kith.web.people import words as people_words
from kith.web.people.models import Tie
from kith.web.share import parts
from kith.web.share.averages import Compared, Days, compared
from kith.web.share.choice import Choice
from kith.web.share.labels import Labels
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of
from kith.web.today import words as today_words
from kith.web.today.models import CheckIn

FEELINGS = 5
COLUMNS = ("valence", "energy", "sleep_hours")


def changed(space: Space, choice: Choice, called: Labels) -> Section:
    """Return the section on what changed."""
    lines = [_counted(space, choice), *_averages(space, choice), *_feelings(space, choice)]
    ties = list(_ties(space, choice, called))
    return Section(str(parts.PARTS[parts.CHANGED]), lines=tuple(filter(None, [*lines, *ties])))


def _rows(space: Space, choice: Choice) -> list[CheckIn]:
    first, after = choice.span(space)
    rows = CheckIn.objects.filter(space=space, deleted_at=None, at__gte=first, at__lt=after)
    return list(rows.only("at", "feelings", *COLUMNS).order_by("at"))


def _counted(space: Space, choice: Choice) -> str:
    rows = _rows(space, choice)
    if not rows:
        return _("I did not check in during this time.")
    zone = zone_of(space)
    days = len({row.at.astimezone(zone).date() for row in rows})
    said = ngettext("I checked in %(n)d time", "I checked in %(n)d times", len(rows))
    on = ngettext("on %(n)d day", "on %(n)d days", days) % {"n": days}
    return _("%(said)s, %(on)s of %(all)d.") % {
        "said": said % {"n": len(rows)},
        "on": on,
        "all": choice.days,
    }


def _averages(space: Space, choice: Choice) -> Iterator[str]:
    now, before = _rows(space, choice), _rows(space, choice.before())
    zone = zone_of(space)

    def by_day(rows: list[CheckIn], column: str) -> Days:
        held: dict[date, list[float]] = defaultdict(list)
        for row in rows:
            value = getattr(row, column)
            if value is not None:
                unit = value if column == "sleep_hours" else (value + 1) * 5
                held[row.at.astimezone(zone).date()].append(unit)
        return {day: fmean(values) for day, values in held.items()}

    for column in COLUMNS:
        earlier = by_day(before, column)
        found = compared(by_day(now, column), earlier)
        if found is not None:
            yield _average(column, found, choice.days, len(earlier))


def _average(column: str, found: Compared, days: int, recorded: int) -> str:
    """Return one number's sentence; where not each of the days before has it, how many have."""
    names = {"valence": _("Mood"), "energy": _("Energy"), "sleep_hours": _("Sleep")}
    said = {"name": names[column], "now": _number(column, found.now)}
    line = _("%(name)s: %(now)s on average.") % said
    if found.before is None:
        return _("%(line)s There is nothing from before to compare with.") % {"line": line}
    earlier = ngettext("in the day before: %(was)s", "in the %(n)d days before: %(was)s", days)
    if recorded < days:
        earlier = ngettext(
            "on %(held)d day that I noted, of the %(n)d before: %(was)s",
            "on %(held)d days that I noted, of the %(n)d before: %(was)s",
            recorded,
        )
    earlier %= {"n": days, "held": recorded, "was": _number(column, found.before)}
    beside = _("%(line)s %(earlier)s.") % {
        "line": line,
        "earlier": earlier[:1].upper() + earlier[1:],
    }
    if found.difference is None:
        return _("%(beside)s Too few days to compare.") % {"beside": beside}
    low, high = (signed(value) for value in found.difference)
    ends = {"beside": beside, "low": low, "high": high}
    if found.direction > 0:
        return _("%(beside)s Likely higher (a difference from %(low)s to %(high)s).") % ends
    if found.direction < 0:
        return _("%(beside)s Likely lower (a difference from %(low)s to %(high)s).") % ends
    return _("%(beside)s No clear change (a difference from %(low)s to %(high)s).") % ends


def _number(column: str, value: float) -> str:
    said = {"n": figures(f"{value:.1f}")}
    return _("%(n)s hours") % said if column == "sleep_hours" else _("%(n)s of 10") % said


def _feelings(space: Space, choice: Choice) -> Iterator[str]:
    """Yield the words of Kith's own list that were chosen most; words of one's own stay at home."""
    from kith import vocabulary

    known = vocabulary.feelings()
    counts = Counter(key for row in _rows(space, choice) for key in row.feelings if key in known)
    if most := counts.most_common(FEELINGS):
        words = today_words.feelings(key for key, _n in most)
        said = [f"{word} ({n})" for word, (_key, n) in zip(words, most, strict=True)]
        yield _("Words I chose most: %(words)s.") % {"words": ", ".join(said)}


def _ties(space: Space, choice: Choice, called: Labels) -> Iterator[str]:
    first, after = choice.span(space)
    every = people.ties_of(space)
    was, now = snapshots.as_of(every, first), snapshots.as_of(every, after)
    whole = sorted(now.items(), key=lambda item: called.called.get(item[0], "").casefold())
    for pk, tie in whole:
        if called.knows(pk) and pk in was and (moved := list(_moved(was[pk], tie))):
            yield _("%(who)s: %(moved)s.") % {"who": called.of(pk), "moved": "; ".join(moved)}


def _moved(was: Tie, now: Tie) -> Iterator[str]:
    pairs = [
        (people_words.CIRCLES_SAID[was.circle], people_words.CIRCLES_SAID[now.circle]),
        (people_words.BONDS[was.bond], people_words.BONDS[now.bond]),
    ]
    for one, other in pairs:
        if one != other:
            yield _("from %(was)s to %(now)s") % {"was": one, "now": other}
