"""The same answer as a picture and as one page that needs nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from kith.cli.impact.answers import (
    before_lines,
    before_rows,
    chance_lines,
    change_rows,
    disagreement_lines,
)
from kith.cli.impact.courses import SLIM, TONES, WIDE, effects_over_time, feelings_over_time
from kith.cli.impact.markup import card, hint, listed, said, table
from kith.cli.impact.told import Told, about, counted, label, more
from kith.impact import Effect
from kith.plots import ForestWords, forest, page
from kith.plots.ink import signed
from kith.wording import sentence


def picture(told: Told) -> str:
    """Return everybody's effect as SVG; where they are not about the same, each says which."""
    effects = told.effects
    if told.mixed():
        effects = [replace(e, kind=" · ".join(filter(None, (e.kind, about(e))))) for e in effects]
    return _drawn(told, effects, WIDE, "forest")


def _drawn(told: Told, effects: Sequence[Effect], width: float, key: str) -> str:
    return forest(effects, told.felt(), words=_words(told), width=width, key=key)


def whole_page(told: Told) -> str:
    """Return one HTML page: picture, table, paths, what it rests on."""
    title = said("page", "title")
    parts = [
        f"<h1>{title}</h1>",
        f'<p class="muted">{_lead(told)} {escape(told.rests_on())} {escape(told.scale())}</p>',
    ]
    if told.effects:
        parts += [_forest(told), _table(told), effects_over_time(told), _between(told)]
        parts += [feelings_over_time(told), _apart(told), _before(told)]
    for i, one in enumerate(told.beside):
        if one.effects:
            parts += [_forest(one, f"also-{i}-"), _table(one, _as_a_table(one)), _apart(one)]
    limits = listed([*chance_lines(told), *told.limits()])
    parts.append(card(sentence("impact", "page", "rests"), limits))
    parts.append(f"<footer><p>{said('page', 'help')}</p></footer>")
    return page(sentence("impact", "page", "title"), "\n".join(part for part in parts if part))


def _as_a_table(told: Told) -> str:
    return sentence("impact", "page", "table_of", outcome=told.outcome())


def _lead(told: Told) -> str:
    return escape(" ".join(told.lead()))


def _forest(told: Told, key: str = "") -> str:
    heading = escape(sentence("impact", "picture", "title", outcome=told.outcome()))
    note = escape(sentence("impact", "said", "interval", outcome=told.outcome()))
    parts = "".join(_part(told, estimand, key) for estimand in told.estimands())
    return f'<section class="card"><h2>{heading}</h2>{parts}<p class="muted">{note}</p></section>'


def _part(told: Told, estimand: str, key: str) -> str:
    """Return the picture of the effects about one stretch of time, for wide pages and phones."""
    effects = [effect for effect in told.effects if effect.estimand == estimand]
    head = f"<h3>{said('about_heading', estimand)}</h3>" if told.mixed() else ""
    return (
        f'{head}<div class="wide">{_drawn(told, effects, WIDE, f"{key}wide-{estimand}")}</div>'
        f'<div class="slim">{_drawn(told, effects, SLIM, f"{key}slim-{estimand}")}</div>'
    )


def _table(told: Told, heading: str = "") -> str:
    heading = escape(heading or sentence("impact", "page", "table"))
    felt = told.felt()
    heads = ["who", "kind", "contacts", "effect", "interval", "verdict"]
    heads += ["about", "more"] if told.mixed() else ["more"]
    heads += ["felt"] if felt else []
    numbers = {"contacts", "effect", "interval", "felt"}
    top = "".join(
        f'<th scope="col"{_right(head in numbers)}>{said("column", head)}</th>' for head in heads
    )
    rows = "".join(_table_row(told, effect, felt or None) for effect in told.effects)
    return (
        f'<section class="card"><h2>{heading}</h2><div class="scroll" tabindex="0" '
        f'role="region" aria-label="{heading}"><table><thead><tr>{top}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _table_row(told: Told, effect: Effect, felt: dict[str, float] | None) -> str:
    tone = TONES.get(effect.verdict, "unknown")
    cells = [
        f'<th scope="row">{escape(effect.person)}</th><td>{escape(effect.kind)}</td>',
        _number(str(effect.contacts)),
        _number(f"{told.number(effect.mean)} ({signed(effect.sd_units, 2)})"),
        _number(f"{told.number(effect.low)} … {told.number(effect.high)}"),
        f'<td><span class="tag {tone}">{escape(label(effect))}</span></td>',
        *([f"<td>{escape(about(effect))}</td>"] if told.mixed() else []),
        f"<td>{escape(more(effect))}</td>",
    ]
    if felt is not None:
        rating = felt.get(effect.person)
        cells.append(_number("–" if rating is None else signed(rating)))
    return f"<tr>{''.join(cells)}</tr>"


def _number(text: str) -> str:
    return f'<td class="number">{text}</td>'


def _right(right: bool) -> str:
    return ' class="number"' if right else ""


def _between(told: Told) -> str:
    """Return how effects changed between two dates, where these were given."""
    rows = change_rows(told)
    heading = sentence("impact", "page", "between")
    if not rows:
        return ""
    return card(heading, hint(told.between()), table(heading, rows, right={1, 2, 3, 4, 5}))


def _before(told: Told) -> str:
    """Return what comes before contacts: sentences, and the numbers behind them."""
    heading = sentence("impact", "page", "before")
    rows = before_rows(told)
    if not rows:
        return card(heading, hint(sentence("impact", "page", "before_none")))
    numbers = table(heading, rows, right={1, 2, 3, 4, 5})
    lead = hint(sentence("impact", "page", "before_hint"))
    return card(heading, listed(before_lines(told)), lead, numbers)


def _apart(told: Told) -> str:
    lines = listed(disagreement_lines(told))
    return card(sentence("impact", "page", "apart"), lines) if lines else ""


def _words(told: Told) -> ForestWords:
    return ForestWords(
        title=sentence("impact", "picture", "title", outcome=told.outcome()),
        description=sentence("impact", "picture", "description"),
        no_change=sentence("impact", "picture", "no_change"),
        lower=sentence("impact", "picture", "lower", n=1),
        higher=sentence("impact", "picture", "higher", n=1),
        felt=sentence("impact", "picture", "felt"),
        row=lambda effect: _row(told, effect),
    )


def _row(told: Told, effect: Effect) -> str:
    return sentence(
        "impact",
        "picture",
        "row",
        name=effect.person,
        verdict=label(effect),
        mean=told.number(effect.mean),
        low=told.number(effect.low),
        high=told.number(effect.high),
        contacts=counted("contacts", effect.contacts),
    )
